package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {
  private static long of(byte[] bytes) {
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  /** The check value of the catalogue of CRC algorithms (CRC-64/NVME). */
  @Test
  void hasThePublishedCheckValue() {
    assertThat(of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xAE8B14860A799888L);
  }

  /** NVM Express, NVM Command Set Specification: 4 KiB of zeros, of ones, counted up and down. */
  @Test
  void hasTheValuesOfTheNvmeSpecification() {
    byte[] ones = new byte[4096];
    Arrays.fill(ones, (byte) 0xFF);
    byte[] up = new byte[4096];
    byte[] down = new byte[4096];
    for (int i = 0; i < 4096; i++) {
      up[i] = (byte) i;
      down[i] = (byte) (255 - i);
    }
    assertThat(of(new byte[4096])).isEqualTo(0x6482D367EB22B64EL);
    assertThat(of(ones)).isEqualTo(0xC0DDBA7302ECA3ACL);
    assertThat(of(up)).isEqualTo(0x3E729F5F6750449CL);
    assertThat(of(down)).isEqualTo(0x9A2DF64B8E9E517EL);
  }

  @Test
  void takesBytesInAnyPieces() {
    byte[] bytes = Uploads.payload(1000);
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(bytes, 0, 3);
    crc.update(bytes[3]);
    crc.update(bytes, 4, 996);
    assertThat(crc.getValue()).isEqualTo(of(bytes));
    crc.reset();
    assertThat(crc.getValue()).isZero();
  }
}
