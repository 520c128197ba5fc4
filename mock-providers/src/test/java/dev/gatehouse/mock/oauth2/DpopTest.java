package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DPoP at the token endpoint (RFC 9449, sections 4, 5, 8 and 10). */
class DpopTest {
  private static final String TOKEN = Fixture.ISSUER + "/token";
  private static final String GRANT = "grant_type=client_credentials";
  private static final Field APP = basic("app", Fixture.SECRET);
  private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochSecond(NOW).plusMillis(250));
  private final InstantSource clock = now::get;
  private final OAuth2Provider provider = provider(OAuth2Provider.builder(Fixture.ISSUER, clock));
  private final OAuth2Provider demanding =
      provider(OAuth2Provider.builder(Fixture.ISSUER, clock).dpopNonces(Duration.ofMinutes(5)));

  private static OAuth2Provider provider(OAuth2Provider.Builder builder) {
    return builder
        .client(confidential("app").build())
        .client(confidential("bound").tokenBindings(TokenBinding.DPOP).build())
        .client(
            RegisteredClient.publicClient("native")
                .grantTypes("authorization_code", "refresh_token")
                .scopes("read")
                .audience(Fixture.API)
                .redirectUris("http://127.0.0.1/callback")
                .build())
        .user(User.of("ada", Secret.of("lovelace")))
        .automaticLogin("ada")
        .build();
  }

  private static RegisteredClient.Builder confidential(String id) {
    return RegisteredClient.confidential(id, Secret.of(Fixture.SECRET))
        .grantTypes("client_credentials", "authorization_code", "refresh_token")
        .redirectUris("http://127.0.0.1/callback")
        .scopes("read")
        .audience(Fixture.API);
  }

  private static Map<String, Object> proofHeader(String algorithm, JWK key) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "dpop+jwt");
    header.put("alg", algorithm);
    header.put("jwk", key.toPublicJWK().toJSONObject());
    return header;
  }

  private Map<String, Object> proofClaims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", "POST");
    claims.put("htu", TOKEN);
    claims.put("iat", clock.instant().getEpochSecond());
    return claims;
  }

  private static Field sign(Map<String, Object> claims) {
    return new Field(
        "DPoP", TestKeys.sign(proofHeader("ES256", TestKeys.P_256), claims, TestKeys.P_256));
  }

  private Field proof() {
    return sign(proofClaims());
  }

  private static ServerRequest post(String form, Field... fields) {
    List<Field> all = new ArrayList<>(List.of(fields));
    all.add(new Field("Content-Type", Fixture.FORM));
    return new ServerRequest(
        "POST",
        "http",
        "127.0.0.1:1",
        "/oauth2/default/token",
        null,
        all,
        form.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply token(OAuth2Provider provider, ServerRequest request) {
    return provider.endpoint("/oauth2/default/token").orElseThrow().answer(request);
  }

  private Reply token(String form, Field... fields) {
    return token(provider, post(form, fields));
  }

  private static Map<String, Object> claimsOf(Reply reply) throws Exception {
    return JWSObject.parse((String) json(reply).get("access_token")).getPayload().toJSONObject();
  }

  private static String thumbprint(JWK key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static Reply refused(Reply reply, String error, String words) {
    assertThat(reply.explanation()).contains(words);
    assertThat(json(reply)).containsEntry("error", error).doesNotContainKey("access_token");
    assertThat(reply.response().status()).isEqualTo(400);
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    return reply;
  }

  private void refused(Field proof, String words) {
    Reply reply = refused(token(GRANT, APP, proof), "invalid_dpop_proof", words);
    assertThat(reply.event()).isEqualTo("dpop_proof.refused");
  }

  private void bound(Reply reply, JWK key) throws Exception {
    assertThat(reply.explanation()).contains("got an access token");
    assertThat(json(reply)).containsEntry("token_type", "DPoP");
    assertThat(claimsOf(reply)).containsEntry("cnf", Map.of("jkt", thumbprint(key)));
  }

  @Nested
  class Binds {
    @Test
    void aTokenToTheKeyOfTheProof() throws Exception {
      bound(token(GRANT, APP, proof()), TestKeys.P_256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS512", "PS256", "PS384", "PS512", "EdDSA", "Ed25519"})
    void byEveryAsymmetricAlgorithm(String algorithm) throws Exception {
      JWK key = algorithm.startsWith("E") ? TestKeys.ed25519() : TestKeys.RSA;
      String proof = TestKeys.sign(proofHeader(algorithm, key), proofClaims(), key);
      bound(token(GRANT, APP, new Field("DPoP", proof)), key);
    }

    @Test
    void aTokenOfAClientThatHasToHaveItBound() throws Exception {
      Reply reply = token(GRANT, basic("bound", Fixture.SECRET), proof());
      bound(reply, TestKeys.P_256);
      refused(
          token(GRANT, basic("bound", Fixture.SECRET)),
          "invalid_dpop_proof",
          "no DPoP field with a proof");
    }

    @Test
    void nothingWithoutAProof() throws Exception {
      Reply reply = token(GRANT, APP);
      assertThat(json(reply)).containsEntry("token_type", "Bearer");
      assertThat(claimsOf(reply)).doesNotContainKey("cnf");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://127.0.0.1:1/oauth2/default/token?query=1",
          "http://127.0.0.1:1/oauth2/default/token#fragment",
          "HTTP://127.0.0.1:1/oauth2/default/token",
          "http://127.0.0.1:1/oauth2/./x/../default/token",
          "http://127.0.0.1:1/oauth2/%64efault/tok%65n"
        })
    void aUriInAnyFormThatMeansTheSame(String uri) throws Exception {
      Map<String, Object> claims = proofClaims();
      claims.put("htu", uri);
      bound(token(GRANT, APP, sign(claims)), TestKeys.P_256);
    }

    @Test
    void theUriThatClientsBehindAProxyKnow() throws Exception {
      OAuth2Provider published =
          provider(OAuth2Provider.builder(URI.create("https://id.example/oauth2/default"), clock));
      Map<String, Object> claims = proofClaims();
      claims.put("htu", "https://ID.example:443/oauth2/default/token");
      bound(token(published, post(GRANT, APP, sign(claims))), TestKeys.P_256);
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, -1, 0, 10})
    void aProofOfAMinuteAgoOrOfAClockThatIsAhead(long seconds) throws Exception {
      Map<String, Object> claims = proofClaims();
      claims.put("iat", NOW + seconds);
      bound(token(GRANT, APP, sign(claims)), TestKeys.P_256);
    }

    @Test
    void theRefreshTokensOfPublicClients() throws Exception {
      Reply first = codeGrant("native", proof());
      bound(first, TestKeys.P_256);
      String refresh = form(first, "&client_id=native");

      refused(token(refresh), "invalid_grant", "bound to a key");
      refused(token(refresh, proofOf(TestKeys.OTHER_P_256)), "invalid_grant", "bound to a key");
      Reply second = token(refresh, proof());
      bound(second, TestKeys.P_256);
      refused(token(form(second, "&client_id=native")), "invalid_grant", "bound to a key");
    }

    /** RFC 9449, section 5: those of confidential clients are bound by their authentication. */
    @Test
    void noRefreshTokenOfAConfidentialClient() throws Exception {
      Reply first = codeGrant("app", proof(), APP);
      bound(first, TestKeys.P_256);
      bound(token(form(first, ""), APP, proofOf(TestKeys.OTHER_P_256)), TestKeys.OTHER_P_256);
    }

    @Test
    void aCodeToTheKeyThatTheAuthorizationRequestNames() throws Exception {
      String more = "&dpop_jkt=" + thumbprint(TestKeys.P_256);
      bound(redeem(code("native", more), "native", proof()), TestKeys.P_256);
      refused(
          redeem(code("native", more), "native", proofOf(TestKeys.OTHER_P_256)),
          "invalid_grant",
          "dpop_jkt");
      refused(redeem(code("native", more), "native"), "invalid_grant", "dpop_jkt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=", "%00"})
    void noCodeToWhatIsNoThumbprint(String thumbprint) {
      assertThat(location("native", "&dpop_jkt=" + thumbprint)).contains("error=invalid_request");
    }

    private String form(Reply reply, String more) {
      return "grant_type=refresh_token&refresh_token=" + json(reply).get("refresh_token") + more;
    }

    private Field proofOf(JWK key) {
      return new Field("DPoP", TestKeys.sign(proofHeader("ES256", key), proofClaims(), key));
    }

    private Reply codeGrant(String client, Field... fields) {
      return redeem(code(client, ""), client, fields);
    }

    private Reply redeem(String code, String client, Field... fields) {
      return token(
          "grant_type=authorization_code&code="
              + code
              + "&redirect_uri="
              + encode("http://127.0.0.1/callback")
              + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
              + "&client_id="
              + client,
          fields);
    }

    private String code(String client, String more) {
      String location = location(client, more);
      return location.substring(location.indexOf("code=") + 5, location.indexOf("&iss="));
    }

    private String location(String client, String more) {
      String query =
          "response_type=code&client_id="
              + client
              + "&redirect_uri="
              + encode("http://127.0.0.1/callback")
              + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
              + "&code_challenge_method=S256"
              + more;
      return header(
          provider
              .endpoint("/oauth2/default/authorize")
              .orElseThrow()
              .answer(
                  new ServerRequest(
                      "GET", "http", "127.0.0.1:1", "/", query, List.of(), new byte[0])),
          "Location");
    }
  }

  /** RFC 9449, section 10.1. */
  @Nested
  class BindsACodeToTheKeyOfAPushedRequest {
    private Reply push(OAuth2Provider server, String more, Field... fields) {
      List<Field> all = new ArrayList<>(List.of(fields));
      all.add(APP);
      ServerRequest right =
          post(
              "response_type=code&redirect_uri="
                  + encode("http://127.0.0.1/callback")
                  + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                  + "&code_challenge_method=S256"
                  + more,
              all.toArray(Field[]::new));
      return server
          .endpoint("/oauth2/default/par")
          .orElseThrow()
          .answer(
              new ServerRequest(
                  "POST",
                  "http",
                  "127.0.0.1:1",
                  "/oauth2/default/par",
                  null,
                  right.fields(),
                  right.body()));
    }

    private Field proofAtPar() {
      Map<String, Object> claims = proofClaims();
      claims.put("htu", Fixture.ISSUER + "/par");
      return sign(claims);
    }

    private Reply redeem(Reply pushed, Field... fields) {
      String query =
          "client_id=app&request_uri=" + encode((String) json(pushed).get("request_uri"));
      String location =
          header(
              provider
                  .endpoint("/oauth2/default/authorize")
                  .orElseThrow()
                  .answer(
                      new ServerRequest(
                          "GET", "http", "127.0.0.1:1", "/", query, List.of(), new byte[0])),
              "Location");
      List<Field> all = new ArrayList<>(List.of(fields));
      all.add(APP);
      return token(
          "grant_type=authorization_code&redirect_uri="
              + encode("http://127.0.0.1/callback")
              + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code="
              + location.substring(location.indexOf("code=") + 5, location.indexOf("&iss=")),
          all.toArray(Field[]::new));
    }

    @Test
    void andToNoOther() throws Exception {
      Reply pushed = push(provider, "", proofAtPar());
      assertThat(pushed.response().status()).as(pushed.explanation()).isEqualTo(201);
      bound(redeem(pushed, proof()), TestKeys.P_256);
      refused(redeem(push(provider, "", proofAtPar())), "invalid_grant", "dpop_jkt");
    }

    @Test
    void thatAgreesWithTheOneItNames() {
      String right = "&dpop_jkt=" + thumbprint(TestKeys.P_256);
      assertThat(push(provider, right, proofAtPar()).response().status()).isEqualTo(201);
      refused(
          push(provider, "&dpop_jkt=" + thumbprint(TestKeys.OTHER_P_256), proofAtPar()),
          "invalid_request",
          "names another key");
    }

    @Test
    void afterTheProofHolds() {
      refused(
          push(provider, "", proof()),
          "invalid_dpop_proof",
          "the request's URI is http://127.0.0.1");
      Reply demand = refused(push(demanding, "", proofAtPar()), "use_dpop_nonce", "has no nonce");
      assertThat(header(demand, "DPoP-Nonce")).isNotEmpty();
    }
  }

  /** What is wrong, how the claims have to be changed, and what the journal says. */
  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        Arguments.of("jti", null, "has no jti"),
        Arguments.of("jti", "", "has no jti"),
        Arguments.of("jti", 7, "has no jti"),
        Arguments.of("htm", null, "has no htm"),
        Arguments.of("htm", "GET", "htm is GET; the request's method is POST"),
        Arguments.of("htm", "post", "htm is post"),
        Arguments.of("htu", null, "has no htu"),
        Arguments.of("htu", "/oauth2/default/token", "htu is no absolute URI"),
        Arguments.of("htu", "https://127.0.0.1:1/oauth2/default/token", "htu is https:"),
        Arguments.of("htu", "http://127.0.0.1/oauth2/default/token", "URI is " + TOKEN),
        Arguments.of("htu", "http://127.0.0.1:1/oauth2/default/token/", "htu is"),
        Arguments.of("htu", "http://127.0.0.1:1/oauth2/default/Token", "htu is"),
        Arguments.of("htu", "http://127.0.0.1:1/oauth2/default", "htu is"),
        Arguments.of("htu", "http://localhost:1/oauth2/default/token", "htu is"),
        Arguments.of("iat", null, "has no iat that is a number"),
        Arguments.of("iat", String.valueOf(NOW), "has no iat that is a number"),
        Arguments.of("iat", 1e300, "has no iat that is a number"),
        Arguments.of("iat", NOW - 61, "made 61 seconds before the server's clock"),
        Arguments.of("iat", NOW + 11, "seconds ahead of the server's clock"));
  }

  @Nested
  class Refuses {
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("dev.gatehouse.mock.oauth2.DpopTest#wrongClaims")
    void aClaimThatIsWrong(String name, @Nullable Object value, String words) {
      Map<String, Object> claims = proofClaims();
      if (value == null) {
        claims.remove(name);
      } else {
        claims.put(name, value);
      }
      refused(sign(claims), words);
    }

    @Test
    void theUriOfPlainHttpForARequestOverTls() {
      ServerRequest plain = post(GRANT, APP, proof());
      ServerRequest secure =
          new ServerRequest(
              "POST", "https", "127.0.0.1:1", plain.path(), null, plain.fields(), plain.body());
      refused(token(provider, secure), "invalid_dpop_proof", "the request's URI is https:");
    }

    @Test
    void aSecondUse() throws Exception {
      Field proof = proof();
      bound(token(GRANT, APP, proof), TestKeys.P_256);
      refused(proof, "with this jti came before");
      Map<String, Object> claims = proofClaims();
      sign(claims);
      bound(token(GRANT, APP, sign(claims)), TestKeys.P_256);
      claims.put("iat", NOW - 1);
      refused(sign(claims), "with this jti came before");
    }

    @Test
    void nothingOfAProofThatDidNotHold() throws Exception {
      Map<String, Object> claims = proofClaims();
      claims.put("htm", "GET");
      refused(sign(claims), "htm");
      claims.put("htm", "POST");
      bound(token(GRANT, APP, sign(claims)), TestKeys.P_256);
    }

    @Test
    void twoProofs() {
      refused(
          token(GRANT, APP, proof(), proof()), "invalid_dpop_proof", "more than one DPoP proof");
    }

    @ParameterizedTest
    @CsvSource({
      "'', no signed JWT",
      "x, no signed JWT",
      "'e30.e30.AA, e30.e30.AA', more than one DPoP proof",
      "e30.e30.AA, no alg",
      "a.b.c.d.e, encrypted"
    })
    void whatIsNoJwt(String proof, String words) {
      refused(new Field("DPoP", proof), words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "dpop", "at+jwt", ""})
    void anotherType(String type) {
      Map<String, Object> header = proofHeader("ES256", TestKeys.P_256);
      header.put("typ", type);
      if (type.isEmpty()) {
        header.remove("typ");
      }
      refused(
          new Field("DPoP", TestKeys.sign(header, proofClaims(), TestKeys.P_256)),
          "typ is not dpop+jwt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES256K", "es256"})
    void anAlgorithmThatIsNoneSymmetricOrUnknown(String algorithm) {
      String unsigned = TestKeys.unsigned(proofHeader(algorithm, TestKeys.P_256), proofClaims());
      refused(new Field("DPoP", unsigned + "."), "alg is none, symmetric or unknown");
    }

    @Test
    void anAlgorithmThatDoesNotFitTheKey() {
      String unsigned = TestKeys.unsigned(proofHeader("ES384", TestKeys.P_256), proofClaims());
      refused(new Field("DPoP", unsigned + ".AAAA"), "needs an EC key on P-384");
    }

    @Test
    void theSignatureOfAnotherKey() {
      Map<String, Object> header = proofHeader("ES256", TestKeys.OTHER_P_256);
      refused(
          new Field("DPoP", TestKeys.sign(header, proofClaims(), TestKeys.P_256)),
          "signature is not of the key in its jwk");
      String unsigned = TestKeys.unsigned(proofHeader("ES256", TestKeys.P_256), proofClaims());
      refused(new Field("DPoP", unsigned + "."), "signature is not of the key");
      refused(new Field("DPoP", unsigned + "." + "A".repeat(86)), "signature is not of the key");
    }

    @Test
    void aProofWithoutItsKeyOrWithAnother() {
      Map<String, Object> header = proofHeader("ES256", TestKeys.P_256);
      header.remove("jwk");
      header.put("kid", "e1");
      refused(
          new Field("DPoP", TestKeys.sign(header, proofClaims(), TestKeys.P_256)), "has no jwk");
      for (Object jwk : List.of("x", List.of(), Map.of(), Map.of("kty", "EC"))) {
        header.put("jwk", jwk);
        String unsigned = TestKeys.unsigned(header, proofClaims());
        refused(new Field("DPoP", unsigned + ".AAAA"), "jwk");
      }
    }

    @Test
    void aPrivateOrSymmetricKey() {
      Map<String, Object> header = proofHeader("ES256", TestKeys.P_256);
      header.put("jwk", TestKeys.P_256.toJSONObject());
      String signed = TestKeys.unsigned(header, proofClaims());
      refused(new Field("DPoP", signed + ".AAAA"), "holds the private part of a key");
      header.put("jwk", Map.of("kty", "oct", "k", "AAAA"));
      signed = TestKeys.unsigned(header, proofClaims());
      refused(new Field("DPoP", signed + ".AAAA"), "is a symmetric key");
    }

    @Test
    void aKeyThatIsTooShort() throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      var pair = generator.generateKeyPair();
      JWK key = new com.nimbusds.jose.jwk.RSAKey.Builder((RSAPublicKey) pair.getPublic()).build();
      String signed = TestKeys.unsigned(proofHeader("RS256", key), proofClaims());
      byte[] signature = TestKeys.raw("SHA256withRSA", pair.getPrivate(), signed);
      refused(
          new Field("DPoP", signed + "." + Base64URL.encode(signature)),
          "needs an RSA key of 2048 bits or more");
    }

    @Test
    void aCriticalExtension() {
      Map<String, Object> header = proofHeader("ES256", TestKeys.P_256);
      header.put("crit", List.of("b64"));
      header.put("b64", true);
      refused(new Field("DPoP", TestKeys.sign(header, proofClaims(), TestKeys.P_256)), "crit");
    }

    @Test
    void theClientFirst() {
      Reply reply = token(GRANT, basic("app", "wrong"), new Field("DPoP", "x"));
      assertThat(json(reply)).containsEntry("error", "invalid_client");
    }
  }

  @Nested
  class DemandsNonces {
    private Field proofWith(@Nullable Object nonce) {
      Map<String, Object> claims = proofClaims();
      if (nonce != null) {
        claims.put("nonce", nonce);
      }
      return sign(claims);
    }

    private Reply ask(Field... fields) {
      List<Field> all = new ArrayList<>(List.of(fields));
      all.add(APP);
      return token(demanding, post(GRANT, all.toArray(Field[]::new)));
    }

    private String nonce() {
      return header(ask(proofWith(null)), "DPoP-Nonce");
    }

    @Test
    void byTellingTheNextOne() throws Exception {
      Reply first = refused(ask(proofWith(null)), "use_dpop_nonce", "has no nonce");
      String nonce = header(first, "DPoP-Nonce");
      assertThat(nonce).matches("[A-Za-z0-9_-]{43}");
      Reply second = ask(proofWith(nonce));
      bound(second, TestKeys.P_256);
      assertThat(header(second, "DPoP-Nonce")).isEqualTo(nonce);
    }

    @Test
    void andTakesTheOneBeforeButNoOlderOne() throws Exception {
      String nonce = nonce();
      now.set(now.get().plus(Duration.ofMinutes(5)));
      Reply reply = ask(proofWith(nonce));
      bound(reply, TestKeys.P_256);
      assertThat(header(reply, "DPoP-Nonce")).as("the next").isNotEqualTo(nonce);
      now.set(now.get().plus(Duration.ofMinutes(5)));
      refused(ask(proofWith(nonce)), "use_dpop_nonce", "not the server's, or an old one");
    }

    @Test
    void andTakesNoneThatItDidNotGive() {
      refused(ask(proofWith("x")), "use_dpop_nonce", "not the server's");
      refused(ask(proofWith("")), "use_dpop_nonce", "not the server's");
      refused(ask(proofWith(7)), "use_dpop_nonce", "has no nonce");
    }

    @Test
    void andForgetsThemAtAReset() throws Exception {
      String nonce = nonce();
      bound(ask(proofWith(nonce)), TestKeys.P_256);
      demanding.reset();
      refused(ask(proofWith(nonce)), "use_dpop_nonce", "not the server's");
    }

    /** RFC 9449, section 11.1: so that a client's clock may stay behind when a test moves on. */
    @Test
    void andTellsTheTimeByThemRatherThanByTheClientsClock() throws Exception {
      String nonce = nonce();
      Map<String, Object> claims = proofClaims();
      claims.put("iat", NOW - 1_000_000);
      claims.put("nonce", nonce);
      bound(token(demanding, post(GRANT, APP, sign(claims))), TestKeys.P_256);
      claims.put("iat", "now");
      claims.put("jti", "other");
      refused(token(demanding, post(GRANT, APP, sign(claims))), "invalid_dpop_proof", "has no iat");
    }

    @Test
    void andTakesEachProofOnce() throws Exception {
      Field proof = proofWith(nonce());
      bound(ask(proof), TestKeys.P_256);
      refused(ask(proof), "invalid_dpop_proof", "came before");
    }

    @Test
    void butOfNobodyWhoSendsNoProof() {
      assertThat(json(ask())).containsEntry("token_type", "Bearer");
    }

    @Test
    void forASecondAtLeast() {
      assertThatThrownBy(
              () ->
                  OAuth2Provider.builder(Fixture.ISSUER, clock).dpopNonces(Duration.ofMillis(999)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dpopNonces");
    }
  }

  /** Whatever a key says, it is refused, and never fails the server. */
  @Test
  void refusesEveryKeyThatIsNone() {
    for (String name :
        List.of(
            "kty", "crv", "x", "y", "n", "e", "use", "key_ops", "alg", "kid", "x5c", "x5u",
            "nbf")) {
      for (Object value :
          new Object[] {7, "", "AA", "!", true, List.of(), List.of(7), List.of("AA"), Map.of()}) {
        Map<String, Object> jwk = new LinkedHashMap<>(TestKeys.P_256.toPublicJWK().toJSONObject());
        jwk.put(name, value);
        Map<String, Object> header = proofHeader("ES256", TestKeys.P_256);
        header.put("jwk", jwk);
        String unsigned = TestKeys.unsigned(header, proofClaims());
        refused(
            token(GRANT, APP, new Field("DPoP", unsigned + "." + "A".repeat(86))),
            "invalid_dpop_proof",
            "DPoP proof");
      }
    }
  }

  @Test
  void ignoresANonceThatNobodyDemands() throws Exception {
    Map<String, Object> claims = proofClaims();
    claims.put("nonce", "x");
    Reply reply = token(GRANT, APP, sign(claims));
    bound(reply, TestKeys.P_256);
    assertThat(header(reply, "DPoP-Nonce")).isEmpty();
  }

  @Test
  void oneOf64WhoSendOneProofAtOnceGetsAToken() throws Exception {
    Field proof = proof();
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      Callable<Integer> send = () -> token(GRANT, APP, proof).response().status();
      List<Integer> statuses = new ArrayList<>();
      for (var future : threads.invokeAll(Collections.nCopies(64, send))) {
        statuses.add(future.get());
      }
      assertThat(statuses).containsOnlyOnce(200);
      assertThat(Collections.frequency(statuses, 400)).isEqualTo(63);
    } finally {
      threads.shutdown();
    }
  }

  @Property(tries = 300)
  void noOneBitMutationPasses(
      @ForAll boolean edwards,
      @ForAll @IntRange(max = 2000) int position,
      @ForAll @IntRange(max = 6) int bit) {
    String proof =
        edwards
            ? TestKeys.sign(
                proofHeader("EdDSA", TestKeys.ed25519()), proofClaims(), TestKeys.ed25519())
            : proof().value();
    char[] mutated = proof.toCharArray();
    mutated[position % mutated.length] ^= (char) (1 << bit);
    Reply reply = token(GRANT, APP, new Field("DPoP", new String(mutated)));
    assertThat(json(reply)).containsEntry("error", "invalid_dpop_proof");
    assertThat(json(token(GRANT, APP, new Field("DPoP", proof)))).containsKey("access_token");
  }

  /** RFC 9449, section 4.1, figures 2 to 4, and section 6.1, figure 8. */
  @Test
  void takesThePublishedProof() throws Exception {
    now.set(Instant.ofEpochSecond(1_562_262_616));
    OAuth2Provider published =
        provider(OAuth2Provider.builder(URI.create("https://server.example.com"), clock));
    Field proof =
        new Field(
            "DPoP",
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMz"
                + "R0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3"
                + "VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY"
                + "2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuI"
                + "iwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLX"
                + "iOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg");
    ServerRequest right = post(GRANT, APP, proof);
    Reply reply =
        published
            .endpoint("/token")
            .orElseThrow()
            .answer(
                new ServerRequest(
                    "POST",
                    "https",
                    "server.example.com",
                    "/token",
                    null,
                    right.fields(),
                    right.body()));
    assertThat(json(reply)).containsEntry("token_type", "DPoP");
    assertThat(claimsOf(reply))
        .containsEntry("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
  }
}
