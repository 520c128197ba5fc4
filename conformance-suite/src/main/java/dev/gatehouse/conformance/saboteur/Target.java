package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where one request goes.
 *
 * @param scheme {@code http} or {@code https}
 * @param path raw, starting with a slash
 * @param query raw, without the question mark; null when there is none
 */
record Target(String scheme, String host, int port, String path, @Nullable String query) {

  static Target of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
      throw new Failure(
          Kind.REFUSED, "not an http or https address: " + scheme + "://" + uri.getHost());
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return new Target(scheme, uri.getHost(), port, path.isEmpty() ? "/" : path, uri.getRawQuery());
  }

  /** The target of a redirect (RFC 9110, section 10.2.2); its fragment is of no use here. */
  Target resolve(String location) {
    try {
      return of(URI.create(toString()).resolve(location));
    } catch (IllegalArgumentException e) {
      throw new Failure(Kind.NETWORK, "the redirect's Location is not a URI", e);
    }
  }

  Target withQuery(@Nullable String newQuery) {
    return new Target(scheme, host, port, path, newQuery);
  }

  boolean secure() {
    return scheme.equals("https");
  }

  String authority() {
    return host + ":" + port;
  }

  /** The request target in origin form (RFC 9112, section 3.2.1). */
  String requestTarget() {
    return query == null ? path : path + "?" + query;
  }

  /** For messages: without the query, which may hold a credential. */
  String redacted() {
    return scheme + "://" + authority() + path;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority() + requestTarget();
  }
}
