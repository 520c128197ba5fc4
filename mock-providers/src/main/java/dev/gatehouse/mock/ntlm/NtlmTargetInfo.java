package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.message.AvId;
import dev.gatehouse.mock.ntlm.internal.message.Charsets;
import dev.gatehouse.mock.ntlm.internal.message.FileTime;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * Writes a list of AV pairs (MS-NLMP 2.2.2.1), in the order they are asked for, right or not.
 *
 * @since 0.1
 */
public final class NtlmTargetInfo {
  private static final int MOST = 0xffff;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** A list without anything. */
  public NtlmTargetInfo() {}

  /** The names of a server, those that are not empty, in the order Windows has them. */
  public NtlmTargetInfo names(NtlmTarget target) {
    return name(AvId.NB_DOMAIN_NAME, target.domain())
        .name(AvId.NB_COMPUTER_NAME, target.computer())
        .name(AvId.DNS_DOMAIN_NAME, target.dnsDomain())
        .name(AvId.DNS_COMPUTER_NAME, target.dnsComputer())
        .name(AvId.DNS_TREE_NAME, target.dnsTree());
  }

  /** The server's time, {@code MsvAvTimestamp}. */
  public NtlmTargetInfo time(Instant instant) {
    byte[] ticks =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(FileTime.ticks(instant))
            .array();
    return pair(AvId.TIMESTAMP.number(), ticks);
  }

  /**
   * Any pair, known or not.
   *
   * @throws IllegalArgumentException if the number or the value is more than a list can say
   */
  public NtlmTargetInfo pair(int id, byte[] value) {
    if (id < 0 || id > MOST || value.length > MOST) {
      throw new IllegalArgumentException("pair: number and length have to fit 16 bits");
    }
    written.writeBytes(
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) id)
            .putShort((short) value.length)
            .array());
    written.writeBytes(value);
    return this;
  }

  /** The list as it is, without {@code MsvAvEOL}: one that does not end. */
  public byte[] unterminated() {
    return written.toByteArray();
  }

  /** The list with {@code MsvAvEOL} at its end. */
  public byte[] bytes() {
    byte[] list = written.toByteArray();
    return ByteBuffer.allocate(list.length + 4).put(list).array();
  }

  private NtlmTargetInfo name(AvId id, String name) {
    return name.isEmpty() ? this : pair(id.number(), Charsets.encode(true, name));
  }
}
