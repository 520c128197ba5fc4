package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Issuing.API;
import static dev.gatehouse.mock.oauth2.Issuing.accessToken;
import static dev.gatehouse.mock.oauth2.Issuing.claims;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenClaimsTest {
  private static final Map<String, String> BY_PASSWORD =
      Map.of("grant_type", "password", "username", "ada", "password", "lovelace");

  @Test
  void holdWhatIsRegisteredForTheClient() {
    Issuing issuing =
        new Issuing(
            builder ->
                builder
                    .client(
                        client("app", "client_credentials")
                            .accessTokenClaims(
                                Map.of("tenant", "blue", "roles", List.of("admin", "audit")))
                            .build())
                    .client(client("other", "client_credentials").build()));
    assertThat(claims(issuing.accessToken("app")))
        .containsEntry("tenant", "blue")
        .containsEntry("roles", List.of("admin", "audit"));
    assertThat(claims(issuing.accessToken("other"))).doesNotContainKeys("tenant", "roles");
  }

  @Test
  void holdWhatFollowsFromUserAndRequest() {
    Issuing issuing =
        new Issuing(
            builder ->
                builder
                    .passwordGrant()
                    .user(User.of("ada", Secret.of("lovelace")).withClaim("department", "engines"))
                    .client(
                        client("app", "password", "client_credentials")
                            .accessTokenClaims(
                                (request, authorization) ->
                                    authorization.login() == null
                                        ? Map.of()
                                        : authorization.login().user().claims())
                            .build())
                    .accessTokenClaims(
                        (request, authorization) ->
                            request
                                .parameters()
                                .get("tenant")
                                .<Map<String, Object>>map(tenant -> Map.of("tid", tenant))
                                .orElse(Map.of())));
    assertThat(claims(accessToken(issuing.token("app", BY_PASSWORD))))
        .containsEntry("department", "engines")
        .doesNotContainKey("tid");
    assertThat(
            claims(
                accessToken(
                    issuing.token(
                        "app", Map.of("grant_type", "client_credentials", "tenant", "red")))))
        .containsEntry("tid", "red")
        .doesNotContainKey("department");
  }

  @Test
  void holdTheLaterOfTwoWithTheSameName() {
    Issuing issuing =
        new Issuing(
            builder ->
                builder
                    .accessTokenClaims(AccessTokenCustomizer.always(Map.of("a", 1, "b", 1)))
                    .accessTokenClaims(AccessTokenCustomizer.always(Map.of("b", 2)))
                    .client(
                        client("app", "client_credentials")
                            .accessTokenClaims(Map.of("a", 0, "b", 0, "c", 0))
                            .build()));
    assertThat(claims(issuing.accessToken("app")))
        .containsEntry("a", 1L)
        .containsEntry("b", 2L)
        .containsEntry("c", 0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "client_id", "iat", "exp", "jti", "scope", "cnf"})
  void neverReplaceWhatTheServerDecides(String name) {
    assertThatThrownBy(() -> client("app").accessTokenClaims(Map.of(name, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("claim " + name + " ");
    Issuing issuing =
        new Issuing(
            builder ->
                builder.client(
                    client("app", "client_credentials")
                        .accessTokenClaims((request, authorization) -> Map.of(name, "x"))
                        .build()));
    assertThatThrownBy(() -> issuing.accessToken("app"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("claim " + name + " ");
  }

  @Test
  void expireAsTheClientIsRegistered() {
    Issuing issuing =
        new Issuing(
            builder ->
                builder
                    .client(
                        client("short", "client_credentials")
                            .lifetimes(Lifetimes.DEFAULT.withAccessToken(Duration.ofSeconds(5)))
                            .build())
                    .client(client("usual", "client_credentials").build()));
    Map<String, Object> shortLived = claims(issuing.accessToken("short"));
    Map<String, Object> usual = claims(issuing.accessToken("usual"));
    assertThat((long) shortLived.get("exp") - (long) shortLived.get("iat")).isEqualTo(5);
    assertThat((long) usual.get("exp") - (long) usual.get("iat")).isEqualTo(3600);
  }

  @Nested
  class OfOpaqueTokens {
    private final Issuing issuing =
        new Issuing(
            builder ->
                builder.client(
                    client("app", "client_credentials")
                        .accessTokenFormat(AccessTokenFormat.OPAQUE)
                        .build()));
    private final AccessTokenVerifier verifier = issuing.provider.accessTokenVerifier(API);

    private void refused(AccessTokenVerifier by, String token, String reason) {
      assertThat(by.verify(token))
          .isInstanceOfSatisfying(
              TokenVerdict.Invalid.class,
              invalid -> assertThat(invalid.reason()).isEqualTo(reason));
    }

    @Test
    void areKnownToTheServerAlone() {
      String token = issuing.accessToken("app");
      assertThat(token).matches("[A-Za-z0-9_-]{43}");
      assertThat(verifier.verify(token))
          .isInstanceOfSatisfying(
              TokenVerdict.Valid.class,
              valid -> {
                assertThat(valid.principal()).isEqualTo("app");
                assertThat(valid.scopes()).containsExactlyInAnyOrder("openid", "read", "write");
              });
      assertThat(issuing.accessToken("app")).isNotEqualTo(token);
    }

    @Test
    void endAsAllTokensDo() {
      String token = issuing.accessToken("app");
      issuing.advance(Duration.ofHours(1));
      refused(verifier, token, "expired-token");
    }

    @Test
    void areGoodAtTheirApiOnly() {
      String token = issuing.accessToken("app");
      refused(
          issuing.provider.accessTokenVerifier("https://other.example"), token, "wrong-audience");
    }

    @Test
    void areForgottenWithAReset() {
      String token = issuing.accessToken("app");
      issuing.provider.reset();
      refused(verifier, token, "unknown-token");
    }

    @Test
    void cannotBeChangedByABit() {
      String token = issuing.accessToken("app");
      for (int at = 0; at < token.length(); at++) {
        for (int bit = 0; bit < 7; bit++) {
          char[] turned = token.toCharArray();
          turned[at] ^= (char) (1 << bit);
          assertThat(verifier.verify(new String(turned))).isInstanceOf(TokenVerdict.Invalid.class);
        }
      }
    }

    @Test
    void areNothingToAnotherIssuer() {
      Issuing other = new Issuing(builder -> builder.client(client("app").build()));
      refused(other.provider.accessTokenVerifier(API), issuing.accessToken("app"), "unknown-token");
    }
  }
}
