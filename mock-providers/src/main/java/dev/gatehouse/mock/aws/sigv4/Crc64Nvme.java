package dev.gatehouse.mock.aws.sigv4;

import java.util.zip.Checksum;

/** CRC-64/NVME, which the JDK lacks: polynomial 0xAD93D23594C93659, reflected. */
final class Crc64Nvme implements Checksum {
  private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final long[] TABLE = table();

  private long state = -1L;

  @Override
  public void update(int octet) {
    state = TABLE[(int) ((state ^ octet) & 0xFF)] ^ (state >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      update(bytes[i]);
    }
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1L;
  }

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 1 ? (value >>> 1) ^ REFLECTED_POLYNOMIAL : value >>> 1;
      }
      table[i] = value;
    }
    return table;
  }
}
