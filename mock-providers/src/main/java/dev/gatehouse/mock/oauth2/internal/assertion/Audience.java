package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whom assertions in a request may be meant for. RFC 7523, section 3, has the token endpoint; RFC
 * 9126, section 2, the issuer and the endpoint asked as well; the successor of RFC 7523 will have
 * the issuer alone, which is what new clients should use.
 *
 * @param issuer the best of them
 * @param uris all of them; endpoints also as they are reached over TLS on the same port
 */
record Audience(String issuer, Set<String> uris) {
  static Audience of(Issuer issuer, ServerRequest request) {
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
}
