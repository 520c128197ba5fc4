package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.client.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The other side of the client protocol: serves a client of this JVM over a pair of streams.
 *
 * @since 0.1
 */
public final class Testee {
  private final ClientUnderTest client;
  private final PrintStream out;
  private final RemoteUserAgent userAgent = new RemoteUserAgent(this::write);
  private final ExecutorService calls = Executors.newCachedThreadPool(Testee::daemon);
  private @Nullable Session session;

  private Testee(ClientUnderTest client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /**
   * Answers messages until the input ends.
   *
   * @throws IOException if the input cannot be read or holds something that is no message
   */
  public static void serve(ClientUnderTest client, InputStream in, PrintStream out)
      throws IOException {
    AmbientCredentials.offer();
    Testee testee = new Testee(client, out);
    BoundedLines lines = new BoundedLines(in, BoundedLines.LONGEST);
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        testee.answer(Messages.read(line));
      }
    } catch (Messages.UnreadableMessageException e) {
      throw new IOException("the suite sent " + e.getMessage(), e);
    } finally {
      testee.close();
      testee.calls.shutdownNow();
    }
  }

  private void answer(ObjectNode message) throws Messages.UnreadableMessageException {
    String type = Messages.text(message, "type");
    switch (type) {
      case "hello" -> write(hello());
      case "open" -> write(open(message));
      case "call" -> call(message);
      case "redirected" -> userAgent.answer(message);
      case "advance" -> {
        opened().advance(Duration.ofMillis(message.path("milliseconds").longValue()));
        write(Messages.of("advanced"));
      }
      case "close" -> {
        close();
        write(Messages.of("closed"));
      }
      default -> throw new Messages.UnreadableMessageException("an unknown type '" + type + "'");
    }
  }

  private ObjectNode hello() {
    ObjectNode hello =
        Messages.of("hello").put("protocol", Messages.PROTOCOL).put("name", client.name());
    ArrayNode authTypes = hello.putArray("authTypes");
    client.authTypes().stream().sorted().forEach(type -> authTypes.add(type.id()));
    ArrayNode features = hello.putArray("features");
    client.features().stream().sorted().forEach(feature -> features.add(feature.id()));
    return hello;
  }

  private ObjectNode open(ObjectNode message) throws Messages.UnreadableMessageException {
    close();
    session =
        client.open(
            message.path("connection").toString(),
            Messages.settings(message.path("settings"), userAgent));
    return Messages.of("opened").put("description", session.describe());
  }

  private void call(ObjectNode message) throws Messages.UnreadableMessageException {
    int id = Messages.number(message, "id");
    CallRequest request = Messages.request(message);
    Session open = opened();
    calls.execute(
        () -> write(Messages.result(id, open.call(request), open.grantedScopes().orElse(null))));
  }

  private Session opened() throws Messages.UnreadableMessageException {
    if (session == null) {
      throw new Messages.UnreadableMessageException("a call before 'open'");
    }
    return session;
  }

  private void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private synchronized void write(ObjectNode message) {
    byte[] line = (Messages.line(message) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line, 0, line.length);
    out.flush();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "testee-call");
    thread.setDaemon(true);
    return thread;
  }
}
