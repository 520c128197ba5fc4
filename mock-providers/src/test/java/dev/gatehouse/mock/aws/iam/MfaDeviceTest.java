package dev.gatehouse.mock.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6238. */
class MfaDeviceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:10Z");

  private final MfaDevice device =
      new MfaDevice(
          "arn:aws:iam::111122223333:mfa/x",
          "12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  /** RFC 6238, appendix B: of the eight digits there, the last six. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130",
  })
  void makesTheCodesOfTheSpecification(long seconds, String code) {
    assertThat(device.code(Instant.ofEpochSecond(seconds))).isEqualTo(code);
    assertThat(device.accepts(code, Instant.ofEpochSecond(seconds))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
  void takesTheCodeOfNowAndOfAStepBeforeAndAfter(long off, boolean taken) {
    assertThat(device.accepts(device.code(NOW.plusSeconds(off)), NOW)).isEqualTo(taken);
  }

  @Test
  void takesACodeOnceAndNoneBeforeItAnyMore() {
    assertThat(device.accepts(device.code(NOW), NOW)).isTrue();

    assertThat(device.accepts(device.code(NOW), NOW)).isFalse();
    assertThat(device.accepts(device.code(NOW.minusSeconds(30)), NOW)).isFalse();
    assertThat(device.accepts(device.code(NOW.plusSeconds(30)), NOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"''", "0", "12345", "1234567", "abcdef"})
  void refusesWhatIsNoCode(String code) {
    assertThat(device.accepts(code, NOW)).isFalse();
  }

  @Test
  void needsASecretOfSomeLength() {
    assertThatThrownBy(() -> new MfaDevice("x", new byte[15]))
        .hasMessage("secret: must have 16 bytes at least (RFC 4226, section 4)");
  }
}
