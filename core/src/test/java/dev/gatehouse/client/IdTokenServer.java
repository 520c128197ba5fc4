package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.connection.CredentialPlacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An authorization server that issues ID tokens, with the parts a test wants otherwise. */
final class IdTokenServer implements AutoCloseable {
  static final String LONG_SECRET = "a-client-secret-of-32-bytes-and-more";
  static final RSAKey RSA = rsa("rsa");
  static final RSAKey FOREIGN = rsa("rsa");
  static final ECKey EC = ec();
  private static final KeyPair ED = ed();

  final CodeFlow flow;
  JWSHeader header =
      new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").type(JOSEObjectType.JWT).build();
  Signer signer;
  Consumer<JWTClaimsSet.Builder> claims = builder -> {};
  UnaryOperator<String> afterwards = UnaryOperator.identity();
  String refreshed = "";
  volatile String nonce = "";

  IdTokenServer() throws Exception {
    signer = by(new RSASSASigner(RSA));
    flow = new CodeFlow().scopes("openid").client(LONG_SECRET, CredentialPlacement.HEADER);
    flow.page(
        "/token",
        (request, out) -> {
          try {
            boolean refresh =
                "refresh_token".equals(CodeFlow.parameters(request.text()).get("grant_type"));
            String idToken = refresh ? refreshed : ",\"id_token\":\"" + idToken() + "\"";
            Peer.write(
                out,
                200,
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                    + "\"refresh_token\":\"r\""
                    + idToken
                    + "}");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    flow.answer(
        request -> {
          nonce = request.getOrDefault("nonce", "");
          return "code=c&state=" + request.get("state");
        });
    publish(Map.of());
    keys(RSA, EC, edKey());
  }

  void publish(Map<String, Object> more) {
    Map<String, Object> metadata =
        new LinkedHashMap<>(
            Map.of(
                "issuer", issuer(),
                "token_endpoint", flow.at("/token").toString(),
                "jwks_uri", flow.at("/jwks").toString()));
    metadata.putAll(more);
    flow.page(
        "/tenant/.well-known/openid-configuration", 200, JSONObjectUtils.toJSONString(metadata));
  }

  void keys(JWK... keys) {
    flow.page("/jwks", 200, new JWKSet(List.of(keys)).toString());
  }

  String issuer() {
    return flow.at("/tenant").toString();
  }

  IdTokenServer claims(Consumer<JWTClaimsSet.Builder> change) {
    claims = change;
    return this;
  }

  IdTokenServer signed(JWSAlgorithm algorithm, String kid, Signer by) {
    header = new JWSHeader.Builder(algorithm).keyID(kid).build();
    signer = by;
    return this;
  }

  String idToken() throws Exception {
    return afterwards.apply(signer.sign(header, build()));
  }

  JWTClaimsSet build() {
    Instant now = flow.clock().instant();
    JWTClaimsSet.Builder builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("ada")
            .audience("my client")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce);
    claims.accept(builder);
    return builder.build();
  }

  HttpConnection open() {
    return flow.open();
  }

  void isTaken() {
    assertThat(open().get("/a").status()).isEqualTo(200);
    assertThat(flow.bearers()).containsExactly("Bearer t");
  }

  AuthorizationFailedException isRefused() {
    var failure = catchThrowableOfType(AuthorizationFailedException.class, () -> open().get("/a"));
    assertThat(failure).hasNoCause();
    assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
    assertThat(flow.bearers()).isEmpty();
    return failure;
  }

  @Override
  public void close() throws IOException {
    flow.close();
  }

  private static RSAKey rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair ed() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK's encoding ends with the 32 bytes of RFC 8032. */
  static OctetKeyPair edKey() {
    byte[] encoded = ED.getPublic().getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("ed").build();
  }

  /** Signs, over all of a JWS but its signature. */
  @FunctionalInterface
  interface Signer {
    String sign(JWSHeader header, JWTClaimsSet claims) throws Exception;
  }

  static Signer by(JWSSigner signer) {
    return (header, claims) -> {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(signer);
      return jwt.serialize();
    };
  }

  static String signEd(JWSHeader header, JWTClaimsSet claims) throws Exception {
    String signed = header.toBase64URL() + "." + Base64URL.encode(claims.toPayload().toBytes());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(ED.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64URL.encode(signature.sign());
  }
}
