package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static dev.gatehouse.mock.oauth2.TestKeys.jwks;
import static dev.gatehouse.mock.oauth2.TestKeys.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.JwkSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * {@code private_key_jwt} and {@code client_secret_jwt}: a yes for the right one, a no for all
 * else.
 */
class ClientAssertionTest {
  private static final String ISSUER = Fixture.ISSUER.toString();
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String SECRET =
      "a-secret-long-enough-for-every-hash-of-the-hmac-family-0123456789-é";
  private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochSecond(NOW).plusMillis(250));
  private final InstantSource clock = now::get;
  private final OAuth2Provider provider =
      OAuth2Provider.builder(Fixture.ISSUER, clock)
          .client(withKeys("keys", TestKeys.RSA, TestKeys.P_256, TestKeys.ed25519()))
          .client(withKeys("others", TestKeys.OTHER_RSA))
          .client(
              confidential("pinned", "private_key_jwt")
                  .jwks(jwks(TestKeys.RSA))
                  .assertionAlgorithm("PS256")
                  .build())
          .client(confidential("shared", "client_secret_jwt").build())
          .client(
              RegisteredClient.confidential("short", Secret.of("a".repeat(32)))
                  .authenticationMethod("client_secret_jwt")
                  .grantTypes("client_credentials")
                  .audience(Fixture.API)
                  .build())
          .client(confidential("basic", "client_secret_basic").build())
          .build();

  private static RegisteredClient.Builder confidential(String id, String method) {
    return RegisteredClient.confidential(id, Secret.of(SECRET))
        .authenticationMethod(method)
        .grantTypes("client_credentials")
        .audience(Fixture.API);
  }

  private static RegisteredClient withKeys(String id, JWK... keys) {
    return RegisteredClient.builder(id)
        .authenticationMethod("private_key_jwt")
        .jwks(jwks(keys))
        .grantTypes("client_credentials")
        .audience(Fixture.API)
        .build();
  }

  private static Map<String, Object> claims(String client) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", client);
    claims.put("sub", client);
    claims.put("aud", ISSUER);
    claims.put("exp", NOW + 60);
    claims.put("iat", NOW);
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  private static Map<String, Object> header(String algorithm, @Nullable String keyId) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", algorithm);
    if (keyId != null) {
      header.put("kid", keyId);
    }
    return header;
  }

  private static String byKey(Map<String, Object> claims) {
    return sign(header("RS256", "r1"), claims, TestKeys.RSA);
  }

  private static String bySecret(Map<String, Object> claims) {
    return sign(header("HS256", null), claims, SECRET);
  }

  private static String form(String assertion) {
    return "grant_type=client_credentials&client_assertion_type="
        + encode(TYPE)
        + "&client_assertion="
        + encode(assertion);
  }

  private Reply token(String form) {
    return token(post(form));
  }

  private Reply token(ServerRequest request) {
    return provider.endpoint("/oauth2/default/token").orElseThrow().answer(request);
  }

  private void accepted(String assertion) {
    Reply reply = token(form(assertion));
    assertThat(reply.explanation()).contains("got an access token");
    assertThat(json(reply)).containsKey("access_token");
  }

  private Reply refused(Reply reply, int status, String error, String words) {
    assertThat(json(reply)).containsEntry("error", error).doesNotContainKey("access_token");
    assertThat(reply.response().status()).isEqualTo(status);
    assertThat(reply.explanation()).contains(words).doesNotContain(SECRET);
    assertThat(Fixture.header(reply, "Cache-Control")).isEqualTo("no-store");
    if (status == 401) {
      assertThat(Fixture.header(reply, "WWW-Authenticate")).isNotEmpty();
      assertThat(json(reply))
          .as("the client learns no more")
          .containsEntry("error_description", "Client authentication failed.");
    }
    return reply;
  }

  private Reply refused(String assertion, String words) {
    Reply reply = refused(token(form(assertion)), 401, "invalid_client", words);
    assertThat(reply.event()).isEqualTo("client_authentication.refused");
    return reply;
  }

  @Nested
  class Accepts {
    @ParameterizedTest
    @CsvSource({
      "RS256, r1",
      "RS384, r1",
      "RS512, r1",
      "PS256, r1",
      "PS384, r1",
      "PS512, r1",
      "ES256, e1",
      "EdDSA, ed",
      "Ed25519, ed",
      "RS256,",
      "ES256,",
      "EdDSA,"
    })
    void everyAlgorithmThatFitsAKeyOfTheClient(String algorithm, @Nullable String keyId) {
      Object key =
          algorithm.startsWith("E")
              ? algorithm.equals("ES256") ? TestKeys.P_256 : TestKeys.ed25519()
              : TestKeys.RSA;
      accepted(sign(header(algorithm, keyId), claims("keys"), key));
    }

    @Test
    void theLargerCurves() {
      OAuth2Provider curves =
          OAuth2Provider.builder(Fixture.ISSUER, clock)
              .client(withKeys("keys", TestKeys.P_384, TestKeys.P_521))
              .build();
      for (String assertion :
          List.of(
              sign(header("ES384", "e2"), claims("keys"), TestKeys.P_384),
              sign(header("ES512", "e3"), claims("keys"), TestKeys.P_521))) {
        Reply reply =
            curves.endpoint("/oauth2/default/token").orElseThrow().answer(post(form(assertion)));
        assertThat(json(reply)).containsKey("access_token");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void everyAlgorithmThatFitsTheSecret(String algorithm) {
      accepted(sign(header(algorithm, null), claims("shared"), SECRET));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://127.0.0.1:1/oauth2/default",
          "http://127.0.0.1:1/oauth2/default/token",
          "https://127.0.0.1:1/oauth2/default/token"
        })
    void theIssuerAndTheTokenEndpointAsAudience(String audience) {
      Map<String, Object> claims = claims("keys");
      claims.put("aud", audience);
      accepted(byKey(claims));
      Map<String, Object> list = claims("keys");
      list.put("aud", List.of(audience));
      accepted(byKey(list));
    }

    @Test
    void theEndpointThatIsAskedAsAudience() {
      Map<String, Object> claims = claims("keys");
      claims.put("aud", ISSUER + "/par");
      refused(byKey(claims), "has the aud " + ISSUER + "/par; right is the issuer " + ISSUER);
      ServerRequest right = post(form(byKey(claims)));
      ServerRequest atPar =
          new ServerRequest(
              "POST",
              "http",
              "127.0.0.1:1",
              "/oauth2/default/par",
              null,
              right.fields(),
              right.body());
      assertThat(json(token(atPar))).containsKey("access_token");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "JWT",
          "jwt",
          "client-authentication+jwt",
          "application/client-authentication+jwt"
        })
    void theTypesThatAssertionsHave(String type) {
      Map<String, Object> header = header("RS256", "r1");
      header.put("typ", type);
      accepted(sign(header, claims("keys"), TestKeys.RSA));
    }

    @Test
    void theSameClientIdBeside() {
      assertThat(json(token(form(byKey(claims("keys"))) + "&client_id=keys")))
          .containsKey("access_token");
    }

    @Test
    void anAssertionUntilTheSecondItExpires() {
      Map<String, Object> claims = claims("keys");
      now.set(Instant.ofEpochSecond(NOW + 59).plusMillis(999));
      accepted(byKey(claims));
      now.set(Instant.ofEpochSecond(NOW + 60));
      refused(byKey(claims("keys")), "expired 0 seconds ago, at 2026-01-01T00:01:00Z");
    }

    @Test
    void aClockThatIsTenSecondsAheadAndNoTimeOfIssueAtAll() {
      Map<String, Object> ahead = claims("keys");
      ahead.put("iat", NOW + 10);
      ahead.put("nbf", NOW + 10);
      accepted(byKey(ahead));
      Map<String, Object> without = claims("keys");
      without.remove("iat");
      accepted(byKey(without));
    }

    @Test
    void theSameIdFromAnotherClient() {
      Map<String, Object> one = claims("keys");
      Map<String, Object> other = claims("others");
      other.put("jti", one.get("jti"));
      accepted(byKey(one));
      accepted(sign(header("RS256", "r2"), other, TestKeys.OTHER_RSA));
    }

    @Test
    void theSameAssertionAfterAReset() {
      String assertion = byKey(claims("keys"));
      accepted(assertion);
      refused(assertion, "came before");
      provider.reset();
      accepted(assertion);
    }
  }

  /** What is wrong, how the claims have to be changed, and what the journal says. */
  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("no exp", "exp", null, "has no exp that is a number"),
        wrong("exp as text", "exp", String.valueOf(NOW + 60), "has no exp that is a number"),
        wrong("exp beyond all time", "exp", 1e300, "has no exp that is a number"),
        wrong("expired", "exp", NOW - 90, "expired 90 seconds ago, at 2025-12-31T23:58:30Z"),
        wrong("expires in a day", "exp", NOW + 86_400, "more than an hour ahead"),
        wrong("made for a day", "iat", NOW - 86_400, "made for more than an hour"),
        wrong("not yet valid", "nbf", NOW + 11, "not good yet: its nbf is 2026-01-01T00:00:11Z"),
        wrong("from the future", "iat", NOW + 11, "not good yet: its iat is"),
        wrong("nbf as text", "nbf", "now", "nbf that is no number"),
        wrong("iat as text", "iat", "now", "iat that is no number"),
        wrong("no iss", "iss", null, "has no iss; iss and sub must both be the client_id"),
        wrong("another iss", "iss", "somebody", "has the iss somebody; iss and sub"),
        wrong("iss as list", "iss", List.of("keys"), "iss and sub must both"),
        wrong("no sub", "sub", null, "has no sub"),
        wrong("empty sub", "sub", "", "has no sub"),
        wrong("sub as number", "sub", 7, "has no sub"),
        wrong("unknown sub", "sub", "nobody", "no client is registered by this id"),
        wrong("no aud", "aud", null, "has no aud; right is the issuer " + ISSUER),
        wrong("another aud", "aud", "https://other.example", "has the aud https://other.example"),
        wrong("aud with a slash more", "aud", ISSUER + "/", "has the aud " + ISSUER + "/;"),
        wrong("aud of the API", "aud", Fixture.API, "has the aud " + Fixture.API),
        wrong("empty aud", "aud", List.of(), "right is the issuer"),
        wrong("others beside", "aud", List.of(ISSUER, "https://o.example"), "meant for others"),
        wrong("aud as number", "aud", 7, "has the aud 7"),
        wrong("no jti", "jti", null, "has no jti"),
        wrong("empty jti", "jti", "", "has no jti"),
        wrong("jti as number", "jti", 7, "has no jti"));
  }

  private static Arguments wrong(String name, String claim, @Nullable Object value, String words) {
    return Arguments.of(name, claim, value, words);
  }

  private static Map<String, Object> with(
      Map<String, Object> claims, String name, @Nullable Object value) {
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return claims;
  }

  @Nested
  class Refuses {
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.gatehouse.mock.oauth2.ClientAssertionTest#wrongClaims")
    void aClaimThatIsWrongWhoeverSignedIt(
        String name, String claim, @Nullable Object value, String words) {
      refused(byKey(with(claims("keys"), claim, value)), words);
      refused(bySecret(with(claims("shared"), claim, value)), words);
    }

    @Test
    void aSecondUse() {
      for (String assertion : List.of(byKey(claims("keys")), bySecret(claims("shared")))) {
        accepted(assertion);
        refused(assertion, "came before, with the same jti");
      }
    }

    @Test
    void aSecondAssertionWithTheSameId() {
      Map<String, Object> claims = claims("keys");
      accepted(byKey(claims));
      claims.put("exp", NOW + 61);
      refused(byKey(claims), "came before");
    }

    @Test
    void theKeyOfAnotherClient() {
      refused(
          sign(header("RS256", "r2"), claims("keys"), TestKeys.OTHER_RSA),
          "(kid r2); registered are: r1, e1, ed");
      refused(
          sign(header("RS256", "r1"), claims("keys"), TestKeys.OTHER_RSA),
          "signature that is not of the key r1: it was changed, or signed by another key");
      refused(
          sign(header("RS256", null), claims("keys"), TestKeys.OTHER_RSA),
          "signature that is not of the key r1");
      refused(sign(header("RS256", "r1"), claims("others"), TestKeys.RSA), "registered are: r2");
    }

    @Test
    void theNameOfOneKeyAndTheSignatureOfAnother() {
      OAuth2Provider two =
          OAuth2Provider.builder(Fixture.ISSUER, clock)
              .client(withKeys("keys", TestKeys.RSA, TestKeys.OTHER_RSA))
              .build();
      String assertion = sign(header("RS256", "r1"), claims("keys"), TestKeys.OTHER_RSA);
      Reply reply =
          two.endpoint("/oauth2/default/token").orElseThrow().answer(post(form(assertion)));
      refused(reply, 401, "invalid_client", "not of the key r1: it is of the client's key r2");
    }

    @Test
    void anAlgorithmThatDoesNotFitTheKey() {
      Map<String, Object> claims = claims("keys");
      String signed = TestKeys.unsigned(header("ES256", "r1"), claims);
      refused(signed + "." + "A".repeat(86), "signed by ES256, which needs an EC key on P-256");
      signed = TestKeys.unsigned(header("ES384", "e1"), claims);
      refused(signed + "." + "A".repeat(128), "which needs an EC key on P-384");
      signed = TestKeys.unsigned(header("EdDSA", "e1"), claims);
      refused(signed + "." + "A".repeat(86), "which needs an Ed25519 key");
    }

    /** CVE-2022-21449: of zeros, on every message, by every key. */
    @Test
    void theSignatureOfZeros() {
      String signed = TestKeys.unsigned(header("ES256", "e1"), claims("keys"));
      refused(signed + "." + "A".repeat(86), "signature that is not of the key e1");
      signed = TestKeys.unsigned(header("EdDSA", "ed"), claims("keys"));
      refused(signed + "." + "A".repeat(86), "signature that is not of the key ed");
    }

    @Test
    void anotherAlgorithmThanTheOneRegistered() {
      refused(
          sign(header("RS256", "r1"), claims("pinned"), TestKeys.RSA),
          "is signed by RS256; the client is registered for PS256");
      accepted(sign(header("PS256", "r1"), claims("pinned"), TestKeys.RSA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "", "RS1", "rs256", "HS1", "ES256K", "dir"})
    void anAlgorithmThatIsNoneOrUnknown(String algorithm) {
      String unsigned = TestKeys.unsigned(header(algorithm, "r1"), claims("keys"));
      refused(unsigned + ".", "alg that is none or unknown");
      refused(unsigned + ".AAAA", "alg that is none or unknown");
    }

    @Test
    void anEmptySignature() {
      refused(
          TestKeys.unsigned(header("RS256", "r1"), claims("keys")) + ".", "signature that is not");
      refused(
          TestKeys.unsigned(header("HS256", null), claims("shared")) + ".",
          "signature that is not of the client's secret");
    }

    /** RFC 8725, section 2.1. */
    @Test
    void thePublicKeyTakenForASharedSecret() {
      String publicKey = TestKeys.RSA.toPublicJWK().toJSONString();
      refused(
          sign(header("HS256", "r1"), claims("keys"), publicKey),
          "sent a client_assertion signed by a shared secret (client_secret_jwt), but is"
              + " registered for private_key_jwt");
    }

    @Test
    void anotherSecret() {
      refused(
          sign(header("HS256", null), claims("shared"), SECRET + " "),
          "signature that is not of the client's secret");
    }

    @Test
    void aSecretTooShortForTheHash() {
      String key = "a".repeat(32);
      accepted(sign(header("HS256", null), claims("short"), key));
      String signed = TestKeys.unsigned(header("HS512", null), claims("short"));
      refused(signed + "." + Base64URL.encode(hmac(key, signed)), "needs a secret of 64 octets");
    }

    @Test
    void anotherMethodThanTheOneRegistered() {
      refused(
          sign(header("RS256", "r1"), claims("shared"), TestKeys.RSA),
          "client shared sent a client_assertion signed by a private key (private_key_jwt), but is"
              + " registered for client_secret_jwt");
      refused(bySecret(claims("basic")), "but is registered for client_secret_basic");
      Reply secretInBody = token("grant_type=client_credentials&client_id=shared&client_secret=x");
      refused(secretInBody, 401, "invalid_client", "but is registered for client_secret_jwt");
      Reply nothing = token("grant_type=client_credentials&client_id=keys");
      refused(nothing, 401, "invalid_client", "(none), but is registered for private_key_jwt");
    }

    @Test
    void twoMethodsAtOnce() {
      String form = form(byKey(claims("keys")));
      refused(
          token(post(form, basic("keys", SECRET))),
          400,
          "invalid_request",
          "client_secret_basic, private_key_jwt");
      refused(
          token(form + "&client_id=keys&client_secret=x"),
          400,
          "invalid_request",
          "several methods");
    }

    @Test
    void anotherClientIdBeside() {
      refused(
          token(form(byKey(claims("keys"))) + "&client_id=others"),
          400,
          "invalid_request",
          "client_id names another client");
    }

    @Test
    void halfOfAnAssertion() {
      String assertion = encode(byKey(claims("keys")));
      refused(
          token("grant_type=client_credentials&client_assertion=" + assertion),
          400,
          "invalid_request",
          "client_assertion_type is missing");
      refused(
          token("grant_type=client_credentials&client_assertion_type=" + encode(TYPE)),
          400,
          "invalid_request",
          "client_assertion is missing");
    }

    @Test
    void anotherTypeOfAssertion() {
      Reply saml =
          token(
              "grant_type=client_credentials&client_assertion_type="
                  + encode("urn:ietf:params:oauth:client-assertion-type:saml2-bearer")
                  + "&client_assertion="
                  + encode(byKey(claims("keys"))));
      refused(saml, 401, "invalid_client", "another than " + TYPE);
    }

    @ParameterizedTest
    @CsvSource({
      "x, not 1",
      "a.b, not 2",
      "a.b.c.d, not 4",
      "a.b.c.d.e, encrypted",
      "a!.b.c, Base64url",
      "e30=.e30.AA, Base64url",
      "e30.e30.AA, no alg",
      "W10.e30.AA, header that is no JSON object",
      "eyJhbGciOjF9.e30.AA, no alg"
    })
    void whatIsNoJwt(String assertion, String words) {
      refused(assertion, words);
    }

    @Test
    void aMemberThatComesTwice() {
      Base64URL header = Base64URL.encode("{\"alg\":\"RS256\",\"alg\":\"RS256\"}");
      refused(header + ".e30.AA", "each member once");
    }

    @Test
    void aTypeOfSomethingElse() {
      for (String type : List.of("at+jwt", "dpop+jwt", "application/at+jwt", "secevent+jwt")) {
        Map<String, Object> header = header("RS256", "r1");
        header.put("typ", type);
        refused(sign(header, claims("keys"), TestKeys.RSA), "another typ");
      }
    }

    @Test
    void aCriticalExtension() {
      Map<String, Object> header = header("RS256", "r1");
      header.put("crit", List.of("exp"));
      header.put("exp", NOW);
      String signed = TestKeys.unsigned(header, claims("keys"));
      refused(signed + "." + Base64URL.encode(rs256(signed)), "crit");
    }

    @Test
    void aKeyThatTheAssertionBringsAlong() {
      Map<String, Object> header = header("RS256", "r1");
      header.put("jwk", TestKeys.OTHER_RSA.toPublicJWK().toJSONObject());
      refused(sign(header, claims("keys"), TestKeys.OTHER_RSA), "signature that is not of the key");
    }

    @Test
    void whatIsWrongWithoutUsingTheAssertionUp() {
      Map<String, Object> claims = claims("keys");
      Map<String, Object> wrong = new LinkedHashMap<>(claims);
      wrong.put("aud", "https://other.example");
      refused(byKey(wrong), "aud");
      refused(sign(header("RS256", "r1"), claims, TestKeys.OTHER_RSA), "signature");
      accepted(byKey(claims));
    }

    private byte[] rs256(String signed) {
      try {
        return TestKeys.raw("SHA256withRSA", TestKeys.RSA.toPrivateKey(), signed);
      } catch (com.nimbusds.jose.JOSEException e) {
        throw new AssertionError(e);
      }
    }

    private byte[] hmac(String key, String signed) {
      try {
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA512");
        mac.init(
            new javax.crypto.spec.SecretKeySpec(
                key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      } catch (java.security.GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void oneOf64WhoSendOneAssertionAtOnceGetsAToken() throws Exception {
    for (String assertion : List.of(byKey(claims("keys")), bySecret(claims("shared")))) {
      ExecutorService threads = Executors.newFixedThreadPool(64);
      try {
        Callable<Integer> send = () -> token(form(assertion)).response().status();
        List<Integer> statuses = new ArrayList<>();
        for (var future : threads.invokeAll(Collections.nCopies(64, send))) {
          statuses.add(future.get());
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(63);
      } finally {
        threads.shutdown();
      }
    }
  }

  @Property(tries = 400)
  void noOneBitMutationPasses(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 2000) int position,
      @ForAll @IntRange(max = 6) int bit) {
    String assertion =
        switch (which) {
          case 0 -> byKey(claims("keys"));
          case 1 -> sign(header("ES256", "e1"), claims("keys"), TestKeys.P_256);
          case 2 -> sign(header("EdDSA", "ed"), claims("keys"), TestKeys.ed25519());
          default -> bySecret(claims("shared"));
        };
    char[] mutated = assertion.toCharArray();
    mutated[position % mutated.length] ^= (char) (1 << bit);
    Reply reply = token(form(new String(mutated)));
    assertThat(reply.response().status()).isEqualTo(401);
    assertThat(json(token(form(assertion)))).containsKey("access_token");
  }

  /** The last characters, whose stray bits loose decoders overlook. */
  @Test
  void noBitOfTheLastCharactersCanBeTurned() {
    for (String assertion : List.of(byKey(claims("keys")), bySecret(claims("shared")))) {
      for (int at = assertion.length() - 3; at < assertion.length(); at++) {
        for (int bit = 0; bit < 7; bit++) {
          char[] mutated = assertion.toCharArray();
          mutated[at] ^= (char) (1 << bit);
          assertThat(token(form(new String(mutated))).response().status()).isEqualTo(401);
        }
      }
    }
  }

  @Nested
  class CannotBeRegistered {
    private void refused(RegisteredClient.Builder client, String... words) {
      assertThatThrownBy(client.audience("api")::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(words);
    }

    @Test
    void withoutWhatTheMethodNeeds() {
      refused(RegisteredClient.builder("a").authenticationMethod("private_key_jwt"), "jwks");
      refused(RegisteredClient.builder("a").authenticationMethod("client_secret_jwt"), "secret");
      refused(
          RegisteredClient.confidential("a", Secret.of("a".repeat(31)))
              .authenticationMethod("client_secret_jwt"),
          "32 octets");
      refused(
          RegisteredClient.confidential("a", Secret.of("a".repeat(32)))
              .authenticationMethod("client_secret_jwt")
              .assertionAlgorithm("HS512"),
          "64 octets");
    }

    @Test
    void withAnAlgorithmThatIsNoneOrDoesNotFit() {
      refused(
          RegisteredClient.builder("a")
              .authenticationMethod("private_key_jwt")
              .jwks(jwks(TestKeys.RSA))
              .assertionAlgorithm("none"),
          "assertionAlgorithm",
          "none");
      refused(
          RegisteredClient.builder("a")
              .authenticationMethod("private_key_jwt")
              .jwks(jwks(TestKeys.RSA))
              .assertionAlgorithm("ES256"),
          "jwks",
          "ES256");
      refused(
          RegisteredClient.confidential("a", Secret.of(SECRET))
              .authenticationMethod("client_secret_jwt")
              .assertionAlgorithm("RS256"),
          "assertionAlgorithm");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "x | not a JSON object",
          "{} | not a JSON object",
          "{\"keys\":[1]} | not a JSON object",
          "{\"keys\":[{}]} | key 1 cannot be read",
          "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]} | key 1 is a symmetric key",
          "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]} | key 1 cannot",
          "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}]} | key 1 cannot be read"
        })
    void withASetOfKeysThatIsNone(String json, String words) {
      assertThatThrownBy(() -> JwkSet.parse(json))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(words);
    }

    @Test
    void withAPrivateKey() {
      for (JWK key : Arrays.asList(TestKeys.RSA, TestKeys.P_256)) {
        String json = "{\"keys\":[" + key.toJSONString() + "]}";
        assertThatThrownBy(() -> JwkSet.parse(json))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("private part");
      }
    }
  }

  /** RFC 7638, section 3.1. */
  @Test
  void computesThePublishedThumbprint() {
    JwkSet keys =
        JwkSet.parse(
            "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cb"
                + "bfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9y"
                + "BXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu"
                + "6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBn"
                + "iIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":"
                + "\"2011-04-29\"}]}");
    assertThat(keys.keys().get(0).thumbprint())
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assertThat(keys.names()).isEqualTo("2011-04-29");
  }
}
