package dev.gatehouse.mock.fault;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.exchange.TokenForge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A token endpoint that gives everybody everything: access, ID and refresh token. */
final class TokenServer implements Provider {
  static final String ISSUER = "https://issuer.example";
  static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
  private static final ECKey KEY = key();

  final AtomicInteger requests = new AtomicInteger();

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public Optional<Endpoint> endpoint(String path) {
    return switch (path) {
      case "/tokens/token" -> Optional.of(this::tokens);
      case "/tokens/authorize" -> Optional.of(TokenServer::redirect);
      case "/tokens/jwks" -> Optional.of(request -> reply("{\"keys\":[]}"));
      case "/.well-known/openid-configuration" -> Optional.of(request -> reply("{}"));
      default -> Optional.empty();
    };
  }

  private Reply tokens(ServerRequest request) {
    requests.incrementAndGet();
    if (request.header("X-Refuse").isPresent()) {
      return new Reply(
          ServerResponse.json(400, "{\"error\":\"invalid_grant\"}"), "grant.refused", "no");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    boolean opaque = request.header("X-Opaque").isPresent();
    String accessToken = opaque ? "opaque" : sign(header("at+jwt"), claims("https://api.example"));
    answer.put("access_token", accessToken);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", 600);
    if (!opaque) {
      Map<String, Object> idToken = claims("client");
      idToken.put("at_hash", hash(accessToken));
      answer.put("id_token", sign(header("JWT"), idToken));
      answer.put("refresh_token", "refresh-1");
    }
    return reply(JSONObjectUtils.toJSONString(answer));
  }

  /** Back to wherever the test wants, with a code. */
  private static Reply redirect(ServerRequest request) {
    return new Reply(
        ServerResponse.status(303).with("Location", String.valueOf(request.query())),
        "authorization.success",
        "given away");
  }

  private static Reply reply(String json) {
    return new Reply(ServerResponse.json(200, json), "access_token.issued", "given away");
  }

  private static Map<String, Object> header(String type) {
    return Map.of("alg", "ES256", "kid", KEY.getKeyID(), "typ", type);
  }

  private static Map<String, Object> claims(String audience) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", audience);
    claims.put("iat", ISSUED.getEpochSecond());
    claims.put("exp", ISSUED.getEpochSecond() + 600);
    return claims;
  }

  @Override
  public Optional<TokenForge> forge() {
    return Optional.of((header, claims) -> Optional.of(sign(header, claims)));
  }

  private static String sign(Map<String, Object> header, Map<String, Object> claims) {
    try {
      JWSObject jws = new JWSObject(JWSHeader.parse(header), new Payload(claims));
      jws.sign(new ECDSASigner(KEY));
      return jws.serialize();
    } catch (JOSEException | ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether a token is signed as it should be. */
  static boolean verifies(String token) {
    try {
      JWSObject jws = JWSObject.parse(token);
      return KEY.getKeyID().equals(jws.getHeader().getKeyID())
          && JWSAlgorithm.ES256.equals(jws.getHeader().getAlgorithm())
          && jws.verify(new ECDSAVerifier(KEY.toPublicJWK()));
    } catch (JOSEException | ParseException e) {
      return false;
    }
  }

  /** OpenID Connect Core 1.0, section 3.1.3.6. */
  static String hash(String accessToken) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64URL.encode(Arrays.copyOf(digest, 16)).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void reset() {
    requests.set(0);
  }
}
