package dev.gatehouse.conformance.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnguessableTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    RANDOM.nextBytes(octets);
    return octets;
  }

  private static Stream<Arguments> randomTexts() {
    return Stream.of(
        text(() -> Base64.getUrlEncoder().withoutPadding().encodeToString(octets(16))),
        text(() -> HexFormat.of().formatHex(octets(16))),
        text(() -> UUID.randomUUID().toString()));
  }

  private static Arguments text(Supplier<String> text) {
    return Arguments.of(Stream.generate(text).limit(5).toList());
  }

  @ParameterizedTest
  @MethodSource("randomTexts")
  void takes128RandomBitsInAnyText(List<String> values) {
    assertThatCode(() -> Unguessable.judge("the state", values, "why")).doesNotThrowAnyException();
  }

  @Test
  void refusesAValueThatStaysTheSame() {
    assertThatThrownBy(() -> Unguessable.judge("the state", List.of("a", "a"), "why"))
        .hasMessageContaining("it is always the same");
  }

  @Test
  void refusesAValueThatComesAgain() {
    assertThatThrownBy(() -> Unguessable.judge("the state", List.of("a", "b", "a"), "why"))
        .hasMessageContaining("there are only 2");
  }

  @Test
  void refusesALongTextThatCountsUp() {
    List<String> counting =
        Stream.of("1", "2", "3").map(n -> "3f0c9a52e1d84b7790aa15c2-login-" + n).toList();

    assertThatThrownBy(() -> Unguessable.judge("the state", counting, "why"))
        .hasMessageContaining("it differs in 1,");
  }

  @Test
  void refusesAShortNumber() {
    assertThatThrownBy(() -> Unguessable.judge("the state", List.of("48151623", "93727410"), "why"))
        .hasMessageContaining("a counter or a short number");
  }
}
