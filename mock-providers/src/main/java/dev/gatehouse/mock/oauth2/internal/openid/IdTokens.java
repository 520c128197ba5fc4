package dev.gatehouse.mock.oauth2.internal.openid;

import com.nimbusds.jose.JOSEObjectType;
import dev.gatehouse.mock.jose.internal.key.SecretSigner;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import dev.gatehouse.mock.jose.internal.key.TokenSigner;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Issues ID tokens (OpenID Connect Core, sections 2 and 3.1.3.6). */
public final class IdTokens {
  private final SigningKeys keys;
  private final InstantSource clock;

  public IdTokens(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A new token.
   *
   * @param authorization a user's
   * @param accessToken the one beside it
   */
  public String issue(
      String issuer, RegisteredClient client, Authorization authorization, String accessToken) {
    Login login = Objects.requireNonNull(authorization.login());
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    authorization
        .openId()
        .idTokenClaims()
        .forEach(name -> putIfKnown(claims, name, UserClaims.of(login.user())));
    claims.put("iss", issuer);
    claims.put("sub", authorization.subject());
    claims.put("aud", client.id());
    claims.put("iat", now);
    claims.put("exp", now + client.lifetimes().idToken().toSeconds());
    claims.put("auth_time", login.at().getEpochSecond());
    claims.put("acr", login.acr());
    claims.put("amr", login.amr());
    claims.put("sid", login.sessionId());
    if (authorization.openId().nonce() != null) {
      claims.put("nonce", authorization.openId().nonce());
    }
    TokenSigner signer = signer(client);
    claims.put("at_hash", leftHalf(signer.hash(), accessToken));
    return signer.sign(JOSEObjectType.JWT, claims);
  }

  private TokenSigner signer(RegisteredClient client) {
    return client.idTokenAlgorithm().equals(SecretSigner.ALGORITHM)
        ? new SecretSigner(client.secret().orElseThrow())
        : keys.current(client.idTokenAlgorithm());
  }

  private static void putIfKnown(
      Map<String, Object> claims, String name, Map<String, Object> known) {
    Object value = known.get(name);
    if (value != null) {
      claims.put(name, value);
    }
  }

  /** By the hash of the signature's algorithm (OpenID Connect Core, section 3.1.3.6). */
  private static String leftHalf(String hashName, String accessToken) {
    try {
      byte[] hash =
          MessageDigest.getInstance(hashName)
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + hashName, e);
    }
  }
}
