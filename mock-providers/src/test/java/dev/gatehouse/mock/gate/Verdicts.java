package dev.gatehouse.mock.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** What the tests of all gates expect of a verdict. */
final class Verdicts {
  private Verdicts() {}

  static Verdict.Admitted admitted(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    return (Verdict.Admitted) verdict;
  }

  static Verdict.Refused refused(Verdict verdict, int status, String reason) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    Verdict.Refused refused = (Verdict.Refused) verdict;
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.response().status()).isEqualTo(status);
    assertThat(refused.explanation()).isNotBlank();
    assertThat(body(refused)).startsWith("{\"error\":\"").endsWith("\"}");
    if (status == 401) {
      assertThat(challenge(refused)).isNotBlank();
    }
    return refused;
  }

  static String challenge(Verdict.Refused refused) {
    return refused.response().fields().stream()
        .filter(field -> field.name().equals("WWW-Authenticate"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  static String body(Verdict.Refused refused) {
    return new String(refused.response().body(), StandardCharsets.UTF_8);
  }
}
