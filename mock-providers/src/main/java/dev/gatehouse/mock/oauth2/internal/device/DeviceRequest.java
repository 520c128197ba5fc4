package dev.gatehouse.mock.oauth2.internal.device;

import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A device that waits for somebody to let it act for them (RFC 8628, section 3.1). */
final class DeviceRequest {
  private static final Duration SLOWER = Duration.ofSeconds(5); // RFC 8628, section 3.5

  /** What was decided on it. */
  sealed interface Decision {
    /** Nothing yet. */
    record Pending() implements Decision {}

    /** Somebody let it. */
    record Allowed(Authorization authorization) implements Decision {}

    /**
     * Somebody did not.
     *
     * @param why for the journal
     */
    record Denied(String why) implements Decision {}
  }

  /** When it asked last, and how long it has to wait after that. */
  private record Polling(@Nullable Instant last, Duration interval) {
    boolean isTooSoon(Instant now) {
      return last != null && now.isBefore(last.plus(interval));
    }

    Polling next(Instant now) {
      return new Polling(now, isTooSoon(now) ? interval.plus(SLOWER) : interval);
    }
  }

  private final RegisteredClient client;
  private final Set<String> scopes;
  private final List<String> audience;
  private final String userCode;
  private final AtomicReference<Decision> decision = new AtomicReference<>(new Decision.Pending());
  private final AtomicReference<Polling> polling;

  DeviceRequest(
      RegisteredClient client,
      Set<String> scopes,
      List<String> audience,
      String userCode,
      Duration interval) {
    this.client = client;
    this.scopes = scopes;
    this.audience = List.copyOf(audience);
    this.userCode = userCode;
    polling = new AtomicReference<>(new Polling(null, interval));
  }

  /** The client on the device. */
  RegisteredClient client() {
    return client;
  }

  /** What it wants to do. */
  Set<String> scopes() {
    return scopes;
  }

  /** The APIs it wants to do it at. */
  List<String> audience() {
    return audience;
  }

  /** What the device shows. */
  String userCode() {
    return userCode;
  }

  Decision decision() {
    return decision.get();
  }

  void decide(Decision made) {
    decision.set(made);
  }

  /** The device asks, at a time; whether that is too soon, which makes it wait longer from now. */
  boolean asksTooSoon(Instant now) {
    return polling.getAndUpdate(before -> before.next(now)).isTooSoon(now);
  }

  /** How long it has to wait between two questions. */
  Duration interval() {
    return polling.get().interval();
  }
}
