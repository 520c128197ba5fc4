package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Calls on one session at once. */
final class Together {
  private Together() {}

  /**
   * Makes the same call on threads of their own and waits for all.
   *
   * @param begun counted down by each thread just before its call
   */
  static List<CallResult> call(int callers, Session session, CallRequest call, CountDownLatch begun)
      throws InterruptedException {
    List<FutureTask<CallResult>> tasks = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      FutureTask<CallResult> task =
          new FutureTask<>(
              () -> {
                begun.countDown();
                return session.call(call);
              });
      Thread thread = new Thread(task, "caller-" + i);
      thread.setDaemon(true);
      thread.start();
      tasks.add(task);
    }
    List<CallResult> results = new ArrayList<>();
    for (FutureTask<CallResult> task : tasks) {
      results.add(result(task));
    }
    return results;
  }

  private static CallResult result(FutureTask<CallResult> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      // The end of a check, or a fault of the suite: either is the check's own.
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
