package dev.gatehouse.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
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
        web.withPublicClient(),
        NtlmPlan.STANDARD,
        NtlmPlan.STANDARD.withDomain("CORP").withLockOutAfter(3),
        NtlmPlan.STANDARD
            .withGate(gate -> gate.withEveryRequest(true))
            .withMessages(
                messages -> messages.withMicRequired(true).withSkew(Duration.ofMinutes(5))),
        AccessKeyPlan.STANDARD,
        AccessKeyPlan.STANDARD.withService("s3").withRegion("us-west-2"),
        IamRolePlan.STANDARD,
        IamRolePlan.STANDARD.withService("sqs").withRegion("us-west-2"),
        IamRolePlan.STANDARD.withRole("Auditor").withExternalId("agreed:7"),
        IamRolePlan.STANDARD.withMaxSessionDuration(Duration.ofHours(12)));
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
  void refusesWhatAwsDoesNotTake() {
    assertThatThrownBy(() -> AccessKeyPlan.STANDARD.withService("s3/x"))
        .hasMessageContaining("service: right is");
    assertThatThrownBy(() -> AccessKeyPlan.STANDARD.withRegion(""))
        .hasMessageContaining("region: right is");
    assertThatThrownBy(() -> IamRolePlan.STANDARD.withRole("a b"))
        .hasMessageContaining("role: right is");
    assertThatThrownBy(() -> IamRolePlan.STANDARD.withExternalId("x"))
        .hasMessageContaining("externalId: right is");
    assertThatThrownBy(() -> IamRolePlan.STANDARD.withMaxSessionDuration(Duration.ofHours(13)))
        .hasMessageContaining("maxSessionDuration: one to twelve hours");
  }

  @Test
  void aRoleOfOneScenarioOpensNoOther() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario one = gatehouse.scenario(IamRolePlan.STANDARD);
      Scenario other = gatehouse.scenario(IamRolePlan.STANDARD);
      assertThat(one.externalId()).isNotEqualTo(other.externalId());
      assertThat(one.stsEndpoint()).isEqualTo(other.stsEndpoint());
      Connection mixed = Connection.of("mixed", other.apiUri(), one.connection().auth());
      try (HttpConnection client = HttpConnection.open(mixed)) {
        assertThat(client.get("/hello").status()).isEqualTo(403);
      }
      assertThatThrownBy(one::clientId).hasMessageContaining("has no client id");
      assertThatThrownBy(() -> gatehouse.scenario(AuthType.BASIC).roleArn())
          .hasMessageContaining("has no role");
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
