package dev.gatehouse.mock.gate;

import static dev.gatehouse.mock.gate.Requests.authorization;
import static dev.gatehouse.mock.gate.Requests.basic;
import static dev.gatehouse.mock.gate.Verdicts.admitted;
import static dev.gatehouse.mock.gate.Verdicts.body;
import static dev.gatehouse.mock.gate.Verdicts.challenge;
import static dev.gatehouse.mock.gate.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicGateTest {
  private static final String PASSWORD = "open: sesämè+&=%";

  private final BasicGate gate =
      new BasicGate("Orders", Map.of("ada", Secret.of(PASSWORD), "grace", Secret.of("hopper")));

  @Test
  void admitsEachUserByTheirOwnPassword() {
    assertThat(admitted(gate.judge(basic("ada", PASSWORD))).principal()).isEqualTo("ada");
    assertThat(admitted(gate.judge(basic("grace", "hopper"))).principal()).isEqualTo("grace");
    refused(gate.judge(basic("grace", PASSWORD)), 401, "wrong-password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic ", "BASIC ", "bAsIc ", "Basic   "})
  void readsTheSchemeInAnyCaseAndSeveralSpaces(String scheme) {
    admitted(gate.judge(authorization(scheme + base64("grace:hopper"))));
  }

  @Test
  void refusesMissingCredentialsAndSaysWhatItWants() {
    Verdict.Refused refused = refused(gate.judge(Requests.with()), 401, "missing-credentials");
    assertThat(challenge(refused)).isEqualTo("Basic realm=\"Orders\", charset=\"UTF-8\"");
  }

  @Test
  void refusesAnotherScheme() {
    refused(gate.judge(authorization("Bearer " + base64("grace:hopper"))), 401, "wrong-scheme");
    refused(gate.judge(authorization("Basi " + base64("grace:hopper"))), 401, "wrong-scheme");
    refused(gate.judge(authorization(base64("grace:hopper"))), 401, "wrong-scheme");
    refused(gate.judge(authorization("")), 401, "wrong-scheme");
  }

  @Test
  void refusesASchemeWithNothingBehindIt() {
    refused(gate.judge(authorization("Basic")), 401, "no-credentials");
    refused(gate.judge(authorization("Basic   ")), 401, "no-credentials");
  }

  @Test
  void refusesTwoAuthorizationFieldsEvenIfBothAreRight() {
    Field right = new Field("Authorization", "Basic " + base64("grace:hopper"));
    Field again = new Field("authorization", right.value());
    refused(gate.judge(Requests.with(right, again)), 400, "several-authorization-fields");
  }

  @Test
  void refusesTheUrlSafeAlphabet() {
    BasicGate tilde = BasicGate.of("a", Secret.of("???>>>"));
    String standard = base64("a:???>>>");
    assertThat(standard).contains("/");
    admitted(tilde.judge(authorization("Basic " + standard)));
    String urlSafe = standard.replace('/', '_').replace('+', '-');
    refused(tilde.judge(authorization("Basic " + urlSafe)), 401, "base64-url-alphabet");
  }

  @Test
  void refusesMissingPadding() {
    String padded = base64("grace:hopper!");
    assertThat(padded).endsWith("=");
    BasicGate gate = BasicGate.of("grace", Secret.of("hopper!"));
    admitted(gate.judge(authorization("Basic " + padded)));
    refused(gate.judge(authorization("Basic " + padded.replace("=", ""))), 401, "base64-padding");
  }

  @Test
  void refusesStrayBitsBehindThePadding() {
    BasicGate gate = BasicGate.of("a", Secret.of("bc"));
    assertThat(base64("a:bc")).isEqualTo("YTpiYw==");
    refused(gate.judge(authorization("Basic YTpiYx==")), 401, "bad-base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grace:hopper", "Z3JhY2U6aG9wc*==", "Z3Jh Y2U6", "=", "===="})
  void refusesWhatIsNoBase64(String credentials) {
    Verdict verdict = gate.judge(authorization("Basic " + credentials));
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Refused) verdict).reason()).isIn("bad-base64", "base64-padding");
  }

  @Test
  void refusesLatin1AndNamesIt() {
    Verdict verdict = gate.judge(basic("ada:" + PASSWORD, StandardCharsets.ISO_8859_1));
    assertThat(refused(verdict, 401, "not-utf-8").explanation()).contains("ISO-8859-1");
  }

  @Test
  void refusesCredentialsWithoutColon() {
    refused(gate.judge(basic("gracehopper", StandardCharsets.UTF_8)), 401, "no-colon");
  }

  @Test
  void refusesControlCharacters() {
    refused(gate.judge(basic("grace", "hop\u0000per")), 401, "control-character");
    refused(gate.judge(basic("gr\tace", "hopper")), 401, "control-character");
    Verdict verdict = gate.judge(basic("grace", "hopper\n"));
    assertThat(refused(verdict, 401, "control-character").explanation()).contains("echo");
  }

  @Test
  void refusesAnUnknownUserAsItRefusesAWrongPassword() {
    Verdict.Refused unknown = refused(gate.judge(basic("bob", "hopper")), 401, "unknown-user");
    Verdict.Refused wrong = refused(gate.judge(basic("grace", "x")), 401, "wrong-password");
    assertThat(body(unknown)).isEqualTo(body(wrong));
    assertThat(challenge(unknown)).isEqualTo(challenge(wrong));
  }

  @Test
  void refusesTheEmptyPasswordOfAnUnknownUser() {
    refused(gate.judge(basic("bob", "")), 401, "unknown-user");
    refused(gate.judge(basic("", "")), 401, "unknown-user");
  }

  @ParameterizedTest
  @CsvSource({
    "Hopper, case",
    "' hopper', white space",
    "'\"hopper\"', quotation marks",
    "%68opper, encoded",
    "aG9wcGVy, Base64",
    "'', empty",
    "null, variable",
    "${PASSWORD}, placeholder"
  })
  void tellsTheJournalHowThePasswordWentWrong(String password, String hint) {
    Verdict.Refused refused = refused(gate.judge(basic("grace", password)), 401, "wrong-password");
    assertThat(refused.explanation()).contains(hint).doesNotContain("hopper", "Hopper");
    assertThat(body(refused)).doesNotContain(hint);
  }

  @Test
  void tellsThatAPasswordWasCutAtItsColon() {
    Verdict.Refused refused = refused(gate.judge(basic("ada", "open")), 401, "wrong-password");
    assertThat(refused.explanation()).contains("cut off").doesNotContain("sesämè");
  }

  @Test
  void tellsThatNameAndPasswordAreTheWrongWayRound() {
    Verdict.Refused refused = refused(gate.judge(basic("hopper", "grace")), 401, "unknown-user");
    assertThat(refused.explanation()).contains("wrong way round");
  }

  @Test
  void cannotBeSetUpWithWhatBasicCannotCarry() {
    assertThatThrownBy(() -> BasicGate.of("a:b", Secret.of("c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colon");
    assertThatThrownBy(() -> BasicGate.of("a", Secret.of("hidden\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("control")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> new BasicGate("a\"b", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("realm");
  }

  /** No bit of the header can be turned without the gate noticing, but for the scheme's case. */
  @Property(tries = 2000)
  void noOneBitMutationPasses(
      @ForAll @IntRange(min = 6, max = 37) int position, @ForAll @IntRange(max = 6) int bit) {
    String right = "Basic " + base64("ada:" + PASSWORD);
    assertThat(right.length()).isEqualTo(38);
    char[] mutated = right.toCharArray();
    mutated[position] ^= (char) (1 << bit);
    assertThat(gate.judge(authorization(new String(mutated)))).isInstanceOf(Verdict.Refused.class);
  }

  /** The same for the bytes before Base64. */
  @Property(tries = 2000)
  void noOneBitMutationOfTheDecodedPairPasses(
      @ForAll @IntRange(max = 21) int position, @ForAll @IntRange(max = 7) int bit) {
    byte[] pair = ("ada:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    assertThat(pair).hasSize(22);
    pair[position] ^= (byte) (1 << bit);
    Verdict verdict =
        gate.judge(authorization("Basic " + Base64.getEncoder().encodeToString(pair)));
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
  }

  @Property
  void whateverComesIsJudgedAndNotAdmitted(@ForAll String value) {
    assertThat(gate.judge(authorization(value))).isInstanceOf(Verdict.Refused.class);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
