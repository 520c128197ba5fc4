package dev.gatehouse.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.oauth2.AccessTokenFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioPlanTest {
  static List<ScenarioPlan> plans() {
    ClientCredentialsPlan service = ClientCredentialsPlan.STANDARD;
    AuthorizationCodePlan web = AuthorizationCodePlan.STANDARD;
    return List.of(
        service,
        service.withScopes("orders:read"),
        service.withPlacement(CredentialPlacement.BODY),
        service.withTokenFormat(AccessTokenFormat.OPAQUE),
        web,
        web.withScopes("orders:read"),
        web.withUser("grace hopper"),
        web.withPlacement(CredentialPlacement.BODY),
        web.withPublicClient());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void bothSidesFitEachOther(ScenarioPlan plan) {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario scenario = gatehouse.scenario(plan);
      try (HttpConnection client = scenario.open()) {
        assertThat(client.get("/hello").status()).isEqualTo(200);
      }
      assertThat(scenario.type()).isEqualTo(plan.type());
      assertThat(scenario.lastApiCall().path()).isEqualTo(scenario.apiUri().getPath() + "/hello");
    }
  }

  @Test
  void theUserOfThePlanIsWhoIsAdmitted() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario scenario = gatehouse.scenario(AuthorizationCodePlan.STANDARD.withUser("grace"));
      try (HttpConnection client = scenario.open()) {
        client.get("/hello");
      }
      assertThat(scenario.lastApiCall().principal()).isEqualTo("grace");
      assertThat(scenario.username()).isEqualTo("grace");
    }
  }

  @Test
  void aTokenLivesAsLongAsThePlanSays() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario scenario =
          gatehouse.scenario(
              ClientCredentialsPlan.STANDARD.withTokenLifetime(Duration.ofMinutes(2)));
      try (HttpConnection client = scenario.open()) {
        client.get("/hello");
        client.get("/hello");
        gatehouse.clock().advance(Duration.ofMinutes(2));
        client.get("/hello");
      }
      assertThat(gatehouse.journal().count(entry -> entry.event().equals("access_token.issued")))
          .isEqualTo(2);
    }
  }

  @Test
  void twoOfAKindStandBesideEachOther() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario one = gatehouse.scenario(ClientCredentialsPlan.STANDARD);
      Scenario other = gatehouse.scenario(ClientCredentialsPlan.STANDARD);
      assertThat(one.apiUri()).isNotEqualTo(other.apiUri());
      assertThat(one.clientId()).isNotEqualTo(other.clientId());
      assertThatThrownBy(one::authorizationUri).hasMessageContaining("authorization endpoint");
    }
  }
}
