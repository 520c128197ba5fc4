package dev.gatehouse.mock;

import dev.gatehouse.mock.http.PortLimits;
import java.time.Duration;

/**
 * How much one server takes.
 *
 * @param bodyBytes the longest request body; a longer one is answered 413
 * @param headerBytes the longest request line and header together; a longer one is answered 431
 * @param journalEntries how many exchanges the journal holds; older ones are forgotten
 * @param idleTimeout of silence from a client, in a request or between two, until its connection is
 *     closed
 * @since 0.1
 */
public record Limits(long bodyBytes, int headerBytes, int journalEntries, Duration idleTimeout) {
  /** 10 MiB, 16 KiB, 1000 entries, 30 seconds. */
  public static final Limits DEFAULT =
      new Limits(10L * 1024 * 1024, 16 * 1024, 1000, Duration.ofSeconds(30));

  public Limits {
    requirePositive("bodyBytes", bodyBytes);
    requirePositive("headerBytes", headerBytes);
    requirePositive("journalEntries", journalEntries);
    requirePositive("idleTimeout", idleTimeout.toMillis());
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be at least 1, not " + value);
    }
  }

  PortLimits ofAPort() {
    return new PortLimits(bodyBytes, headerBytes, idleTimeout);
  }

  /** The same with another limit for request bodies, in bytes. */
  public Limits withBodyBytes(long bytes) {
    return new Limits(bytes, headerBytes, journalEntries, idleTimeout);
  }

  /** The same with another limit for the request line and header, in bytes. */
  public Limits withHeaderBytes(int bytes) {
    return new Limits(bodyBytes, bytes, journalEntries, idleTimeout);
  }

  /** The same with another size of the journal. */
  public Limits withJournalEntries(int entries) {
    return new Limits(bodyBytes, headerBytes, entries, idleTimeout);
  }

  /** The same with another idle time-out. */
  public Limits withIdleTimeout(Duration timeout) {
    return new Limits(bodyBytes, headerBytes, journalEntries, timeout);
  }
}
