package dev.gatehouse.junit;

import static dev.gatehouse.junit.GatehouseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.ntlm.ChannelBindingPolicy;
import dev.gatehouse.mock.ntlm.NtlmAccount;
import dev.gatehouse.mock.ntlm.NtlmLevel;
import dev.gatehouse.mock.scenario.Scenario;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Annotations with settings, by running tests that use them. */
class PlannedTest {
  @GatehouseTest
  static class Services {
    @Test
    void withoutValues(@OAuth2ClientCredentials Scenario auth) {
      try (HttpConnection client = auth.open()) {
        assertThat(client.get("/hello").status()).isEqualTo(200);
      }
      assertThat(auth.lastApiCall()).wasAdmitted().hasBearerTokenWithScope("api:write");
    }

    @Test
    void withValues(
        @OAuth2ClientCredentials(
                scopes = "orders:read",
                placement = CredentialPlacement.BODY,
                tokenLifetime = "PT2M")
            Scenario auth,
        Gatehouse gatehouse) {
      var settings = (OAuth2ClientCredentialsAuth) auth.connection().auth();
      assertThat(settings.scopes()).containsExactly("orders:read");
      assertThat(settings.credentialPlacement()).isEqualTo(CredentialPlacement.BODY);
      try (HttpConnection client = auth.open()) {
        client.get("/hello");
        gatehouse.clock().advance(Duration.ofMinutes(2));
        client.get("/hello");
      }
      assertThat(auth.lastApiCall()).wasAdmitted().hasBearerTokenWithScope("orders:read");
      assertThat(gatehouse.journal().count(entry -> entry.event().equals("access_token.issued")))
          .isEqualTo(2);
    }

