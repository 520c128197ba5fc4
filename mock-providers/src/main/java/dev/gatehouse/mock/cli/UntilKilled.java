package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.Gatehouse;
import java.util.concurrent.CountDownLatch;

/** Serves until the process gets SIGTERM or SIGINT, as on Ctrl+C. */
final class UntilKilled implements Lifetime {
  @Override
  public void onEnd(Runnable cleanup) {
    Runtime.getRuntime().addShutdownHook(new Thread(cleanup, "gatehouse-shutdown"));
  }

  @Override
  public void await(Gatehouse gatehouse) throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
