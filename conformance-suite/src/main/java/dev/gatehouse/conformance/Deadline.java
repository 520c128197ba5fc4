package dev.gatehouse.conformance;

import dev.gatehouse.conformance.client.ClientCrashedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Runs a check's step to an outcome, whatever the step does. */
final class Deadline {
  private static final int FRAMES_SHOWN = 6;

  private Deadline() {}

  static Outcome run(Check check, Bench bench, Duration limit) {
    FutureTask<Outcome> task = new FutureTask<>(() -> outcome(check, bench));
    Thread thread = new Thread(task, check.id());
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String where = frames(thread.getStackTrace());
      task.cancel(true);
      return new Outcome.Broken(
          "the check did not end within " + limit.toSeconds() + " s; it was at: " + where);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome.Broken("the run was interrupted");
    } catch (ExecutionException e) {
      return broken(e.getCause());
    }
  }

  private static Outcome outcome(Check check, Bench bench) throws Exception {
    try {
      check.step().run(bench);
      return new Outcome.Passed();
    } catch (CheckEnded ended) {
      return ended.outcome();
    } catch (ClientCrashedException crash) {
      return new Outcome.Failed(
          "the client goes on working, whatever a server does",
          String.valueOf(crash.getMessage()),
          "Whatever comes over the wire must end in an answer or in an error that the caller can"
              + " handle, never in the end of the program.");
    }
  }

  private static Outcome broken(Throwable error) {
    StringBuilder cause = new StringBuilder();
    for (Throwable next = error; next != null; next = next.getCause()) {
      cause.append(cause.length() == 0 ? "" : ", caused by ").append(next);
    }
    return new Outcome.Broken(cause + " at " + frames(error.getStackTrace()));
  }

  private static String frames(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(FRAMES_SHOWN)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(", "));
  }
}