    @Test
    void equalSettingsAreOneScenario(
        @OAuth2ClientCredentials(scopes = "a") Scenario one,
        @OAuth2ClientCredentials(scopes = "a") Connection same,
        @OAuth2ClientCredentials(scopes = "b") Scenario other,
        @Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) URI standard) {
      assertThat(same).isEqualTo(one.connection());
      assertThat(other.clientId()).isNotEqualTo(one.clientId());
      assertThat(standard).isNotEqualTo(one.apiUri());
    }
  }

  @Test
  void clientCredentialsWithAndWithoutValues() {
    TestKit.allPassed(TestKit.run(Services.class), 3);
  }

  @GatehouseTest
  static class People {
    @Test
    void withoutValues(@OAuth2AuthorizationCode HttpConnection client) {
      assertThat(client.get("/hello").status()).isEqualTo(200);
    }

    @Test
    void withValues(
        @OAuth2AuthorizationCode(
                scopes = {"openid", "orders:read"},
                user = "grace",
                publicClient = true,
                tokenLifetime = "PT2M",
                refreshTokenLifetime = "PT1H")
            Scenario auth,
        Gatehouse gatehouse) {
      assertThat(((OAuth2AuthorizationCodeAuth) auth.connection().auth()).clientSecret()).isNull();
      try (HttpConnection client = auth.open()) {
        client.get("/hello");
        gatehouse.clock().advance(Duration.ofMinutes(2));
        client.get("/hello");
      }
      assertThat(auth.lastApiCall())
          .wasAdmitted()
          .hasPrincipal("grace")
          .hasBearerTokenWithScope("orders:read");
    }
  }

  @Test
  void authorizationCodeWithAndWithoutValues() {
    TestKit.allPassed(TestKit.run(People.class), 2);
  }

  @GatehouseTest
  static class Keys {
    @Test
    void withoutValues(@AwsAccessKey Scenario auth) {
      try (HttpConnection client = auth.open()) {
        assertThat(client.get("/hello?b=1&a=2").status()).isEqualTo(200);
      }
      assertThat(auth.lastApiCall()).wasAdmitted();
      assertThat(auth.lastApiCall().evidence())
          .containsEntry("accessKeyId", auth.accessKeyId())
          .hasEntrySatisfying(
              "credentialScope",
              scope -> assertThat(scope).endsWith("/eu-central-1/execute-api/aws4_request"));
      assertThat(auth.secretAccessKey()).hasSize(40);
    }

    @Test
    void withValues(@AwsAccessKey(service = "s3", region = "us-west-2") Scenario auth) {
      assertThat(auth.service()).isEqualTo("s3");
      assertThat(auth.region()).isEqualTo("us-west-2");
      try (HttpConnection client = auth.open()) {
        assertThat(client.get("/a%20b//c").status()).isEqualTo(200);
      }
      assertThat(auth.lastApiCall().evidence().get("credentialScope"))
          .endsWith("/us-west-2/s3/aws4_request");
    }

    @Test
    void equalSettingsAreOneScenario(
        @AwsAccessKey Scenario one,
        @AwsAccessKey Connection same,
        @AwsAccessKey(region = "us-west-2") Scenario other,
        @Auth(AuthType.AWS_ACCESS_KEY) Scenario standard) {
      assertThat(same).isEqualTo(one.connection());
      assertThat(other.accessKeyId()).isNotEqualTo(one.accessKeyId());
      assertThat(standard.accessKeyId()).isNotEqualTo(one.accessKeyId());
    }
  }

  @Test
  void accessKeysWithAndWithoutValues() {
    TestKit.allPassed(TestKit.run(Keys.class), 3);
  }

  @GatehouseTest
  static class Roles {
    @Test
    void withoutValues(@AwsIamRole Scenario auth, @AwsIamRole HttpConnection client) {
      assertThat(client.get("/hello").status()).isEqualTo(200);
      assertThat(auth.lastApiCall().principal())
          .startsWith(
              auth.roleArn().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/");
      assertThat(auth.externalId()).isNotBlank();
    }

    @Test
    void withValues(
        @AwsIamRole(
                service = "s3",
                region = "us-west-2",
                role = "Auditor",
                externalId = "agreed:7",
                maxSessionDuration = "PT4H")
            Scenario auth,
        Gatehouse gatehouse) {
      assertThat(auth.roleArn()).endsWith(":role/Auditor");
      assertThat(auth.externalId()).isEqualTo("agreed:7");
      assertThat(gatehouse.iam().role(auth.roleArn()).orElseThrow().maxSessionDuration())
          .isEqualTo(Duration.ofHours(4));
      try (HttpConnection client = auth.open()) {
        assertThat(client.get("/hello").status()).isEqualTo(200);
        gatehouse.clock().advance(Duration.ofHours(1));
        assertThat(client.get("/hello").status()).isEqualTo(200);
      }
      assertThat(gatehouse.journal().count(entry -> entry.event().equals("sts.assumeRole")))
          .isEqualTo(2);
    }
  }

  @Test
  void rolesWithAndWithoutValues() {
    TestKit.allPassed(TestKit.run(Roles.class), 2);
  }

  @GatehouseTest
  static class Domains {
    @Test
    void withoutValues(@Ntlm Scenario auth, @Ntlm HttpConnection client) {
      assertThat(client.get("/hello").status()).isEqualTo(200);
      assertThat(client.get("/hello").status()).isEqualTo(200);
      assertThat(auth.lastApiCall())
          .wasAdmitted()
          .hasPrincipal(auth.domain() + "\\" + auth.username());
      assertThat(auth.lastApiCall().evidence())
          .containsEntry("login", "connection")
          .containsEntry("workstation", auth.workstation());
    }

    @Test
    void withValues(
        @Ntlm(
                domain = "CORP",
                minimumLevel = NtlmLevel.NTLM,
                requireMic = true,
                channelBinding = ChannelBindingPolicy.REQUIRE,
                everyRequest = true,
                lockOutAfter = 1)
            Scenario auth,
        Gatehouse gatehouse) {
      try (HttpConnection client = auth.open()) {
        client.get("/hello");
        assertThat(client.get("/hello").status()).isEqualTo(200);
      }
      assertThat(auth.lastApiCall()).wasAdmitted().hasPrincipal("CORP\\" + auth.username());
      assertThat(auth.lastApiCall().evidence())
          .containsEntry("login", "handshake")
          .containsEntry("mic", "present");
      Connection wrong =
          Connection.of("w", auth.apiUri(), NtlmAuth.of("CORP", auth.username(), "wrong"));
      try (HttpConnection client = HttpConnection.open(wrong)) {
        assertThat(client.get("/hello").status()).isEqualTo(401);
      }
      NtlmAccount account = gatehouse.ntlm().find("CORP", auth.username()).orElseThrow();
      assertThat(account.lockedOut()).isTrue();
    }

    @Test
    void equalSettingsAreOneScenario(
        @Ntlm Scenario one,
        @Ntlm Connection same,
        @Ntlm(everyRequest = true) Scenario other,
        @Auth(AuthType.NTLM) Scenario standard) {
      assertThat(same).isEqualTo(one.connection());
      assertThat(other.username()).isNotEqualTo(one.username());
      assertThat(standard.username()).isNotEqualTo(one.username());
    }
  }

  @Test
  void ntlmWithAndWithoutValues() {
    TestKit.allPassed(TestKit.run(Domains.class), 3);
  }

  @GatehouseTest
  static class WrongDomain {
    @Test
    void test(@Ntlm(domain = "corp.example\\x") Scenario auth) {
      assertThat(auth).isNull(); // never comes here
    }
  }

  @Test
  void aDomainThatIsNoneIsTold() {
    assertThat(TestKit.failure(TestKit.run(WrongDomain.class)))
        .hasMessageContaining("domain: right is a NetBIOS name of 1 to 15 characters");
  }

  @GatehouseTest
  static class NobodysLevel {
    @Test
    void test(@Ntlm(minimumLevel = NtlmLevel.ANONYMOUS) Scenario auth) {
      assertThat(auth).isNull(); // never comes here
    }
  }

  @Test
  void aLevelThatIsNoneIsTold() {
    assertThat(TestKit.failure(TestKit.run(NobodysLevel.class)))
        .hasMessageContaining("minimumLevel: ANONYMOUS is none");
  }

  @GatehouseTest
  static class WrongSession {
    @Test
    void test(@AwsIamRole(maxSessionDuration = "PT30M") Scenario auth) {
      assertThat(auth).isNull(); // never comes here
    }
  }

  @Test
  void aSessionThatAwsDoesNotMakeIsTold() {
    assertThat(TestKit.failure(TestKit.run(WrongSession.class)))
        .hasMessageContaining("maxSessionDuration: one to twelve hours are right, not PT30M");
  }

  @GatehouseTest
  static class WrongDuration {
    @Test
    void test(@OAuth2ClientCredentials(tokenLifetime = "5 minutes") Scenario auth) {
      assertThat(auth).isNull(); // never comes here
    }
  }

  @Test
  void aDurationThatIsNoneIsTold() {
    assertThat(TestKit.failure(TestKit.run(WrongDuration.class)))
        .hasMessageContaining("tokenLifetime is an ISO-8601 duration such as PT5M");
  }

  @GatehouseTest
  static class Twice {
    @Test
    void test(@Auth(AuthType.BASIC) @OAuth2ClientCredentials Scenario auth) {
      assertThat(auth).isNull(); // never comes here
    }
  }

  @Test
  void twoAnnotationsAreTold() {
    assertThat(TestKit.failure(TestKit.run(Twice.class)))
        .hasMessageContaining("@Auth and @OAuth2ClientCredentials both say how it logs in");
  }
}
