package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.ClientCrashedException;
import dev.gatehouse.conformance.client.UserAgent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One running client. Each request waits for the message with its id; when the process ends or says
 * something that is no message, everything that waits fails with its last words.
 */
final class ClientProcess implements AutoCloseable {
  private static final int SHOWN_OF_GARBAGE = 200;
  private static final int SHOWN_OF_STDERR = 2000;
  private static final Duration GOODBYE = Duration.ofSeconds(3);

  private final Process process;
  private final Writer stdin;
  private final Tail stderr = new Tail();
  private final Map<Integer, CompletableFuture<ObjectNode>> waiting = new ConcurrentHashMap<>();
  private final Thread stderrReader;
  private volatile @Nullable String end;
  private volatile @Nullable UserAgent userAgent;

  private ClientProcess(Process process) {
    this.process = process;
    this.stdin =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.stderrReader = daemon("client-stderr", () -> readStderr(process.getErrorStream()));
    daemon("client-stdout", () -> readStdout(process.getInputStream()));
  }

  static ClientProcess start(List<String> command, Path netrc) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("NETRC", netrc.toString());
    try {
      return new ClientProcess(builder.start());
    } catch (IOException e) {
      throw new ClientNotStartedException(
          "cannot start '" + String.join(" ", command) + "': " + e.getMessage(), e);
    }
  }

  /** Says who takes the user to a login that the client asks for from now on. */
  void takeUsersWith(UserAgent agent) {
    userAgent = agent;
  }

  /**
   * Sends a message and waits for the one that answers it.
   *
   * @param id of the call; 0 for a message that is no call
   * @throws ClientCrashedException when none comes in time or the process ended
   */
  ObjectNode ask(int id, ObjectNode message, Duration limit) {
    CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      if (end != null) {
        throw crashed(end);
      }
      write(message);
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String what = message.path("type").asText();
      kill();
      throw crashed("it did not answer '" + what + "' within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw crashed("the suite gave it up");
    } catch (ExecutionException e) {
      throw crashed(String.valueOf(e.getCause().getMessage()));
    } finally {
      waiting.remove(id);
    }
  }

  private synchronized void write(ObjectNode message) {
    try {
      stdin.write(Messages.line(message));
      stdin.write('\n');
      stdin.flush();
    } catch (IOException e) {
      // The reader of its standard output sees the end, and knows more about it.
    }
  }

  private void readStdout(InputStream stdout) {
    try {
      BoundedLines lines = new BoundedLines(stdout, BoundedLines.LONGEST);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank() && !deliver(line)) {
          return;
        }
      }
      finish("it ended" + exitCode());
    } catch (IOException e) {
      finish("its output could not be read: " + e.getMessage());
    }
  }

  private boolean deliver(String line) {
    try {
      ObjectNode message = Messages.read(line);
      if (Messages.text(message, "type").equals(Visit.TYPE)) {
        take(Visit.read(message));
        return true;
      }
      int id = message.has("id") ? Messages.number(message, "id") : 0;
      CompletableFuture<ObjectNode> answer = waiting.get(id);
      if (answer != null) {
        answer.complete(message);
      }
      return true;
    } catch (Messages.UnreadableMessageException e) {
      finish(
          "it wrote a line that is no message of the protocol ("
              + e.getMessage()
              + "): "
              + start(line));
      return false;
    }
  }

  private void take(Visit visit) throws Messages.UnreadableMessageException {
    UserAgent agent = userAgent;
    if (agent == null) {
      throw new Messages.UnreadableMessageException("'" + Visit.TYPE + "' before any 'open'");
    }
    // The client may have more to say while its user is under way.
    daemon("user-agent", () -> write(visit.made(agent)));
  }

  /** Ends everything that waits, and the process. */
  private void finish(String why) {
    end = why;
    if (process.isAlive()) {
      // Of one that has ended, this would close standard error before its last words are read.
      process.destroyForcibly();
    }
    waiting.values().forEach(answer -> answer.completeExceptionally(new IOException(why)));
  }

  private String exitCode() {
    try {
      return process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
          ? " with exit code " + process.exitValue()
          : " its output";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private void readStderr(InputStream errors) {
    try {
      BoundedLines lines = new BoundedLines(errors, SHOWN_OF_STDERR * 100);
      for (String line = lines.next(); line != null; line = lines.next()) {
        stderr.append(line);
      }
    } catch (IOException e) {
      stderr.append("(its standard error could not be read on: " + e.getMessage() + ")");
    }
  }

  /** What it wrote to standard error: where the log lines of a call begin. */
  Tail stderr() {
    return stderr;
  }

  boolean isAlive() {
    return end == null && process.isAlive();
  }

  boolean isBusy() {
    return !waiting.isEmpty();
  }

  private ClientCrashedException crashed(String why) {
    try {
      // What a dying program says last comes over another pipe; a moment lets it arrive.
      stderrReader.join(process.isAlive() ? 1 : 500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String last = stderr.since(0).strip();
    String shown =
        last.length() > SHOWN_OF_STDERR ? last.substring(last.length() - SHOWN_OF_STDERR) : last;
    return new ClientCrashedException(
        "the client is gone: "
            + why
            + (shown.isEmpty()
                ? "; it wrote nothing to standard error"
                : "; it last wrote: " + shown));
  }

  private static String start(String line) {
    return line.length() > SHOWN_OF_GARBAGE ? line.substring(0, SHOWN_OF_GARBAGE) + "..." : line;
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Lets it end by itself, for a moment. */
  @Override
  public void close() {
    try {
      stdin.close();
      if (process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It has closed its side already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
