package dev.gatehouse.conformance;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import java.time.Duration;

/** A session that never came to be: every call says why. */
record UnopenedSession(CallResult.Failed why) implements Session {
  @Override
  public CallResult call(CallRequest request) {
    return why;
  }

  @Override
  public String describe() {
    return why.printed();
  }

  @Override
  public void advance(Duration by) {}

  @Override
  public void close() {}
}
