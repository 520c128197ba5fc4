package dev.gatehouse.mock.cli;

import static dev.gatehouse.mock.cli.ConfigLevel.CLIENT;
import static dev.gatehouse.mock.cli.ConfigLevel.LIFETIMES;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.claims;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.head;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.json;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.refused;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.withClient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.mock.exchange.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the keys of a client do for what it gets. */
class ClientTokenKeysTest {
  @Test
  @ConfigKey(level = CLIENT, value = "accessTokenFormat")
  void getsTokensOfItsFormat() {
    assertThat(withClient().tokens().get("access_token").asText()).contains(".");
    assertThat(withClient("accessTokenFormat", "opaque").tokens().get("access_token").asText())
        .doesNotContain(".");
  }

  @Test
  @ConfigKey(
      level = CLIENT,
      value = {"accessTokenAlgorithm", "idTokenAlgorithm"})
  void getsTokensSignedByItsAlgorithms() {
    JsonNode tokens =
        withClient("accessTokenAlgorithm", "ES256", "idTokenAlgorithm", "HS256").tokens();
    assertThat(head(tokens.get("access_token")).get("alg").asText()).isEqualTo("ES256");
    assertThat(head(tokens.get("id_token")).get("alg").asText()).isEqualTo("HS256");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "accessTokenClaims")
  void getsTokensWithItsClaims() {
    assertThat(withClient("accessTokenClaims", "{tenant: blue}").own().get("tenant").asText())
        .isEqualTo("blue");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "lifetimes")
  void getsTheUsualLifetimesWhereNoneIsNamed() {
    JsonNode own = withClient("lifetimes", "{code: PT5S}").own();
    assertThat(own.get("exp").asLong() - own.get("iat").asLong()).isEqualTo(3600);
  }

  private static ConfiguredIssuer living(String lifetime) {
    return withClient("lifetimes", "{" + lifetime + "}");
  }

  @Test
  @ConfigKey(level = LIFETIMES, value = "code")
  void codesEndWhenTheyAreToldTo() {
    ConfiguredIssuer issuer = living("code: PT5S");
    Reply early = issuer.authorize("");
    Reply late = issuer.authorize("");
    issuer.advance(Duration.ofSeconds(4));
    json(issuer.redeem(early));
    issuer.advance(Duration.ofSeconds(2));
    refused(issuer.redeem(late), "invalid_grant");
  }

  @Test
  @ConfigKey(
      level = LIFETIMES,
      value = {"accessToken", "idToken"})
  void tokensEndWhenTheyAreToldTo() {
    JsonNode tokens = living("accessToken: PT5M, idToken: PT7M").tokens();
    assertThat(tokens.get("expires_in").asInt()).isEqualTo(300);
    JsonNode access = claims(tokens.get("access_token"));
    assertThat(access.get("exp").asLong() - access.get("iat").asLong()).isEqualTo(300);
    JsonNode id = claims(tokens.get("id_token"));
    assertThat(id.get("exp").asLong() - id.get("iat").asLong()).isEqualTo(420);
  }

  @Test
  @ConfigKey(level = LIFETIMES, value = "refreshToken")
  void refreshTokensEndWhenTheyAreToldTo() {
    ConfiguredIssuer issuer = living("refreshToken: PT10S");
    String renewal = "grant_type=refresh_token&refresh_token=";
    String early = issuer.tokens().get("refresh_token").asText();
    String late = issuer.tokens().get("refresh_token").asText();
    issuer.advance(Duration.ofSeconds(9));
    json(issuer.send("/token", renewal + early));
    issuer.advance(Duration.ofSeconds(2));
    refused(issuer.send("/token", renewal + late), "invalid_grant");
  }

  @Test
  @ConfigKey(level = LIFETIMES, value = "deviceCode")
  void deviceCodesEndWhenTheyAreToldTo() {
    ConfiguredIssuer issuer = living("deviceCode: PT30S");
    JsonNode device = json(issuer.send("/device_authorization", ""));
    assertThat(device.get("expires_in").asInt()).isEqualTo(30);
    issuer.advance(Duration.ofSeconds(31));
    refused(
        issuer.send(
            "/token",
            "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code="
                + device.get("device_code").asText()),
        "expired_token");
  }
}
