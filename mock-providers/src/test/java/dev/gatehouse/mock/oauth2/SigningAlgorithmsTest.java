package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Issuing.API;
import static dev.gatehouse.mock.oauth2.Issuing.SECRET;
import static dev.gatehouse.mock.oauth2.Issuing.claims;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static dev.gatehouse.mock.oauth2.Issuing.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningAlgorithmsTest {
  private static Issuing issuing(String algorithm) {
    return new Issuing(
        builder ->
            builder.client(
                client("app", "client_credentials").accessTokenAlgorithm(algorithm).build()));
  }

  @ParameterizedTest
  @CsvSource({"RS256, RSA", "PS256, RSA", "ES256, EC", "EdDSA, OKP"})
  void signsAccessTokensByTheClientsAlgorithmWithAPublishedKey(String algorithm, String type)
      throws Exception {
    Issuing issuing = issuing(algorithm);
    String token = issuing.accessToken("app");

    JWSObject jws = parsed(token);
    assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    JWK key = issuing.jwks().getKeyByKeyId(jws.getHeader().getKeyID());
    assertThat(key.getKeyType().getValue()).isEqualTo(type);
    assertThat(key.getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(key.getKeyUse().getValue()).isEqualTo("sig");
    assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
    assertThat(key.isPrivate()).isFalse();
    assertThat(verifies(jws, key)).isTrue();
    assertThat(issuing.provider.accessTokenVerifier(API).verify(token))
        .isInstanceOf(TokenVerdict.Valid.class);
  }

  private static boolean verifies(JWSObject jws, JWK key) throws Exception {
    if (!key.getKeyType().getValue().equals("OKP")) {
      PublicKey publicKey =
          key.getKeyType().getValue().equals("RSA")
              ? key.toRSAKey().toPublicKey()
              : key.toECKey().toPublicKey();
      return jws.verify(
          new DefaultJWSVerifierFactory().createJWSVerifier(jws.getHeader(), publicKey));
    }
    String prefix = "302a300506032b6570032100";
    byte[] x = key.toOctetKeyPair().getX().decode();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    HexFormat.of().parseHex(prefix + HexFormat.of().formatHex(x)))));
    signature.update(jws.getSigningInput());
    return signature.verify(jws.getSignature().decode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
  void refusesATokenSignedByTheSameKeyUnderAnotherAlgorithm(String algorithm) {
    Issuing issuing = issuing(algorithm);
    String token = issuing.accessToken("app");
    for (String other : List.of("RS256", "PS256", "ES256", "EdDSA", "RS512", "HS256")) {
      if (!other.equals(algorithm)) {
        String header = token.substring(0, token.indexOf('.'));
        String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
        String changed =
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace(algorithm, other).getBytes(StandardCharsets.UTF_8));
        assertThat(
                issuing
                    .provider
                    .accessTokenVerifier(API)
                    .verify(changed + token.substring(token.indexOf('.'))))
            .isInstanceOf(TokenVerdict.Invalid.class)
            .extracting("reason")
            .isEqualTo("wrong-algorithm");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"RS256, SHA-256", "PS256, SHA-256", "ES256, SHA-256", "EdDSA, SHA-512"})
  void signsIdTokensAndHashesTheAccessTokenByTheirAlgorithm(String algorithm, String hash)
      throws Exception {
    Issuing issuing = withUser(algorithm);
    Map<String, Object> answer = logIn(issuing);
    JWSObject idToken = parsed(answer.get("id_token"));
    assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(verifies(idToken, issuing.jwks().getKeyByKeyId(idToken.getHeader().getKeyID())))
        .isTrue();
    assertThat(claims(answer.get("id_token")))
        .containsEntry("at_hash", leftHalf(hash, answer.get("access_token")));
  }

  @Test
  void signsIdTokensByTheClientsSecretWhenAskedTo() throws Exception {
    Map<String, Object> answer = logIn(withUser("HS256"));
    JWSObject idToken = parsed(answer.get("id_token"));
    assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
    assertThat(idToken.getHeader().getKeyID()).isNull();
    assertThat(idToken.verify(new MACVerifier(SECRET))).isTrue();
    assertThat(idToken.verify(new MACVerifier(SECRET + "x"))).isFalse();
    assertThat(claims(answer.get("id_token")))
        .containsEntry("at_hash", leftHalf("SHA-256", answer.get("access_token")));
    assertThat(parsed(answer.get("access_token")).getHeader().getAlgorithm().getName())
        .isEqualTo("RS256");
  }

  private static Issuing withUser(String algorithm) {
    return new Issuing(
        builder ->
            builder
                .client(
                    client("app", "authorization_code")
                        .redirectUris("https://app.example/back")
                        .pkce(Pkce.OPTIONAL)
                        .idTokenAlgorithm(algorithm)
                        .build())
                .user(User.of("ada", Secret.of("lovelace")))
                .automaticLogin("ada"));
  }

  private static Map<String, Object> logIn(Issuing issuing) {
    String query =
        "response_type=code&client_id=app&scope=openid&redirect_uri=https://app.example/back";
    String location =
        Fixture.header(
            issuing
                .provider
                .endpoint(Issuing.ISSUER.getPath() + "/authorize")
                .orElseThrow()
                .answer(new ServerRequest("GET", "http", "x", "/", query, List.of(), new byte[0])),
            "Location");
    String code = location.replaceAll(".*[?&]code=([^&]*).*", "$1");
    return Fixture.json(
        issuing.token(
            "app",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                "https://app.example/back")));
  }

  private static String leftHalf(String hash, Object token) throws Exception {
    byte[] whole =
        MessageDigest.getInstance(hash)
            .digest(String.valueOf(token).getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(whole, whole.length / 2));
  }

  @Test
  void publishesKeysForTheAlgorithmsOfItsClientsAndNoOthers() {
    assertThat(issuing("ES256").jwks().getKeys())
        .extracting(key -> key.getAlgorithm().getName())
        .containsExactly("RS256", "ES256");
    assertThat(new Issuing(builder -> builder.signingAlgorithms("PS256", "EdDSA")).jwks().getKeys())
        .extracting(key -> key.getAlgorithm().getName())
        .containsExactly("RS256", "PS256", "EdDSA");
  }

  /** RFC 8725, section 3.1: one key for two algorithms would let one be taken for the other. */
  @Test
  void neverHasOneKeyForTwoAlgorithms() {
    for (int i = 0; i < 20; i++) {
      assertThat(new Issuing(builder -> builder.signingAlgorithms("PS256")).jwks().getKeys())
          .extracting(JWK::getKeyID)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RS512", "rs256", "Ed25519", ""})
  void takesNoOtherAlgorithmForAccessTokens(String algorithm) {
    RegisteredClient.Builder builder = client("app").accessTokenAlgorithm(algorithm);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "client app: accessTokenAlgorithm: there is no %s; there are: RS256, PS256, ES256, EdDSA",
            algorithm);
    assertThatThrownBy(
            () ->
                OAuth2Provider.builder(Issuing.ISSUER, InstantSource.system())
                    .signingAlgorithms(algorithm))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signingAlgorithms");
  }

  @Test
  void takesNoOtherAlgorithmForIdTokens() {
    assertThatThrownBy(() -> client("app").idTokenAlgorithm("none").build())
        .hasMessageContaining("idTokenAlgorithm: there is no none; there are: RS256")
        .hasMessageContaining("HS256");
  }

  @Test
  void signsBySecretsOfClientsThatKeepALongOneOnly() {
    assertThatThrownBy(
            () ->
                RegisteredClient.confidential("app", Secret.of("31 bytes are one byte too few!!"))
                    .audience(API)
                    .idTokenAlgorithm("HS256")
                    .build())
        .hasMessageContaining("32 bytes or more")
        .hasMessageNotContaining("too few");
    assertThatThrownBy(
            () ->
                RegisteredClient.publicClient("app")
                    .audience(API)
                    .idTokenAlgorithm("HS256")
                    .build())
        .hasMessageContaining("idTokenAlgorithm: HS256");
    assertThat(
            RegisteredClient.confidential("app", Secret.of("32 bytes are exactly enough here"))
                .audience(API)
                .idTokenAlgorithm("HS256")
                .build()
                .idTokenAlgorithm())
        .isEqualTo("HS256");
  }
}
