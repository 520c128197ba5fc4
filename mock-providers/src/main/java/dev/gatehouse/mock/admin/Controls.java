package dev.gatehouse.mock.admin;

import dev.gatehouse.mock.exchange.KeyHolder;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the admin endpoints may do with their server. */
public interface Controls {
  /** The connections of the line-up as JSON, secrets included. */
  String lineupJson();

  /** The certificate to trust, as PEM. */
  String caPem();

  /** The endpoints of the bad-TLS range that are open, as JSON. */
  String badTlsJson();

  /** What happened. */
  Journal journal();

  /** Misbehaviours to ask for. */
  Faults faults();

  /** Forgets what happened. */
  void reset();

  /** Moves the clock and returns the new time. */
  Instant advanceClock(Duration by);

  /** Who signs tokens. */
  List<KeyHolder> keyHolders();
}
