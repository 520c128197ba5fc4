package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Issuing.ISSUER;
import static dev.gatehouse.mock.oauth2.Issuing.accessToken;
import static dev.gatehouse.mock.oauth2.Issuing.claims;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static dev.gatehouse.mock.oauth2.Issuing.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtBearerTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String IDP = "https://idp.example";
  private static final ECKey KEY = key("idp-key");
  private static final ECKey FOREIGN = key("idp-key");

  private final Issuing issuing =
      new Issuing(
          builder ->
              builder
                  .trust(TrustedIssuer.of(IDP, new JWKSet(KEY).toString(true)))
                  .trust(
                      TrustedIssuer.of("https://ci.example", new JWKSet(key("ci")).toString(true))
                          .withAnySubject())
                  .user(User.of("ada", Secret.of("lovelace")).withSubject("248289"))
                  .client(client("app", GRANT, "refresh_token").build())
                  .client(client("other", "client_credentials").build()));

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, Object> good() {
    long now = issuing.clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", IDP);
    claims.put("sub", "248289");
    claims.put("aud", ISSUER.toString());
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID("idp-key");
  }

  private static String signed(Map<String, Object> claims) {
    return signed(header().build(), claims, KEY);
  }

  private static String signed(JWSHeader header, Map<String, Object> claims, ECKey key) {
    try {
      return signed(header, claims, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(JWSHeader header, Map<String, Object> claims, JWSSigner signer) {
    JWSObject jws = new JWSObject(header, new Payload(claims));
    try {
      jws.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jws.serialize();
  }

  private Reply ask(String assertion, String... more) {
    Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", GRANT));
    form.put("assertion", assertion);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return issuing.token("app", form);
  }

  @Test
  void givesATokenOnBehalfOfTheUserTheIssuerVouchesFor() {
    Reply reply = ask(signed(good()), "scope", "read");
    assertThat(claims(accessToken(reply)))
        .containsEntry("sub", "248289")
        .containsEntry("client_id", "app")
        .containsEntry("scope", "read");
    assertThat(Fixture.json(reply)).doesNotContainKeys("refresh_token", "id_token");
  }

  @Test
  void takesTheUserNameAndTheClientItselfAsSubject() {
    Map<String, Object> byName = good();
    byName.put("sub", "ada");
    assertThat(claims(accessToken(ask(signed(byName))))).containsEntry("sub", "248289");
    Map<String, Object> itself = good();
    itself.put("sub", "app");
    assertThat(claims(accessToken(ask(signed(itself))))).containsEntry("sub", "app");
  }

  @Test
  void takesAnySubjectOfAnIssuerThatMayVouchForAnybody() {
    ECKey ci = key("ci");
    Issuing issuing =
        new Issuing(
            builder ->
                builder
                    .trust(TrustedIssuer.of(IDP, new JWKSet(ci).toString(true)).withAnySubject())
                    .client(client("app", GRANT).build()));
    Map<String, Object> workload = good();
    workload.put("sub", "repo:example/shop:ref:refs/heads/main");
    String assertion = signed(header().keyID("ci").build(), workload, ci);
    assertThat(
            claims(
                accessToken(
                    issuing.token("app", Map.of("grant_type", GRANT, "assertion", assertion)))))
        .containsEntry("sub", "repo:example/shop:ref:refs/heads/main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/token", ""})
  void takesIssuerAndTokenEndpointForTheAudience(String path) {
    Map<String, Object> claims = good();
    claims.put("aud", List.of(ISSUER + path));
    accessToken(ask(signed(claims)));
  }

  @Test
  void takesAnAssertionWhoseHeaderNamesNoKey() {
    accessToken(ask(signed(header().keyID(null).build(), good(), KEY)));
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("no iss", c -> c.remove("iss"), "has no iss; trusted are"),
        wrong("another iss", c -> c.put("iss", "https://evil.example"), "trusted are: " + IDP),
        wrong("iss with a slash", c -> c.put("iss", IDP + "/"), "trusted are"),
        wrong("iss that is no text", c -> c.put("iss", List.of(IDP)), "trusted are"),
        wrong("iss of another key", c -> c.put("iss", "https://ci.example"), "has not registered"),
        wrong("no sub", c -> c.remove("sub"), "has no sub"),
        wrong("empty sub", c -> c.put("sub", ""), "has no sub"),
        wrong("sub that is no text", c -> c.put("sub", 248289), "has no sub"),
        wrong("unknown sub", c -> c.put("sub", "nobody"), "no user here, nor the client"),
        wrong("sub of another client", c -> c.put("sub", "other"), "no user here"),
        wrong("no aud", c -> c.remove("aud"), "has no aud"),
        wrong("another aud", c -> c.put("aud", "https://other.example"), "right is the issuer"),
        wrong("aud with a slash", c -> c.put("aud", ISSUER + "/"), "right is the issuer"),
        wrong(
            "aud for others too",
            c -> c.put("aud", List.of(ISSUER.toString(), "https://other.example")),
            "is meant for others as well"),
        wrong("no exp", c -> c.remove("exp"), "has no exp"),
        wrong("exp that is a text", c -> c.put("exp", "" + c.get("exp")), "has no exp"),
        wrong("exp now", c -> c.put("exp", (long) c.get("exp") - 300), "expired 0 seconds ago"),
        wrong("exp far ahead", c -> c.put("exp", (long) c.get("exp") + 3600), "than an hour ahead"),
        wrong("nbf ahead", c -> c.put("nbf", (long) c.get("exp")), "not good yet: its nbf"),
        wrong("iat ahead", c -> c.put("iat", (long) c.get("exp")), "not good yet: its iat"),
        wrong("iat that is a text", c -> c.put("iat", "now"), "has an iat that is no number"),
        wrong("iat long ago", c -> c.put("iat", 1), "was made for more than an hour"));
  }

  private static Arguments wrong(
      String name, Consumer<Map<String, Object>> change, String explanation) {
    return Arguments.of(name, change, explanation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void refusesAnAssertionThatSaysAnythingElse(
      String name, Consumer<Map<String, Object>> change, String explanation) {
    Map<String, Object> claims = good();
    change.accept(claims);
    refused(ask(signed(claims)), "invalid_grant", explanation);
    // And it is not used up by it: the right one with the same jti is taken.
    if (claims.containsKey("jti")) {
      Map<String, Object> right = good();
      right.put("jti", claims.get("jti"));
      accessToken(ask(signed(right)));
    }
  }

  @Test
  void refusesAnAssertionThatHasExpired() {
    String assertion = signed(good());
    issuing.advance(Duration.ofMinutes(5));
    refused(ask(assertion), "invalid_grant", "expired");
  }

  @Test
  void refusesAnAssertionByAnotherKey() {
    refused(ask(signed(header().build(), good(), FOREIGN)), "invalid_grant", "signature");
    refused(
        ask(signed(header().keyID("other").build(), good(), KEY)),
        "invalid_grant",
        "signed by a key that issuer https://idp.example has not registered");
    refused(
        ask(signed(header().jwk(FOREIGN.toPublicJWK()).build(), good(), FOREIGN)),
        "invalid_grant",
        "signature");
  }

  @Test
  void refusesAnotherAlgorithmThanTheKeys() throws Exception {
    JWSHeader hmac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("idp-key").build();
    refused(
        ask(signed(hmac, good(), new MACSigner(KEY.toPublicJWK().toECPublicKey().getEncoded()))),
        "invalid_grant",
        "alg that is none or unknown here");
    String payload = signed(good()).split("\\.", -1)[1];
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    refused(ask(none + "." + payload + "."), "invalid_grant", "alg that is none");
  }

  @Test
  void refusesAnAssertionMadeForSomethingElse() {
    refused(
        ask(signed(header().type(new JOSEObjectType("at+jwt")).build(), good(), KEY)),
        "invalid_grant",
        "another typ");
    refused(
        ask(
            signed(
                header().criticalParams(Set.of("future")).customParam("future", 1).build(),
                good(),
                KEY)),
        "invalid_grant",
        "crit");
    refused(ask(issuing.accessToken("other")), "invalid_grant", "the assertion ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "a.b.c", "..", "a.b.c.d.e"})
  void refusesWhatIsNoJwt(String assertion) {
    refused(ask(assertion), "invalid_grant", "the assertion ");
  }

  @Test
  void refusesARequestWithoutAssertion() {
    refused(ask(""), "invalid_request", "assertion is missing");
  }

  @Test
  void refusesAnAssertionWithABitTurned() {
    String assertion = signed(good());
    for (int at = 0; at < assertion.length(); at++) {
      char[] turned = assertion.toCharArray();
      turned[at] ^= (char) 1;
      assertThat(ask(new String(turned)).response().status()).isEqualTo(400);
    }
    accessToken(ask(assertion));
  }

  @Test
  void takesEachAssertionOnceWithAndWithoutJti() {
    Map<String, Object> claims = good();
    accessToken(ask(signed(claims)));
    refused(ask(signed(claims)), "invalid_grant", "came before, with the same jti");
    claims.remove("jti");
    String without = signed(claims);
    accessToken(ask(without));
    refused(ask(without), "invalid_grant", "came before; it has no jti");
    // Signed again it says the same, and is the same assertion.
    refused(ask(signed(claims)), "invalid_grant", "came before");
  }

  @Test
  void takesAnAssertionOnceEvenAt64AtOnce() throws Exception {
    String assertion = signed(good());
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      List<Callable<Reply>> work = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        work.add(() -> ask(assertion));
      }
      int won = 0;
      for (var done : threads.invokeAll(work)) {
        if (done.get().response().status() == 200) {
          won++;
        } else {
          refused(done.get(), "invalid_grant", "came before");
        }
      }
      assertThat(won).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void keepsAnAssertionGoodWhenItIsTheRequestThatIsWrong() {
    String assertion = signed(good());
    refused(ask(assertion, "scope", "admin"), "invalid_scope", "admin");
    refused(ask(assertion, "resource", "https://other.example"), "invalid_target", "API");
    accessToken(ask(assertion));
  }

  @Test
  void isThereOnceAnIssuerIsTrusted() {
    assertThatThrownBy(() -> new Issuing(builder -> builder.client(client("app", GRANT).build())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(GRANT);
    refused(
        issuing.token("other", Map.of("grant_type", GRANT, "assertion", signed(good()))),
        "unauthorized_client",
        GRANT);
  }

  @Test
  void cannotTrustAnIssuerWithoutPublicKeys() {
    assertThatThrownBy(() -> TrustedIssuer.of("", new JWKSet(KEY).toString(true)))
        .hasMessageContaining("issuer: must not be empty");
    assertThatThrownBy(() -> TrustedIssuer.of(IDP, "{\"keys\":[]}"))
        .hasMessageContaining("needs a key");
    assertThatThrownBy(() -> TrustedIssuer.of(IDP, new JWKSet(KEY).toString(false)))
        .hasMessageContaining("jwks: ");
  }

  @Test
  void trustsAnotherIssuerHereByItsPublishedKeys() {
    TrustedIssuer trusted = TrustedIssuer.of(IDP, issuing.provider.jwks());
    assertThat(trusted.keys().keys()).hasSize(issuing.jwks().getKeys().size());
  }
}
