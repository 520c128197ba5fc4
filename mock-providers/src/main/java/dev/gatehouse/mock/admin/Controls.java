package dev.gatehouse.mock.admin;

import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.journal.Journal;
import java.time.Duration;
import java.time.Instant;

/** What the admin endpoints may do with their server. */
public interface Controls {
  /** The connections of the line-up as JSON, secrets included. */
  String lineupJson();

  /** The certificate to trust, as PEM. */
  String caPem();

  /** What happened. */
  Journal journal();

  /** Misbehaviours to ask for. */
  Faults faults();

  /** Forgets what happened. */
  void reset();

  /** Moves the clock and returns the new time. */
  Instant advanceClock(Duration by);
}
