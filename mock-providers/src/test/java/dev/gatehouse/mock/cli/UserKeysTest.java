package dev.gatehouse.mock.cli;

import static dev.gatehouse.mock.cli.ConfigLevel.CLAIM_CONDITION;
import static dev.gatehouse.mock.cli.ConfigLevel.CLAIM_RULE;
import static dev.gatehouse.mock.cli.ConfigLevel.USER;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.SECRET;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.basic;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.claims;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.client;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.json;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import org.junit.jupiter.api.Test;

/** What the keys of users do, and of rules for the claims of tokens. */
class UserKeysTest {
  private static ConfiguredIssuer withAda(String more) {
    return ConfiguredIssuer.with(
        "users",
        "[{username: ada, password: lovelace" + more + "}, {username: grace, password: hopper}]");
  }

  private static Reply as(ConfiguredIssuer issuer, String username, String password) {
    return issuer.send(
        "/token",
        "grant_type=password&scope=openid+email&username=" + username + "&password=" + password);
  }

  private static JsonNode tokenOf(ConfiguredIssuer issuer, String username, String password) {
    return claims(json(as(issuer, username, password)).get("access_token"));
  }

  @Test
  @ConfigKey(
      level = USER,
      value = {"username", "password"})
  void logsInByNameAndPassword() {
    ConfiguredIssuer issuer = withAda("");
    assertThat(tokenOf(issuer, "ada", "lovelace").get("sub").asText()).isEqualTo("ada");
    refused(as(issuer, "ada", "hopper"), "invalid_grant");
    refused(as(issuer, "alan", "lovelace"), "invalid_grant");
  }

  @Test
  @ConfigKey(level = USER, value = "subject")
  void isCalledByTheSubjectInTokens() {
    assertThat(tokenOf(withAda(", subject: '4711'"), "ada", "lovelace").get("sub").asText())
        .isEqualTo("4711");
  }

  @Test
  @ConfigKey(level = USER, value = "claims")
  void isDescribedByTheClaims() {
    ConfiguredIssuer issuer = withAda(", claims: {email: a@b.example, email_verified: true}");
    String token = json(as(issuer, "ada", "lovelace")).get("access_token").asText();
    JsonNode ada = json(issuer.get("/userinfo", new Field("Authorization", "Bearer " + token)));
    assertThat(ada.get("email").asText()).isEqualTo("a@b.example");
    assertThat(ada.get("email_verified").asBoolean()).isTrue();
  }

  @Test
  @ConfigKey(level = USER, value = "accessTokenClaims")
  void hasClaimsInTheTokensThatStandForIt() {
    ConfiguredIssuer issuer = withAda(", accessTokenClaims: {roles: [admin]}");
    assertThat(tokenOf(issuer, "ada", "lovelace").get("roles").get(0).asText()).isEqualTo("admin");
    assertThat(tokenOf(issuer, "grace", "hopper").has("roles")).isFalse();
  }

  private static ConfiguredIssuer ruled(String when) {
    return ConfiguredIssuer.with(
        "users",
        "[{username: ada, password: lovelace}, {username: grace, password: hopper}]",
        "clients",
        "[" + client() + ", " + client("id", "d") + "]",
        "accessTokenClaims",
        "[{when: {" + when + "}, claims: {level: 2}}]");
  }

  private static boolean applies(ConfiguredIssuer issuer, String id, String form) {
    Reply reply = issuer.post("/token", form, basic(id, SECRET));
    return claims(json(reply).get("access_token")).has("level");
  }

  @Test
  @ConfigKey(
      level = CLAIM_RULE,
      value = {"when", "claims"})
  void aRuleWithoutConditionsIsForAll() {
    assertThat(ruled("").own().get("level").asInt()).isEqualTo(2);
  }

  @Test
  @ConfigKey(level = CLAIM_CONDITION, value = "client")
  void aRuleCanBeForAClient() {
    ConfiguredIssuer issuer = ruled("client: d");
    assertThat(applies(issuer, "d", "grant_type=client_credentials")).isTrue();
    assertThat(applies(issuer, "c", "grant_type=client_credentials")).isFalse();
  }

  @Test
  @ConfigKey(level = CLAIM_CONDITION, value = "user")
  void aRuleCanBeForAUser() {
    ConfiguredIssuer issuer = ruled("user: grace");
    assertThat(tokenOf(issuer, "grace", "hopper").has("level")).isTrue();
    assertThat(tokenOf(issuer, "ada", "lovelace").has("level")).isFalse();
  }

  @Test
  @ConfigKey(level = CLAIM_CONDITION, value = "scope")
  void aRuleCanBeForAScope() {
    ConfiguredIssuer issuer = ruled("scope: read");
    assertThat(applies(issuer, "c", "grant_type=client_credentials&scope=read")).isTrue();
    assertThat(applies(issuer, "c", "grant_type=client_credentials&scope=email")).isFalse();
  }

  @Test
  @ConfigKey(level = CLAIM_CONDITION, value = "parameters")
  void aRuleCanBeForParametersOfTheRequest() {
    ConfiguredIssuer issuer = ruled("parameters: {tenant: '*', region: eu}");
    String own = "grant_type=client_credentials";
    assertThat(applies(issuer, "c", own + "&tenant=any&region=eu")).isTrue();
    assertThat(applies(issuer, "c", own + "&tenant=any&region=us")).isFalse();
    assertThat(applies(issuer, "c", own + "&region=eu")).isFalse();
  }
}
