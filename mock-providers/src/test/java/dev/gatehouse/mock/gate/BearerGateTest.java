package dev.gatehouse.mock.gate;

import static dev.gatehouse.mock.gate.Requests.authorization;
import static dev.gatehouse.mock.gate.Verdicts.admitted;
import static dev.gatehouse.mock.gate.Verdicts.challenge;
import static dev.gatehouse.mock.gate.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerGateTest {
  private static final Field GOOD = new Field("Authorization", "Bearer good");
  private static final String FORM = "application/x-www-form-urlencoded";

  private final BearerGate gate = new BearerGate(BearerGateTest::verify, Set.of("read", "write"));

  private static TokenVerdict verify(String token) {
    return switch (token) {
      case "good" -> new TokenVerdict.Valid("ada", Set.of("write", "read", "x"), Map.of());
      case "narrow" -> new TokenVerdict.Valid("ada", Set.of("read"), Map.of());
      default ->
          new TokenVerdict.Invalid("expired-token", "The access token has expired.", "expired at");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer good", "bearer good", "BEARER  good"})
  void admitsAGoodTokenWithEveryScope(String value) {
    assertThat(admitted(gate.judge(authorization(value))).principal()).isEqualTo("ada");
  }

  @Test
  void asksForATokenWithoutAnErrorCode() {
    Verdict.Refused refused = refused(gate.judge(Requests.with()), 401, "missing-token");
    assertThat(challenge(refused)).isEqualTo("Bearer realm=\"Gatehouse\"");
  }

  @Test
  void refusesAnotherSchemeWithoutAnErrorCode() {
    Verdict.Refused refused = refused(gate.judge(authorization("Basic YTpi")), 401, "wrong-scheme");
    assertThat(challenge(refused)).doesNotContain("error");
  }

  @Test
  void refusesATokenThatTheVerifierRefuses() {
    Verdict.Refused refused =
        refused(gate.judge(authorization("Bearer old")), 401, "expired-token");
    assertThat(challenge(refused))
        .isEqualTo(
            "Bearer realm=\"Gatehouse\", error=\"invalid_token\","
                + " error_description=\"The access token has expired.\"");
    assertThat(refused.explanation()).isEqualTo("expired at");
  }

  @Test
  void refusesATokenThatLacksAScopeAndNamesAllThatAreNeeded() {
    BearerGate one = new BearerGate(BearerGateTest::verify, Set.of("write"));
    Verdict.Refused refused =
        refused(one.judge(authorization("Bearer narrow")), 403, "insufficient-scope");
    assertThat(challenge(refused))
        .contains("error=\"insufficient_scope\"")
        .endsWith("scope=\"write\"");
    assertThat(refused.explanation()).contains("write");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer, nothing follows",
    "Bearer Bearer good, twice",
    "Bearer \"good\", quotation marks",
    "Bearer go od, no token",
    "Bearer good;, no token",
    "Bearer go=od, no token"
  })
  void refusesAMalformedToken(String value, String hint) {
    Verdict.Refused refused = refused(gate.judge(authorization(value)), 400, "malformed-token");
    assertThat(challenge(refused)).contains("error=\"invalid_request\"");
    assertThat(refused.explanation()).contains(hint);
  }

  @Test
  void refusesTwoAuthorizationFields() {
    refused(gate.judge(Requests.with(GOOD, GOOD)), 400, "several-authorization-fields");
  }

  @Test
  void refusesATokenInTheQuery() {
    refused(gate.judge(Requests.query("a=1&access_token=good")), 400, "token-in-query");
    refused(gate.judge(Requests.query("access%5Ftoken=good")), 400, "token-in-query");
  }

  @Test
  void refusesATokenInTheBody() {
    refused(gate.judge(post("access_token=good", FORM)), 400, "token-in-body");
    refused(gate.judge(post("access_token=good", FORM + ";charset=UTF-8")), 400, "token-in-body");
  }

  @Test
  void refusesTwoWaysAtOnce() {
    refused(gate.judge(post("access_token=good", FORM, GOOD)), 400, "several-tokens");
    ServerRequest both =
        new ServerRequest(
            "GET", "http", "x", "/x", "access_token=good", List.of(GOOD), new byte[0]);
    refused(gate.judge(both), 400, "several-tokens");
  }

  @Test
  void readsNoTokenOutOfABodyThatIsNoForm() {
    admitted(gate.judge(post("access_token=good", "text/plain", GOOD)));
    admitted(gate.judge(post("%", FORM, GOOD)));
  }

  @Test
  void cannotBeSetUpWithAScopeThatIsNone() {
    assertThatThrownBy(() -> new BearerGate(BearerGateTest::verify, Set.of("a b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void whateverComesIsJudgedAndNotAdmitted(@ForAll String value) {
    assertThat(gate.judge(authorization(value))).isInstanceOf(Verdict.Refused.class);
    assertThat(gate.judge(authorization("Bearer " + value))).isInstanceOf(Verdict.Refused.class);
  }

  private static ServerRequest post(String body, String type, Field... more) {
    List<Field> fields = new java.util.ArrayList<>(List.of(more));
    fields.add(new Field("Content-Type", type));
    return new ServerRequest(
        "POST", "http", "x", "/x", null, fields, body.getBytes(StandardCharsets.UTF_8));
  }
}
