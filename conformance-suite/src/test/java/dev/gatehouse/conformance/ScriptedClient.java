package dev.gatehouse.conformance;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.client.Feature;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** A client that does to every call what a test says. */
record ScriptedClient(Function<CallRequest, CallResult> script) implements ClientUnderTest {
  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Set<AuthType> authTypes() {
    return Set.of(AuthType.NONE, AuthType.BASIC);
  }

  @Override
  public Set<Feature> features() {
    return Set.of();
  }

  @Override
  public Session open(Connection connection, ClientSettings settings) {
    return new Session() {
      @Override
      public CallResult call(CallRequest request) {
        return script.apply(request);
      }

      @Override
      public String describe() {
        return "scripted";
      }

      @Override
      public void advance(Duration by) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public Session open(String connection, ClientSettings settings) {
    throw new UnsupportedOperationException("no test here opens from text");
  }
}
