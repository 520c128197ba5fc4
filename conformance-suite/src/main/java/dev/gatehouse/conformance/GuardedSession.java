package dev.gatehouse.conformance;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientCrashedException;
import dev.gatehouse.conformance.client.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session that fails the check, and ends, when the client does not come back. */
final class GuardedSession implements Session {
  private final Session session;
  private final Duration limit;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GuardedSession(Session session, Duration limit) {
    this.session = session;
    this.limit = limit;
  }

  /** Opens a session; one that throws something undeclared says so on its calls. */
  static Session open(Callable<Session> opener, Duration limit) {
    try {
      return new GuardedSession(within(limit, "open", opener), limit);
    } catch (CheckEnded | ClientCrashedException e) {
      throw e;
    } catch (Throwable undeclared) {
      return new UnopenedSession(unexpected(undeclared));
    }
  }

  @Override
  public CallResult call(CallRequest request) {
    try {
      return within(limit, request.method() + " " + request.path(), () -> session.call(request));
    } catch (CheckEnded | ClientCrashedException e) {
      close();
      throw e;
    } catch (Throwable undeclared) {
      return unexpected(undeclared);
    }
  }

  @Override
  public String describe() {
    return session.describe();
  }

  @Override
  public void advance(Duration by) {
    session.advance(by);
  }

  @Override
  public Optional<List<String>> grantedScopes() {
    return session.grantedScopes();
  }

  /** Closes the client's session once, however often it is called. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      session.close();
    }
  }

  private static CallResult.Failed unexpected(Throwable undeclared) {
    StringWriter printed = new StringWriter();
    undeclared.printStackTrace(new PrintWriter(printed, true));
    return new CallResult.Failed(
        CallResult.Kind.UNEXPECTED, undeclared.toString(), printed.toString());
  }

  private static <T> T within(Duration limit, String what, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "client-under-test");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw Expect.fail(
          "the client comes back from every call, with an answer or an error",
          "it was still busy with '" + what + "' after " + limit.toSeconds() + " s",
          "A client that hangs takes the program around it along. Bound every wait: for the"
              + " connection, for each answer, and for the whole call.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
