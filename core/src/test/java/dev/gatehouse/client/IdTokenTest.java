package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdTokenTest {
  private static Named<Consumer<JWTClaimsSet.Builder>> named(
      String name, Consumer<JWTClaimsSet.Builder> change) {
    return Named.of(name, change);
  }

  private static Date at(long secondsFromStart) {
    return Date.from(new ManualClock().instant().plusSeconds(secondsFromStart));
  }

  static Stream<Named<Consumer<JWTClaimsSet.Builder>>> claimsThatAreWrong() {
    return Stream.of(
        named("no iss", claims -> claims.issuer(null)),
        named("another iss", claims -> claims.issuer("https://evil.example")),
        named("iss that is no URI", claims -> claims.issuer("tenant")),
        named("no sub", claims -> claims.subject(null)),
        named("empty sub", claims -> claims.subject("")),
        named("no aud", claims -> claims.audience((String) null)),
        named("another aud", claims -> claims.audience("my client2")),
        named("two aud without azp", claims -> claims.audience(List.of("my client", "x"))),
        named("another azp", claims -> claims.claim("azp", "x")),
        named("azp that is no text", claims -> claims.claim("azp", List.of("my client"))),
        named("no exp", claims -> claims.expirationTime(null)),
        named("expired", claims -> claims.expirationTime(at(-61))),
        named("no iat", claims -> claims.issueTime(null)),
        named("issued in the future", claims -> claims.issueTime(at(62))),
        named("not valid yet", claims -> claims.notBeforeTime(at(62))),
        named("no nonce", claims -> claims.claim("nonce", null)),
        named("another nonce", claims -> claims.claim("nonce", "replayed")),
        named("nonce that is no text", claims -> claims.claim("nonce", 1)),
        named("another at_hash", claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")),
        named("at_hash that is no text", claims -> claims.claim("at_hash", 7)));
  }

  @ParameterizedTest
  @MethodSource("claimsThatAreWrong")
  void refusesWrongClaims(Consumer<JWTClaimsSet.Builder> change) throws Exception {
    try (IdTokenServer server = new IdTokenServer().claims(change)) {
      server.isRefused();
    }
  }

  static Stream<Named<Consumer<JWTClaimsSet.Builder>>> claimsThatAreRight() throws Exception {
    String hash =
        AccessTokenHash.compute(new BearerAccessToken("t"), JWSAlgorithm.RS256, null).getValue();
    return Stream.of(
        named("the usual", claims -> {}),
        named("azp", claims -> claims.claim("azp", "my client")),
        named(
            "two aud with azp",
            claims -> claims.audience(List.of("x", "my client")).claim("azp", "my client")),
        named("just expired, within the skew", claims -> claims.expirationTime(at(-59))),
        named("clocks that differ a little", claims -> claims.issueTime(at(59))),
        named("at_hash", claims -> claims.claim("at_hash", hash)),
        named("unknown claims", claims -> claims.claim("moon", Map.of("phase", "full"))));
  }

  @ParameterizedTest
  @MethodSource("claimsThatAreRight")
  void takesRightClaims(Consumer<JWTClaimsSet.Builder> change) throws Exception {
    try (IdTokenServer server = new IdTokenServer().claims(change)) {
      server.isTaken();
    }
  }

  @Test
  void timeIsTheConnectionsClock() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      server.flow.clock().advance(Duration.ofDays(5000));
      server.isTaken();
    }
  }

  @Test
  void openIdWithoutAnIdTokenIsRefused() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      server.flow.token("");
      assertThat(server.isRefused()).hasMessageContaining("openid was asked for");
    }
  }

  @Test
  void anIdTokenNobodyAskedForIsNotLookedAt() throws Exception {
    try (CodeFlow flow = new CodeFlow().token("\"id_token\":\"nonsense\"")) {
      assertThat(flow.open().get("/a").status()).isEqualTo(200);
    }
  }

  @Test
  void theAnswersIssHasToBeTheTokens() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      server.flow.answer(
          request -> {
            server.nonce = request.get("nonce");
            return "code=c&state=" + request.get("state") + "&iss=" + server.flow.at("/other");
          });
      assertThat(server.isRefused()).hasMessageContaining("authorization answer");
    }
  }

  @Test
  void anUnknownIssuerHasToNameTheTokenEndpoint() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      for (String other : List.of("/other", "/token/")) {
        server.publish(Map.of("token_endpoint", server.flow.at(other).toString()));
        assertThat(server.isRefused()).hasMessageContaining("ClientOptions.withIssuer");
      }
      HttpConnection told =
          server.flow.open(options -> options.withIssuer(server.flow.at("/tenant")));
      assertThat(told.get("/a").status()).isEqualTo(200);
    }
  }

  @Test
  void theIssuerInTheOptionsIsTheOnlyOneBelieved() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      server.flow.page(
          "/.well-known/oauth-authorization-server/mine",
          200,
          "{\"issuer\":\""
              + server.flow.at("/mine")
              + "\",\"jwks_uri\":\""
              + server.flow.at("/jwks")
              + "\"}");
      HttpConnection connection =
          server.flow.open(options -> options.withIssuer(server.flow.at("/mine")));
      assertThat(
              catchThrowableOfType(AuthorizationFailedException.class, () -> connection.get("/a")))
          .hasMessageContaining("iss");
      assertThat(server.flow.bearers()).isEmpty();
    }
  }

  @Test
  void aNewIdTokenAfterARefreshHasToBeOfTheSameUser() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      HttpConnection connection = server.open();
      connection.get("/a");
      server.flow.clock().advance(Duration.ofHours(1));
      server.claims(claims -> claims.claim("nonce", null));
      server.refreshed = ",\"id_token\":\"" + server.idToken() + "\"";
      connection.get("/a");
      assertThat(server.flow.bearers()).hasSize(2);

      server.flow.clock().advance(Duration.ofHours(1));
      server.claims(claims -> claims.claim("nonce", null).subject("eve"));
      server.refreshed = ",\"id_token\":\"" + server.idToken() + "\"";
      assertThat(
              catchThrowableOfType(AuthorizationFailedException.class, () -> connection.get("/a")))
          .hasMessageContaining("another user");
      assertThat(server.flow.bearers()).hasSize(2);
    }
  }

  @Test
  void aRefreshWithoutIdTokenKeepsTheUser() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      TokenStore store = TokenStore.inMemory();
      HttpConnection connection = server.flow.open(options -> options.withTokenStore(store));
      connection.get("/a");
      server.flow.clock().advance(Duration.ofHours(1));
      connection.get("/a");
      String key =
          TokenKey.of(
              connection.connection(),
              AuthorizationCodeClient.of(
                  (OAuth2AuthorizationCodeAuth) connection.connection().auth()));
      assertThat(store.load(key).orElseThrow().subject())
          .isEqualTo(new StoredTokens.Subject(server.issuer(), "ada"));
    }
  }
}
