package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.Gatehouse;

/** How long {@code serve} serves. */
interface Lifetime {
  /** Called first: what is to be done when the process is told to end. */
  void onEnd(Runnable cleanup);

  /** Returns when it is time to end. */
  void await(Gatehouse gatehouse) throws InterruptedException;
}
