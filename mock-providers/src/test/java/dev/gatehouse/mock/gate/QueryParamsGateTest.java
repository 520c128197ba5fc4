package dev.gatehouse.mock.gate;

import static dev.gatehouse.mock.gate.Requests.query;
import static dev.gatehouse.mock.gate.Verdicts.admitted;
import static dev.gatehouse.mock.gate.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.NamedSecret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParamsGateTest {
  private static final String VALUE = "a+b &c=%#é?";
  private static final String ENCODED = "a%2Bb%20%26c%3D%25%23%C3%A9%3F";

  private final QueryParamsGate gate =
      new QueryParamsGate(
          List.of(NamedSecret.of("api key", VALUE), NamedSecret.of("tenant", "blue")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api%20key=" + ENCODED + "&tenant=blue",
        "tenant=blue&api+key=" + ENCODED,
        "x=1&api%20key=a%2bb+%26c=%25%23%c3%a9?&y&tenant=%62lue&"
      })
  void admitsEveryRightEncoding(String query) {
    admitted(gate.judge(query(query)));
  }

  @Test
  void refusesAMissingParameter() {
    refused(gate.judge(Requests.with()), 401, "missing-parameter");
    refused(gate.judge(query("")), 401, "missing-parameter");
    Verdict verdict = gate.judge(query("api%20key=" + ENCODED));
    assertThat(refused(verdict, 401, "missing-parameter").explanation()).contains("tenant");
  }

  @Test
  void tellsNamesThatDifferInCase() {
    Verdict verdict = gate.judge(query("api%20key=" + ENCODED + "&Tenant=blue"));
    assertThat(refused(verdict, 401, "missing-parameter").explanation()).contains("case");
  }

  @Test
  void refusesARepeatedParameterEvenIfBothAreRight() {
    String right = "api%20key=" + ENCODED + "&tenant=blue";
    refused(gate.judge(query(right + "&tenant=blue")), 400, "repeated-parameter");
    refused(gate.judge(query("tenant=red&" + right)), 400, "repeated-parameter");
  }

  @Test
  void refusesAWrongValue() {
    Verdict verdict = gate.judge(query("api%20key=" + ENCODED + "&tenant=red"));
    Verdict.Refused refused = refused(verdict, 401, "wrong-parameter");
    assertThat(refused.explanation()).contains("tenant").doesNotContain("red", "blue");
  }

  @Test
  void tellsAValueEncodedTwice() {
    Verdict verdict =
        gate.judge(query("api%20key=" + ENCODED.replace("%", "%25") + "&tenant=blue"));
    assertThat(refused(verdict, 401, "wrong-parameter").explanation()).contains("once too often");
  }

  @Test
  void tellsAPlusThatWasReadAsASpace() {
    Verdict verdict =
        gate.judge(query("api%20key=" + ENCODED.replace("%2B", "+") + "&tenant=blue"));
    assertThat(refused(verdict, 401, "wrong-parameter").explanation()).contains("'+'");
  }

  @Test
  void refusesPercentEncodingThatIsNone() {
    for (String broken : List.of("%", "%2", "%zz", "a%2", "%-1")) {
      Verdict verdict = gate.judge(query("tenant=" + broken));
      refused(verdict, 400, "malformed-percent-encoding");
    }
  }

  @Test
  void refusesPercentEncodedLatin1() {
    refused(gate.judge(query("api%20key=%E9&tenant=blue")), 400, "not-utf-8");
  }

  @Test
  void namesTheParametersToBeMasked() {
    assertThat(gate.secretParameters()).containsExactlyInAnyOrder("api key", "tenant");
  }

  @Test
  void cannotBeSetUpWithoutParametersOrWithOneTwice() {
    assertThatThrownBy(() -> new QueryParamsGate(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new QueryParamsGate(List.of(NamedSecret.of("", "v"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new QueryParamsGate(List.of(NamedSecret.of("a", "1"), NamedSecret.of("a", "2"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void noOneBitMutationPasses(
      @ForAll @IntRange(max = 11) int position, @ForAll @IntRange(max = 7) int bit) {
    byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
    assertThat(bytes).hasSize(12);
    bytes[position] ^= (byte) (1 << bit);
    StringBuilder encoded = new StringBuilder("tenant=blue&api%20key=");
    for (byte octet : bytes) {
      encoded.append(String.format("%%%02X", octet));
    }
    assertThat(gate.judge(query(encoded.toString()))).isInstanceOf(Verdict.Refused.class);
  }

  @Property
  void readsWhatTheJdkEncodes(@ForAll String value) {
    String sendable = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    QueryParamsGate any = new QueryParamsGate(List.of(NamedSecret.of("k", sendable)));
    admitted(any.judge(query("k=" + URLEncoder.encode(sendable, StandardCharsets.UTF_8))));
  }
}
