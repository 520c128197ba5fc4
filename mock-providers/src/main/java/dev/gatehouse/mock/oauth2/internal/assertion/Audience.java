package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.jose.internal.jws.Shown;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom assertions in a request may be meant for. RFC 7523, section 3, has the token endpoint; RFC
 * 9126, section 2, the issuer and the endpoint asked as well; the successor of RFC 7523 will have
 * the issuer alone, which is what new clients should use.
 *
 * @param issuer the best of them
 * @param uris all of them; endpoints also as they are reached over TLS on the same port
 */
public record Audience(String issuer, Set<String> uris) {
  /** Those of a request to an issuer. */
  public static Audience of(Issuer issuer, ServerRequest request) {
    Set<String> uris = new LinkedHashSet<>();
    uris.add(issuer.identifier());
    addEndpoint(uris, issuer, "/token");
    issuer.endpoint(request.path()).ifPresent(path -> addEndpoint(uris, issuer, path));
    return new Audience(issuer.identifier(), uris);
  }

  private static void addEndpoint(Set<String> uris, Issuer issuer, String path) {
    uris.add(issuer.uri(path));
    uris.add(issuer.tlsUri(path));
  }

  /** One of them and nobody else beside; what is said otherwise follows the JWT's name. */
  public Optional<String> violation(CompactJws jws) {
    Object came = jws.claims().getOrDefault("aud", "");
    List<?> all = came instanceof List<?> list ? list : List.of(came);
    if (all.stream().noneMatch(uris::contains)) {
      return Optional.of(
          "has "
              + Shown.claim("aud", jws.claims())
              + "; right is the issuer "
              + issuer
              + ", or the endpoint's own URI (RFC 7523, section 3; RFC 9126, section 2)");
    }
    return uris.containsAll(all)
        ? Optional.empty()
        : Optional.of(
            "is meant for others as well ("
                + Shown.claim("aud", jws.claims())
                + "), any of whom could use it here; the issuer alone is right"
                + " (draft-ietf-oauth-rfc7523bis)");
  }
}
