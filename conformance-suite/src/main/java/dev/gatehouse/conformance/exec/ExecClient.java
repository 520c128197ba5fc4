package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientCrashedException;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.client.Feature;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A client that is a program of its own, in any language. Each open session has a process to
 * itself, so that a crash is blamed on the check that caused it; a process that is done serves the
 * next session.
 *
 * @since 0.1
 */
public final class ExecClient implements ClientUnderTest {
  private static final Duration HELLO_LIMIT = Duration.ofSeconds(30);
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);

  private final List<String> command;
  private final Path netrc;
  private final ConcurrentLinkedDeque<ClientProcess> idle = new ConcurrentLinkedDeque<>();
  private final String name;
  private final Set<AuthType> authTypes = EnumSet.noneOf(AuthType.class);
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);

  private ExecClient(List<String> command, Path netrc) {
    this.command = command;
    this.netrc = netrc;
    ClientProcess process = ClientProcess.start(command, netrc);
    try {
      ObjectNode hello = hello(process);
      name = Messages.text(hello, "name");
      Messages.texts(hello, "authTypes").forEach(id -> authTypes.add(AuthType.of(id)));
      Messages.texts(hello, "features").forEach(id -> features.add(Feature.of(id)));
    } catch (ClientCrashedException
        | IllegalArgumentException
        | Messages.UnreadableMessageException e) {
      process.kill();
      throw new ClientNotStartedException(
          "'" + String.join(" ", command) + "' did not introduce itself: " + e.getMessage(), e);
    }
    idle.push(process);
  }

  /**
   * Starts the command once and asks it who it is.
   *
   * @param command program and arguments, as one would write them in a shell
   * @throws ClientNotStartedException when it does not start or does not answer
   * @throws IllegalArgumentException when the command cannot be read
   */
  public static ExecClient start(String command) {
    List<String> words = CommandLine.split(command);
    Path netrc = AmbientCredentials.netrc();
    try {
      return new ExecClient(words, netrc);
    } catch (RuntimeException e) {
      delete(netrc);
      throw e;
    }
  }

  private static ObjectNode hello(ClientProcess process)
      throws Messages.UnreadableMessageException {
    ObjectNode hello =
        process.ask(0, Messages.of("hello").put("protocol", Messages.PROTOCOL), HELLO_LIMIT);
    if (!Messages.text(hello, "type").equals("hello")) {
      throw new Messages.UnreadableMessageException("the first message is not 'hello'");
    }
    int protocol = Messages.number(hello, "protocol");
    if (protocol != Messages.PROTOCOL) {
      throw new Messages.UnreadableMessageException(
          "it speaks protocol " + protocol + ", not " + Messages.PROTOCOL);
    }
    return hello;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<AuthType> authTypes() {
    return Set.copyOf(authTypes);
  }

  @Override
  public Set<Feature> features() {
    return Set.copyOf(features);
  }

  @Override
  public Session open(Connection connection, ClientSettings settings) {
    return open(Connections.toJsonWithSecrets(connection), settings);
  }

  @Override
  public Session open(String connection, ClientSettings settings) {
    ClientProcess process = process();
    try {
      long start = process.stderr().position();
      process.takeUsersWith(settings.userAgent());
      ObjectNode answer = process.ask(0, Messages.open(connection, settings), OPEN_LIMIT);
      CallResult.@Nullable Failed refusal =
          Messages.text(answer, "type").equals("failed")
              ? (CallResult.Failed) Messages.result(answer, process.stderr().since(start))
              : null;
      String description = refusal == null ? Messages.text(answer, "description") : "";
      return new ExecSession(process, description, refusal, this::giveBack);
    } catch (Messages.UnreadableMessageException e) {
      process.kill();
      throw new ClientCrashedException(
          "the client answered 'open' with something else: " + e.getMessage());
    }
  }

  private ClientProcess process() {
    for (ClientProcess next = idle.poll(); next != null; next = idle.poll()) {
      if (next.isAlive()) {
        return next;
      }
    }
    ClientProcess fresh = ClientProcess.start(command, netrc);
    try {
      hello(fresh);
      return fresh;
    } catch (Messages.UnreadableMessageException e) {
      fresh.kill();
      throw new ClientCrashedException(
          "the client did not introduce itself when started again: " + e.getMessage());
    }
  }

  private void giveBack(ClientProcess process) {
    if (process.isAlive()) {
      idle.push(process);
    }
  }

  @Override
  public void close() {
    for (ClientProcess next = idle.poll(); next != null; next = idle.poll()) {
      next.close();
    }
    delete(netrc);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
