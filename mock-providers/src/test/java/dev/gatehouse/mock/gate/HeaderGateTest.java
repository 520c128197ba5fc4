package dev.gatehouse.mock.gate;

import static dev.gatehouse.mock.gate.Verdicts.admitted;
import static dev.gatehouse.mock.gate.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.mock.exchange.Field;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderGateTest {
  private static final Field KEY = new Field("X-Api-Key", "k3y, \"q\"=+%20/Z");
  private static final Field TENANT = new Field("X-Tenant", "blue");

  private final HeaderGate gate =
      new HeaderGate(
          List.of(
              NamedSecret.of(KEY.name(), KEY.value()),
              NamedSecret.of(TENANT.name(), TENANT.value())));

  @Test
  void admitsAllHeadersInAnyOrderAndCaseOfTheName() {
    admitted(gate.judge(Requests.with(KEY, TENANT)));
    admitted(gate.judge(Requests.with(TENANT, new Field("x-api-KEY", KEY.value()))));
  }

  @Test
  void refusesAMissingHeader() {
    Verdict.Refused refused = refused(gate.judge(Requests.with(KEY)), 401, "missing-header");
    assertThat(refused.explanation()).contains("X-Tenant");
    refused(gate.judge(Requests.with(TENANT)), 401, "missing-header");
  }

  @Test
  void tellsAnUnderscoreFromAHyphen() {
    Verdict verdict = gate.judge(Requests.with(new Field("X_Api_Key", KEY.value()), TENANT));
    assertThat(refused(verdict, 401, "missing-header").explanation()).contains("underscore");
  }

  @Test
  void refusesARepeatedHeaderEvenIfBothAreRight() {
    refused(gate.judge(Requests.with(KEY, KEY, TENANT)), 400, "repeated-header");
    Field wrong = new Field("x-api-key", "other");
    refused(gate.judge(Requests.with(wrong, KEY, TENANT)), 400, "repeated-header");
  }

  @Test
  void refusesAWrongValue() {
    Verdict verdict = gate.judge(Requests.with(KEY, new Field("X-Tenant", "red")));
    Verdict.Refused refused = refused(verdict, 401, "wrong-header");
    assertThat(refused.explanation()).contains("X-Tenant").doesNotContain("red", "blue");
  }

  @ParameterizedTest
  @CsvSource({"BLUE, case", "\"blue\", quotation", "Ymx1ZQ==, Base64", "'', empty"})
  void tellsTheJournalHowTheValueWentWrong(String value, String hint) {
    Verdict verdict = gate.judge(Requests.with(KEY, new Field("X-Tenant", value)));
    assertThat(refused(verdict, 401, "wrong-header").explanation()).contains(hint);
  }

  @Test
  void namesTheHeadersToBeMasked() {
    assertThat(gate.secretHeaders()).containsExactlyInAnyOrder("x-api-key", "x-tenant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Key", "X-Key:", "X-Kéy", "X\r\nY"})
  void cannotBeSetUpWithANameThatIsNoToken(String name) {
    assertThatThrownBy(() -> new HeaderGate(List.of(NamedSecret.of(name, "v"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " hidden", "hidden ", "hid\r\nden", "hiddén"})
  void cannotBeSetUpWithAValueThatWouldNotArriveUnchanged(String value) {
    assertThatThrownBy(() -> new HeaderGate(List.of(NamedSecret.of("X-Key", value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Key")
        .hasMessageNotContaining("hid");
  }

  @Test
  void cannotBeSetUpWithoutHeadersOrWithOneTwice() {
    assertThatThrownBy(() -> new HeaderGate(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new HeaderGate(List.of(NamedSecret.of("a", "1"), NamedSecret.of("A", "2"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void noOneBitMutationPasses(
      @ForAll @IntRange(max = 14) int position, @ForAll @IntRange(max = 7) int bit) {
    char[] mutated = KEY.value().toCharArray();
    assertThat(mutated).hasSize(15);
    mutated[position] ^= (char) (1 << bit);
    Verdict verdict =
        gate.judge(Requests.with(new Field("X-Api-Key", new String(mutated)), TENANT));
    refused(verdict, 401, "wrong-header");
  }
}
