package dev.gatehouse.mock.oauth2.internal.requestobject;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import dev.gatehouse.mock.oauth2.internal.key.StrictJws;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads authorization requests that clients have signed (RFC 9101, section 6).
 *
 * @param clock tells which have expired
 */
public record RequestObjects(InstantSource clock) {
  /**
   * RFC 9101, section 10.8: the first is right; the others are what OpenID Connect's clients send,
   * which had request objects before there was a type for them.
   */
  private static final Set<String> TYPES =
      Set.of("oauth-authz-req+jwt", "application/oauth-authz-req+jwt", "jwt", "");

  /**
   * The parameters of a request object: all that count.
   *
   * @param object in compact form
   * @param client whose it has to be
   * @param issuer whom it has to be for
   */
  public Parameters read(String object, RegisteredClient client, String issuer)
      throws OAuth2Refusal {
    JWSObject jws = parse(object);
    checkHeader(jws, client);
    Optional<String> refutation = ClientSignature.refute(jws, client);
    if (refutation.isPresent()) {
      throw invalid(refutation.get());
    }
    Map<String, Object> claims = jws.getPayload().toJSONObject();
    if (claims == null) {
      throw invalid("its payload is no JSON object");
    }
    new ObjectClaims(client, issuer, clock).check(claims);
    return ObjectParameters.of(claims);
  }

  private static JWSObject parse(String object) throws OAuth2Refusal {
    try {
      return StrictJws.parse(object);
    } catch (ParseException e) {
      int parts = object.split("\\.", -1).length;
      throw invalid(
          parts == 5
              ? "it is encrypted, which this server does not take; a signed JWT is right"
              : "it is no signed JWT: three parts in Base64url, separated by dots, are right, and a"
                  + " header whose alg is a signature's, not none (RFC 9101, section 6.2)");
    }
  }

  private static void checkHeader(JWSObject jws, RegisteredClient client) throws OAuth2Refusal {
    JOSEObjectType type = jws.getHeader().getType();
    if (!TYPES.contains(type == null ? "" : type.toString().toLowerCase(Locale.ROOT))) {
      throw invalid("the header's typ is not oauth-authz-req+jwt: it is a JWT for something else");
    }
    Set<String> critical = jws.getHeader().getCriticalParams();
    if (critical != null && !critical.isEmpty()) {
      throw invalid("the header's crit names an extension unknown here");
    }
    Optional<String> registered = client.requestObjectAlgorithm();
    String algorithm = jws.getHeader().getAlgorithm().getName();
    if (registered.isPresent() && !registered.get().equals(algorithm)) {
      throw invalid(
          "the header's alg is not the one client "
              + client.id()
              + " is registered for, "
              + registered.get());
    }
  }

  static OAuth2Refusal invalid(String problem) {
    return new OAuth2Refusal(
        400,
        "invalid_request_object",
        "The request object is not valid.",
        "",
        "the request object is not valid: " + problem);
  }
}
