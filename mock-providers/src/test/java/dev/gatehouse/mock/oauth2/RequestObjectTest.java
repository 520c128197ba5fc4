package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.redirect;
import static dev.gatehouse.mock.oauth2.Flow.refused;
import static dev.gatehouse.mock.oauth2.Flow.request;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static dev.gatehouse.mock.oauth2.Flow.with;
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
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestObjectTest {
  private static final String LONG_SECRET = "a secret of more than 256 bits: 0123456789";
  private static final RSAKey RSA = rsa("rsa");
  private static final RSAKey ENCRYPTION = rsa("enc");
  private static final RSAKey FOREIGN = rsa("rsa");
  private static final ECKey EC = ec();
  private static final JOSEObjectType TYPE = new JOSEObjectType("oauth-authz-req+jwt");

  private final Flow flow =
      new Flow(
          builder ->
              builder
                  .client(Flow.client("signing").jwks(jwks()).build())
                  .client(
                      Flow.client("only-es256")
                          .jwks(jwks())
                          .requestObjectAlgorithm("ES256")
                          .requireSignedRequests(true)
                          .build())
                  .client(secretClient("long", LONG_SECRET))
                  .client(secretClient("short", "short")));

  private static RegisteredClient secretClient(String id, String secret) {
    return RegisteredClient.confidential(id, Secret.of(secret))
        .grantTypes("authorization_code")
        .scopes("openid", "read")
        .audience(Fixture.API)
        .redirectUris("https://" + id + ".example/back")
        .build();
  }

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String jwks() {
    RSAKey encryption = new RSAKey.Builder(ENCRYPTION).keyUse(KeyUse.ENCRYPTION).build();
    return new JWKSet(List.of(RSA, EC, encryption)).toString(true);
  }

  private Map<String, Object> claims(String client) {
    Map<String, Object> claims = new LinkedHashMap<>(request(client));
    long now = flow.clock.instant().getEpochSecond();
    claims.put("iss", client);
    claims.put("aud", Fixture.ISSUER.toString());
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + 60);
    claims.put("jti", "1");
    return claims;
  }

  private static JWSHeader.Builder rs256() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).keyID("rsa");
  }

  private static String sign(JWSHeader header, Map<String, Object> claims, JWSSigner signer) {
    JWSObject jws = new JWSObject(header, new Payload(claims));
    try {
      jws.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jws.serialize();
  }

  private static String signed(Map<String, Object> claims) {
    try {
      return sign(rs256().build(), claims, new RSASSASigner(RSA));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private Reply authorize(String client, String object) {
    return flow.authorize(Map.of("client_id", client, "request", object));
  }

  private void invalid(String object, String words) {
    invalid("signing", object, words);
  }

  /** A page here, as the redirect URI was in the object; an error at the endpoint for pushing. */
  private void invalid(String client, String object, String words) {
    Reply page = authorize(client, object);
    assertThat(page.response().status()).as(page.explanation()).isEqualTo(400);
    assertThat(header(page, "Location")).isEmpty();
    assertThat(new String(page.response().body(), StandardCharsets.UTF_8))
        .contains("invalid_request_object");
    assertThat(page.explanation()).startsWith("the request object is not valid").contains(words);
    if (client.equals("signing")) {
      refused(
          flow.send("/par", Map.of("request", object), basic(client, SECRET)),
          400,
          "invalid_request_object",
          words);
    }
  }

  @Nested
  class Counts {
    @Test
    void aloneWhateverIsBesideIt() {
      Map<String, String> asked = request("signing");
      asked.put("scope", "openid write");
      asked.put("state", "forged");
      asked.put("redirect_uri", "https://evil.example/back");
      asked.put("request", signed(claims("signing")));
      Map<String, String> answer = redirect(flow.authorize(asked));
      assertThat(answer).containsEntry("state", "s t&=");
      assertThat(flow.redeem(answer.get("code"), "signing", "https://signing.example/back"))
          .containsEntry("scope", "openid read");
    }

    @Test
    void evenForWhatItLacks() {
      Map<String, Object> claims = claims("signing");
      claims.remove("code_challenge");
      Reply reply = flow.authorize(with(request("signing"), "request", signed(claims)));
      assertThat(redirect(reply)).containsEntry("error", "invalid_request");
      assertThat(reply.explanation()).contains("code_challenge is missing");
    }

    @Test
    void signedByEveryAlgorithmThereIs() throws JOSEException {
      Map<String, Object> claims = claims("signing");
      for (String object :
          List.of(
              signed(claims),
              sign(
                  new JWSHeader.Builder(JWSAlgorithm.PS256).type(TYPE).build(),
                  claims,
                  new RSASSASigner(RSA)),
              sign(
                  new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).build(),
                  claims,
                  new ECDSASigner(EC)))) {
        assertThat(redirect(authorize("signing", object))).containsKey("code");
      }
      String bySecret =
          sign(
              new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(),
              claims("long"),
              new MACSigner(LONG_SECRET));
      assertThat(redirect(authorize("long", bySecret))).containsKey("code");
      assertThat(json(flow.get("/.well-known/openid-configuration", null)))
          .containsEntry(
              "request_object_signing_alg_values_supported", ClientSignature.algorithms());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "application/OAUTH-AUTHZ-REQ+jwt"})
    void ofEveryTypeThatRequestObjectsHave(String type) throws JOSEException {
      String object =
          sign(
              rs256().type(new JOSEObjectType(type)).build(),
              claims("signing"),
              new RSASSASigner(RSA));
      assertThat(redirect(authorize("signing", object))).containsKey("code");
      String untyped = sign(rs256().type(null).build(), claims("signing"), new RSASSASigner(RSA));
      assertThat(redirect(authorize("signing", untyped))).containsKey("code");
    }

    @Test
    void withNumbersObjectsAndListsAsTheyAreInJson() {
      Map<String, Object> claims = claims("signing");
      claims.put("max_age", 3600);
      claims.put("claims", Map.of("userinfo", Map.of("email", Map.of("essential", true))));
      claims.put("resource", List.of(Fixture.API, Flow.SECOND));
      claims.put("aud", List.of("other", Fixture.ISSUER.toString()));
      claims.put("nonce", "");
      Map<String, String> answer = redirect(authorize("signing", signed(claims)));
      Map<String, Object> tokens =
          flow.redeem(answer.get("code"), "signing", "https://signing.example/back");
      assertThat(
              flow.provider.accessTokenVerifier(Flow.SECOND).verify(text(tokens, "access_token")))
          .isInstanceOf(TokenVerdict.Valid.class);
    }

    @Test
    void whenItWasPushed() {
      Reply reply =
          flow.send("/par", Map.of("request", signed(claims("signing"))), basic("signing", SECRET));
      assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(201);
      Map<String, String> byReference =
          Map.of("client_id", "signing", "request_uri", text(json(reply), "request_uri"));
      assertThat(redirect(flow.authorize(byReference))).containsEntry("state", "s t&=");
    }
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        Arguments.of("iss", "other", "its iss"),
        Arguments.of("iss", null, "its iss"),
        Arguments.of("aud", "https://other.example", "its aud"),
        Arguments.of("aud", Fixture.ISSUER + "/", "its aud"),
        Arguments.of("aud", List.of("other"), "its aud"),
        Arguments.of("aud", null, "its aud"),
        Arguments.of("client_id", "other", "its client_id"),
        Arguments.of("client_id", null, "its client_id"),
        Arguments.of("sub", "signing", "its sub"),
        Arguments.of("request", "x", "parameter request,"),
        Arguments.of("request_uri", "urn:x", "parameter request_uri,"),
        Arguments.of("exp", 1767225600L, "expired at"),
        Arguments.of("exp", "tomorrow", "its exp is no number"),
        Arguments.of("nbf", 1767225601L, "its nbf is"),
        Arguments.of("nbf", "now", "its nbf is no number"),
        Arguments.of("scope", List.of("openid", "read"), "neither a text"),
        Arguments.of("resource", List.of(1), "neither a text"));
  }

  @Nested
  class IsRefused {
    @ParameterizedTest
    @MethodSource("dev.gatehouse.mock.oauth2.RequestObjectTest#wrongClaims")
    void forWhatItSays(String name, Object value, String words) {
      Map<String, Object> claims = claims("signing");
      claims.put(name, value);
      invalid(signed(claims), words);
    }

    @ParameterizedTest
    @CsvSource({
      "garbage, no signed JWT",
      "a.b.c, not Base64url",
      "a.b, no signed JWT",
      ".., no JSON object",
      "a.b.c.d.e, encrypted"
    })
    void forBeingNone(String object, String words) {
      invalid(object, words);
    }

    @Test
    void unsigned() {
      String none =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
      String payload = signed(claims("signing")).split("\\.", -1)[1];
      invalid(none + "." + payload + ".", "alg that is none or unknown");
      invalid(none + "." + payload + ".c2ln", "alg that is none or unknown");
    }

    @Test
    void signedByAKeyThatIsNotTheClients() throws JOSEException {
      Map<String, Object> claims = claims("signing");
      invalid(sign(rs256().build(), claims, new RSASSASigner(FOREIGN)), "not of the key rsa");
      invalid(
          sign(rs256().keyID("unknown").build(), claims, new RSASSASigner(RSA)),
          "has not registered (kid unknown)");
      invalid(sign(rs256().keyID("ec").build(), claims, new RSASSASigner(RSA)), "needs an RSA key");
      invalid(
          sign(rs256().keyID("enc").build(), claims, new RSASSASigner(ENCRYPTION)),
          "that may be used for it");
      invalid(
          "app",
          sign(rs256().build(), claims("app"), new RSASSASigner(RSA)),
          "registered are: none");
    }

    /** RFC 8725, section 2.1: the public key taken for an HMAC secret. */
    @Test
    void signedByThePublicKeyTakenForASecret() throws JOSEException {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();
      invalid(
          sign(header, claims("signing"), new MACSigner(RSA.toRSAPublicKey().getEncoded())),
          "the client's is shorter");
      invalid(
          "long",
          sign(header, claims("long"), new MACSigner(RSA.toRSAPublicKey().getEncoded())),
          "not of the client's secret");
    }

    @Test
    void signedByASecretTooShortOrWrong() throws JOSEException {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();
      invalid(
          "short",
          sign(header, claims("short"), new MACSigner("short".repeat(10))),
          "the client's is shorter");
      invalid(
          "long",
          sign(header, claims("long"), new MACSigner(LONG_SECRET + "x")),
          "not of the client's secret");
    }

    @Test
    void signedByAnotherAlgorithm() throws JOSEException {
      String unknown =
          TestKeys.unsigned(Map.of("alg", "RS1", "typ", "oauth-authz-req+jwt"), claims("signing"));
      invalid(unknown + ".AAAA", "alg that is none or unknown");
      invalid("only-es256", signed(claims("only-es256")), "registered for, ES256");
    }

    @Test
    void ofAnotherTypeOrWithACriticalExtension() throws JOSEException {
      for (String type : List.of("at+jwt", "dpop+jwt", "client-authentication+jwt")) {
        invalid(
            sign(
                rs256().type(new JOSEObjectType(type)).build(),
                claims("signing"),
                new RSASSASigner(RSA)),
            "typ is not oauth-authz-req+jwt");
      }
      invalid(
          sign(
              rs256().criticalParams(Set.of("future")).customParam("future", true).build(),
              claims("signing"),
              new RSASSASigner(RSA)),
          "crit");
    }

    @Test
    void withAPayloadThatIsNoJson() throws JOSEException {
      JWSObject jws = new JWSObject(rs256().build(), new Payload("hello"));
      jws.sign(new RSASSASigner(RSA));
      invalid(jws.serialize(), "no JSON");
    }

    @Test
    void ofAnotherClient() {
      invalid("only-es256", signed(claims("signing")), "");
      refused(
          flow.send(
              "/par", Map.of("request", signed(claims("signing"))), basic("only-es256", SECRET)),
          400,
          "invalid_request_object",
          "");
    }

    @Test
    void changedByOneBit() {
      String object = signed(claims("signing"));
      for (int at = 0; at < object.length(); at += 7) {
        char[] changed = object.toCharArray();
        changed[at] ^= (char) 1;
        assertThat(authorize("signing", new String(changed)).response().status()).isEqualTo(400);
      }
    }
  }

  @Test
  void aClientCannotBeRegisteredForAnAlgorithmThereIsNot() {
    assertThatThrownBy(() -> Flow.client("a").requestObjectAlgorithm("none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("requestObjectAlgorithm");
  }

  @Test
  void isRequiredOfAClientThatSaysSo() throws JOSEException {
    Reply plain = flow.authorize(request("only-es256"));
    assertThat(redirect(plain)).containsEntry("error", "invalid_request");
    assertThat(plain.explanation()).contains("has no request object");
    refused(
        flow.send("/par", request("only-es256"), basic("only-es256", SECRET)),
        400,
        "invalid_request",
        "has no request object");
    String object =
        sign(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID("ec").build(),
            claims("only-es256"),
            new ECDSASigner(EC));
    assertThat(redirect(authorize("only-es256", object))).containsKey("code");
  }
}
