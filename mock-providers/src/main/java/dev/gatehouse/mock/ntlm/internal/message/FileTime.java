package dev.gatehouse.mock.ntlm.internal.message;

import java.time.Instant;

/** Time as Windows counts it: tenths of microseconds since 1601, 64 bits (MS-DTYP 2.3.3). */
public final class FileTime {
  private static final long EPOCH = 11_644_473_600L;
  private static final long TICKS = 10_000_000L;

  private FileTime() {}

  /** The instant of a time, which counts as positive. */
  public static Instant instant(long ticks) {
    long seconds = Long.divideUnsigned(ticks, TICKS);
    return Instant.ofEpochSecond(seconds - EPOCH, Long.remainderUnsigned(ticks, TICKS) * 100);
  }

  /** The time of an instant. */
  public static long ticks(Instant instant) {
    return (instant.getEpochSecond() + EPOCH) * TICKS + instant.getNano() / 100;
  }
}
