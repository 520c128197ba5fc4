package dev.gatehouse.mock.oauth2.internal.exchange;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken.Access;
import java.util.Map;
import java.util.Optional;

/**
 * A token that is bound to a key is worth nothing without it, here neither: who was issued it has
 * to prove the key of its {@code cnf} (RFC 7800, section 3.1) in the very request that changes it,
 * by a DPoP proof (RFC 9449, section 7) or by the certificate of the connection (RFC 8705, section
 * 3). Otherwise a stolen token could be changed for one that is bound to nobody, or to the thief's
 * key.
 *
 * <p>RFC 8693 leaves it open, and servers differ. Keycloak asks the client that was issued the
 * token for the proof, and so does this one. An API that got the token in a call is another case:
 * the key is the caller's, who showed the API a proof made for the API's own address, good nowhere
 * else. The API verified that; it comes here as itself, with credentials of its own, as it does to
 * introspect the token, where nobody expects the proof either (RFC 9449, section 6.2). An API
 * without credentials has nothing to show for itself, so of it the key is asked too.
 */
final class ProveKey {
  private ProveKey() {}

  /** What a request should have proved of a token and did not; empty when nothing is missing. */
  static Optional<String> missing(Access token, TokenRequest request) {
    boolean apiOfItsOwn =
        !token.clientId().equals(request.client().id()) && !request.client().isPublic();
    if (apiOfItsOwn || !(token.claims().get("cnf") instanceof Map<?, ?> bound)) {
      return Optional.empty();
    }
    return bound.entrySet().stream()
        .filter(key -> !isProved(String.valueOf(key.getKey()), key.getValue(), request))
        .map(key -> explanation(String.valueOf(key.getKey()), request))
        .findFirst();
  }

  private static boolean isProved(String kind, Object key, TokenRequest request) {
    String proved = request.confirmation().get(kind);
    return proved != null && ConstantTime.equal(String.valueOf(key), proved);
  }

  private static String explanation(String kind, TokenRequest request) {
    String what =
        kind.equals("jkt")
            ? "the DPoP proof (RFC 9449, section 7)"
            : "the certificate of the connection (RFC 8705, section 3)";
    return "it is bound to a key by its "
        + kind
        + ", and "
        + what
        + (request.confirmation().containsKey(kind) ? " is of another key" : " is missing");
  }
}
