package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a:b@c!$'()*+,;=d | /a%3Ab%40c%21%24%27%28%29%2A%2B%2C%3B%3Dd",
        "/a%20b/caf%c3%a9 | /a%20b/caf%C3%A9",
        "/one%2Ftwo//./-._~ | /one%2Ftwo//./-._~",
        "/folder/ | /folder/",
        "/%ff | /%FF",
        "`` | /"
      })
  void encodesAnObjectsKeyStrictly(String onTheWire, String signed) {
    assertThat(SignedPath.of(onTheWire, true)).isEqualTo(signed);
  }

  @Test
  void leavesAnotherServicesPathToTheSigner() {
    assertThat(SignedPath.of("/a!b/%2a", false)).isEqualTo("/a!b/%2a");
    assertThat(SignedPath.of("", false)).isEqualTo("/");
  }
}
