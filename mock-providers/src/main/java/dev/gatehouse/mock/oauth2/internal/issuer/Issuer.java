package dev.gatehouse.mock.oauth2.internal.issuer;

import java.net.URI;
import java.util.Optional;

/**
 * Who issues tokens, as a URI without query and fragment (RFC 8414, section 2).
 *
 * @param identifier to be compared as a text, character by character
 * @param path its path, without a slash at the end
 */
public record Issuer(String identifier, String path) {
  /**
   * Reads an identifier.
   *
   * @throws IllegalArgumentException if the URI cannot be an issuer
   */
  public static Issuer of(URI uri) {
    boolean plain =
        uri.isAbsolute()
            && uri.getHost() != null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && !uri.getRawPath().endsWith("/");
    if (!plain) {
      throw new IllegalArgumentException(
          "issuer: must be absolute, without query, fragment and slash at its end, not: " + uri);
    }
    return new Issuer(uri.toString(), uri.getRawPath());
  }

  /** The URI of an endpoint below the issuer. */
  public String uri(String endpoint) {
    return identifier + endpoint;
  }

  /** The endpoint that a request's path names, below the issuer; empty when it names none. */
  public Optional<String> endpoint(String requestPath) {
    int at = requestPath.indexOf(path + "/");
    return at < 0 ? Optional.empty() : Optional.of(requestPath.substring(at + path.length()));
  }

  /**
   * The same endpoint over TLS, which the same port speaks; the same URI when the issuer's is one
   * of TLS already.
   */
  public String tlsUri(String endpoint) {
    return identifier.startsWith("http://")
        ? "https://" + identifier.substring("http://".length()) + endpoint
        : uri(endpoint);
  }
}
