package dev.gatehouse.mock.oauth2.internal.requestobject;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import java.time.InstantSource;
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
  private static final Set<String> TYPES = Set.of("oauth-authz-req+jwt", "jwt", "");

  /**
   * The parameters of a request object: all that count.
   *
   * @param object in compact form
   * @param client whose it has to be
   * @param issuer whom it has to be for
   */
  public Parameters read(String object, RegisteredClient client, String issuer)
      throws OAuth2Refusal {
    CompactJws jws = parse(object);
    checkHeader(jws, client);
    Optional<String> forged = ClientSignature.violation(jws, client);
    if (forged.isPresent()) {
      throw invalid("it " + forged.get());
    }
    new ObjectClaims(client, issuer, clock).check(jws.claims());
    return ObjectParameters.of(jws.claims());
  }

  private static CompactJws parse(String object) throws OAuth2Refusal {
    try {
      return CompactJws.parse(object);
    } catch (MalformedCredentialException e) {
      throw invalid("it " + e.explanation());
    }
  }

  private static void checkHeader(CompactJws jws, RegisteredClient client) throws OAuth2Refusal {
    if (!TYPES.contains(jws.type())) {
      throw invalid("the header's typ is not oauth-authz-req+jwt: it is a JWT for something else");
    }
    if (jws.hasCriticalExtension()) {
      throw invalid("the header's crit names an extension unknown here");
    }
    Optional<String> registered = client.requestObjectAlgorithm();
    if (registered.isPresent() && !registered.get().equals(jws.algorithm())) {
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
