package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.credential.internal.Remembered;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.gate.DpopVerifier.Proof;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.oauth2.internal.dpop.DpopProofs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** DPoP-bound tokens at a gate, from a real authorization server (RFC 9449, section 7). */
class BoundTokenTest {
  private static final String URI = "http://127.0.0.1:1/api/orders";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final InstantSource clock = now::get;
  private final OAuth2Provider provider =
      OAuth2Provider.builder(Fixture.ISSUER, clock).client(client(AccessTokenFormat.JWT)).build();
  private final BearerGate gate = gate(provider);

  private static RegisteredClient client(AccessTokenFormat format) {
    return RegisteredClient.confidential("app", Secret.of(Fixture.SECRET))
        .grantTypes("client_credentials")
        .tokenBindings(TokenBinding.DPOP)
        .accessTokenFormat(format)
        .scopes("read")
        .audience(Fixture.API)
        .build();
  }

  private static BearerGate gate(OAuth2Provider provider) {
    return new BearerGate(provider.accessTokenVerifier(Fixture.API), Set.of("read"));
  }

  private Map<String, Object> proofClaims(String method, String uri) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", method);
    claims.put("htu", uri);
    claims.put("iat", now.get().getEpochSecond());
    return claims;
  }

  private static String sign(Map<String, Object> claims, ECKey key) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "dpop+jwt");
    header.put("alg", "ES256");
    header.put("jwk", key.toPublicJWK().toJSONObject());
    return TestKeys.sign(header, claims, key);
  }

  private String token(OAuth2Provider server, Map<String, Object> claims) {
    Reply reply =
        server.endpoint("/oauth2/default/token").orElseThrow().answer(tokenRequest(claims));
    return (String) json(reply).get("access_token");
  }

  private String token() {
    return token(provider, proofClaims("POST", Fixture.ISSUER + "/token"));
  }

  private static String hash(String token) {
    try {
      return Base64URL.encode(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, Object> proofFor(String token) {
    Map<String, Object> claims = proofClaims("GET", URI);
    claims.put("ath", hash(token));
    return claims;
  }

  private static Verdict judge(BearerGate gate, String token, String proof) {
    return gate.judge(
        new ServerRequest(
            "GET",
            "http",
            "127.0.0.1:1",
            "/api/orders",
            "page=2",
            List.of(new Field("Authorization", "DPoP " + token), new Field("DPoP", proof)),
            new byte[0]));
  }

  private Verdict judge(String token, Map<String, Object> claims) {
    return judge(gate, token, sign(claims, TestKeys.P_256));
  }

  private static void refused(Verdict verdict, String reason, String words) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    Verdict.Refused refused = (Verdict.Refused) verdict;
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.explanation()).contains(words);
    assertThat(refused.response().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(AccessTokenFormat.class)
  void aBoundTokenPassesWithAProofOfItsKey(AccessTokenFormat format) {
    OAuth2Provider server =
        OAuth2Provider.builder(Fixture.ISSUER, clock).client(client(format)).build();
    String token = token(server, proofClaims("POST", Fixture.ISSUER + "/token"));
    Verdict verdict = judge(gate(server), token, sign(proofFor(token), TestKeys.P_256));
    assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    assertThat(((Verdict.Admitted) verdict).evidence()).containsEntry("scheme", "DPoP");
    ServerRequest asBearer =
        new ServerRequest(
            "GET",
            "http",
            "127.0.0.1:1",
            "/api/orders",
            null,
            List.of(new Field("Authorization", "Bearer " + token)),
            new byte[0]);
    refused(gate(server).judge(asBearer), "bound-token-as-bearer", "the scheme DPoP");
  }

  @ParameterizedTest
  @CsvSource({
    "htm, POST, wrong-method, the request's method is GET",
    "htu, http://127.0.0.1:1/api, wrong-uri, the request's URI is http://127.0.0.1:1/api/orders",
    "htu, https://127.0.0.1:1/api/orders, wrong-uri, htu is https",
    "ath, x, wrong-token-hash, ath is not the SHA-256",
    "ath, '', missing-claim, has no ath"
  })
  void aProofMadeForSomethingElseIsRefused(
      String claim, String value, String reason, String words) {
    String token = token();
    Map<String, Object> claims = proofFor(token);
    claims.put(claim, value);
    refused(judge(token, claims), reason, words);
  }

  @Test
  void aProofForTheTokenEndpointIsRefused() {
    String token = token();
    refused(judge(token, proofClaims("POST", Fixture.ISSUER + "/token")), "wrong-method", "htm");
    Map<String, Object> without = proofFor(token);
    without.remove("ath");
    refused(judge(token, without), "missing-claim", "has no ath");
  }

  @Test
  void aProofForAnotherTokenIsRefused() {
    String token = token();
    refused(judge(token, proofFor(token())), "wrong-token-hash", "ath");
  }

  @Test
  void aProofOfAnotherKeyIsRefused() {
    String token = token();
    refused(
        judge(gate, token, sign(proofFor(token), TestKeys.OTHER_P_256)),
        "wrong-key",
        "of another key than the token is bound to");
  }

  @Test
  void aProofPassesOnce() {
    String token = token();
    Map<String, Object> claims = proofFor(token);
    assertThat(judge(token, claims)).isInstanceOf(Verdict.Admitted.class);
    refused(judge(token, claims), "replayed-proof", "came before");
  }

  @Test
  void aProofPassesForAMinute() {
    String token = token();
    Map<String, Object> claims = proofFor(token);
    now.set(now.get().plusSeconds(61));
    refused(judge(token, claims), "stale-proof", "61 seconds before");
  }

  @Test
  void apisHaveNoncesOfTheirOwn() {
    OAuth2Provider demanding =
        OAuth2Provider.builder(Fixture.ISSUER, clock)
            .client(client(AccessTokenFormat.JWT))
            .dpopNonces(Duration.ofMinutes(1))
            .build();
    Map<String, Object> asked = proofClaims("POST", Fixture.ISSUER + "/token");
    ServerRequest first = tokenRequest(asked);
    Reply refusal = demanding.endpoint("/oauth2/default/token").orElseThrow().answer(first);
    String nonce = Fixture.header(refusal, "DPoP-Nonce");
    asked.put("nonce", nonce);
    String token = token(demanding, asked);

    Map<String, Object> claims = proofFor(token);
    claims.put("nonce", nonce);
    BearerGate api = gate(demanding);
    Verdict wrong = judge(api, token, sign(claims, TestKeys.P_256));
    refused(wrong, "wrong-nonce", "not the server's");
    String right =
        ((Verdict.Refused) wrong)
            .response().fields().stream()
                .filter(field -> field.name().equals("DPoP-Nonce"))
                .findFirst()
                .orElseThrow()
                .value();
    claims.put("nonce", right);
    assertThat(judge(api, token, sign(claims, TestKeys.P_256)))
        .isInstanceOf(Verdict.Admitted.class);
  }

  @Test
  void aProofMayNameTheApiAsClientsBehindAProxyKnowIt() {
    OAuth2Provider published =
        OAuth2Provider.builder(Fixture.ISSUER, clock)
            .client(client(AccessTokenFormat.JWT))
            .publicAddress(PublicAddress.of(java.net.URI.create("https://public.example/auth")))
            .build();
    String token =
        token(published, proofClaims("POST", "https://public.example/auth/oauth2/default/token"));
    Map<String, Object> claims = proofFor(token);
    claims.put("htu", "https://public.example/auth/api/orders");
    assertThat(judge(gate(published), token, sign(claims, TestKeys.P_256)))
        .isInstanceOf(Verdict.Admitted.class);
    claims.put("jti", "other");
    claims.put("htu", "https://other.example/auth/api/orders");
    refused(judge(gate(published), token, sign(claims, TestKeys.P_256)), "wrong-uri", "htu");
  }

  @Test
  void userinfoTakesABoundTokenWithItsProofOnly() {
    OAuth2Provider people =
        OAuth2Provider.builder(Fixture.ISSUER, clock)
            .client(
                RegisteredClient.confidential("app", Secret.of(Fixture.SECRET))
                    .grantTypes("authorization_code")
                    .tokenBindings(TokenBinding.DPOP)
                    .pkce(Pkce.OPTIONAL)
                    .redirectUris("https://app.example/back")
                    .scopes("openid")
                    .audience(Fixture.API)
                    .build())
            .user(User.of("ada", Secret.of("lovelace")))
            .automaticLogin("ada")
            .build();
    String location =
        Fixture.header(
            people
                .endpoint("/oauth2/default/authorize")
                .orElseThrow()
                .answer(
                    new ServerRequest(
                        "GET",
                        "http",
                        "127.0.0.1:1",
                        "/oauth2/default/authorize",
                        "response_type=code&client_id=app&scope=openid&redirect_uri="
                            + Fixture.encode("https://app.example/back"),
                        List.of(),
                        new byte[0])),
            "Location");
    String code = location.substring(location.indexOf("code=") + 5, location.indexOf("&iss="));
    Reply reply =
        people
            .endpoint("/oauth2/default/token")
            .orElseThrow()
            .answer(
                tokenRequest(
                    proofClaims("POST", Fixture.ISSUER + "/token"),
                    "grant_type=authorization_code&code="
                        + code
                        + "&redirect_uri="
                        + Fixture.encode("https://app.example/back")));
    String token = (String) json(reply).get("access_token");

    Map<String, Object> claims = proofFor(token);
    claims.put("htu", Fixture.ISSUER + "/userinfo");
    Reply right =
        userinfo(
            people,
            new Field("Authorization", "DPoP " + token),
            new Field("DPoP", sign(claims, TestKeys.P_256)));
    assertThat(json(right)).containsEntry("sub", "ada");
    Reply asBearer = userinfo(people, new Field("Authorization", "Bearer " + token));
    assertThat(asBearer.response().status()).isEqualTo(401);
    assertThat(asBearer.explanation()).contains("came by the scheme Bearer");
  }

  private static Reply userinfo(OAuth2Provider server, Field... fields) {
    return server
        .endpoint("/oauth2/default/userinfo")
        .orElseThrow()
        .answer(
            new ServerRequest(
                "GET",
                "http",
                "127.0.0.1:1",
                "/oauth2/default/userinfo",
                null,
                List.of(fields),
                new byte[0]));
  }

  private static ServerRequest tokenRequest(Map<String, Object> claims) {
    return tokenRequest(claims, "grant_type=client_credentials");
  }

  private static ServerRequest tokenRequest(Map<String, Object> claims, String form) {
    return new ServerRequest(
        "POST",
        "http",
        "127.0.0.1:1",
        "/oauth2/default/token",
        null,
        List.of(
            basic("app", Fixture.SECRET),
            new Field("DPoP", sign(claims, TestKeys.P_256)),
            new Field("Content-Type", Fixture.FORM)),
        form.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 200)
  void noOneBitMutationOfAProofPasses(
      @ForAll @IntRange(max = 2000) int position, @ForAll @IntRange(max = 6) int bit) {
    String token = token();
    String proof = sign(proofFor(token), TestKeys.P_256);
    char[] mutated = proof.toCharArray();
    mutated[position % mutated.length] ^= (char) (1 << bit);
    assertThat(judge(gate, token, new String(mutated))).isInstanceOf(Verdict.Refused.class);
    assertThat(judge(gate, token, proof)).isInstanceOf(Verdict.Admitted.class);
  }

  /** RFC 9449, section 7.1, figures 12 and 13. */
  @Test
  void thePublishedProofPassesForThePublishedToken() {
    String proof =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNo"
            + "UklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10"
            + "NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHR"
            + "tIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSI"
            + "sImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWt"
            + "zbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfx"
            + "SYoMxhAJpLjA";
    ServerRequest request =
        new ServerRequest(
            "GET",
            "https",
            "resource.example.org",
            "/protectedresource",
            null,
            List.of(new Field("DPoP", proof)),
            new byte[0]);
    DpopProofs proofs =
        new DpopProofs(
            new Remembered(),
            null,
            any -> Optional.empty(),
            InstantSource.fixed(Instant.ofEpochSecond(1_562_262_618)));
    assertThat(proofs.verify(request, "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"))
        .isEqualTo(new Proof.Held("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
  }
}
