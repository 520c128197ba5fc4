package dev.gatehouse.mock.gate;

import static dev.gatehouse.mock.gate.Verdicts.admitted;
import static dev.gatehouse.mock.gate.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomGateTest {
  private static final Field USER = new Field("Authorization", "Basic YTpiYw==");
  private static final Field KEY = new Field("X-Key", "k");

  private final CustomGate gate =
      new CustomGate(
          List.of(
              BasicGate.of("a", Secret.of("bc")),
              new HeaderGate(List.of(NamedSecret.of("X-Key", "k"))),
              new QueryParamsGate(List.of(NamedSecret.of("sig", "s")))));

  private static ServerRequest request(String query, Field... fields) {
    return new ServerRequest(
        "GET", "http", "localhost", "/x", query, Arrays.asList(fields), new byte[0]);
  }

  @Test
  void admitsByAllPartsTogether() {
    Verdict.Admitted admitted = admitted(gate.judge(request("sig=s", USER, KEY)));
    assertThat(admitted.principal()).isEqualTo("a");
    assertThat(admitted.evidence()).containsKeys("scheme", "headers", "parameters");
  }

  @Test
  void refusesWhenAnyPartIsMissing() {
    refused(gate.judge(request("sig=s", KEY)), 401, "missing-credentials");
    refused(gate.judge(request("sig=s", USER)), 401, "missing-header");
    refused(gate.judge(request("", USER, KEY)), 401, "missing-parameter");
  }

  @Test
  void refusesWhenAnyPartIsWrong() {
    Field otherUser = new Field("Authorization", "Basic YTpiZA==");
    refused(gate.judge(request("sig=s", otherUser, KEY)), 401, "wrong-password");
    refused(gate.judge(request("sig=s", USER, new Field("X-Key", "K"))), 401, "wrong-header");
    refused(gate.judge(request("sig=t", USER, KEY)), 401, "wrong-parameter");
  }

  @Test
  void masksWhatItsPartsMask() {
    assertThat(gate.secretHeaders()).containsExactly("x-key");
    assertThat(gate.secretParameters()).containsExactly("sig");
  }

  @Test
  void cannotBeSetUpWithoutParts() {
    assertThatThrownBy(() -> new CustomGate(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
