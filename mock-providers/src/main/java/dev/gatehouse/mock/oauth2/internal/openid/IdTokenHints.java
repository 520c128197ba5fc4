package dev.gatehouse.mock.oauth2.internal.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * ID tokens that come back as the parameter {@code id_token_hint} (OpenID Connect Core, section
 * 3.1.2.1; OpenID Connect RP-Initiated Logout, section 2). One that has expired is as good as any:
 * it only tells who is meant.
 */
public final class IdTokenHints {
  private final SigningKeys keys;
  private final Issuers issuers;
  private final ClientRegistry clients;

  public IdTokenHints(SigningKeys keys, Issuers issuers, ClientRegistry clients) {
    this.keys = keys;
    this.issuers = issuers;
    this.clients = clients;
  }

  /**
   * What an ID token tells.
   *
   * @param client it was issued to
   * @param sessionId of the log-in
   */
  public record Hint(RegisteredClient client, String subject, String sessionId) {}

  /**
   * Reads a token and verifies all of it but its expiry.
   *
   * @throws OAuth2Refusal if it is no ID token of this server
   */
  public Hint read(String token) throws OAuth2Refusal {
    JWSObject jws = parse(token);
    JOSEObjectType type = jws.getHeader().getType();
    if (type != null && !JOSEObjectType.JWT.equals(type)) {
      throw refusal("its typ is another than JWT; is it an access token?");
    }
    Map<String, Object> claims = jws.getPayload().toJSONObject();
    if (claims == null
        || !(claims.get("aud") instanceof String audience)
        || !(claims.get("sub") instanceof String subject)
        || !(claims.get("sid") instanceof String sessionId)) {
      throw refusal("it has not the claims of this server's ID tokens: aud, sub and sid as texts");
    }
    RegisteredClient client =
        clients
            .find(audience)
            .orElseThrow(() -> refusal("its aud is no client that is registered (now)"));
    requireSignature(jws, client);
    if (!issuers.owns(String.valueOf(claims.get("iss")))) {
      throw refusal("its iss is another issuer than " + issuers.usual().identifier());
    }
    return new Hint(client, subject, sessionId);
  }

  /** Each part in the one form Base64url has for its bytes (RFC 7515, section 2). */
  private static JWSObject parse(String token) throws OAuth2Refusal {
    boolean canonical =
        Arrays.stream(token.split("\\.", -1))
            .allMatch(
                part -> Base64URL.encode(new Base64URL(part).decode()).toString().equals(part));
    try {
      if (canonical) {
        return JWSObject.parse(token);
      }
    } catch (ParseException e) {
      // said below
    }
    throw refusal("it is no signed JWT: three parts in Base64url, separated by dots, are right");
  }

  /** By the algorithm the client is registered for, whatever the token says (RFC 8725). */
  private void requireSignature(JWSObject jws, RegisteredClient client) throws OAuth2Refusal {
    String algorithm = jws.getHeader().getAlgorithm().getName();
    boolean good =
        algorithm.equals(client.idTokenAlgorithm())
            && (algorithm.equals(JWSAlgorithm.HS256.getName())
                ? client.secret().filter(secret -> verifies(jws, secret)).isPresent()
                : keys.find(jws.getHeader().getKeyID())
                    .filter(key -> key.algorithm().equals(algorithm) && key.verifies(jws))
                    .isPresent());
    if (!good) {
      throw refusal(
          "its signature is not this server's by "
              + client.idTokenAlgorithm()
              + ", the algorithm of client "
              + client.id()
              + ": it was changed, or signed by another key");
    }
  }

  private static boolean verifies(JWSObject jws, Secret secret) {
    try {
      return jws.verify(new MACVerifier(secret.reveal()));
    } catch (JOSEException e) {
      return false; // the secret is too short to be a key
    }
  }

  private static OAuth2Refusal refusal(String problem) {
    return OAuth2Refusal.invalidRequest(
        "The ID token hint is not valid.",
        "the parameter id_token_hint is no ID token of this server: " + problem);
  }

  /** The token that comes with a request, if one does. */
  public Optional<Hint> of(Optional<String> parameter) throws OAuth2Refusal {
    return parameter.isEmpty() ? Optional.empty() : Optional.of(read(parameter.get()));
  }
}
