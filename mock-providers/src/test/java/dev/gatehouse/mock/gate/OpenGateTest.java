package dev.gatehouse.mock.gate;

import static dev.gatehouse.mock.gate.Verdicts.admitted;
import static dev.gatehouse.mock.gate.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenGateTest {
  private final OpenGate gate = new OpenGate();

  @Test
  void admitsWhoShowsNothing() {
    Verdict verdict = gate.judge(Requests.with(new Field("Accept", "*/*")));
    assertThat(admitted(verdict).principal()).isEqualTo("anonymous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Proxy-Authorization", "Cookie", "cookie"})
  void refusesACredentialThatNobodyAskedFor(String name) {
    Verdict verdict = gate.judge(Requests.with(new Field(name, "s3cret")));
    Verdict.Refused refused = refused(verdict, 400, "unexpected-credential");
    assertThat(refused.explanation()).containsIgnoringCase(name).doesNotContain("s3cret");
  }
}
