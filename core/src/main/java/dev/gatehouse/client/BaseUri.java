package dev.gatehouse.client;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The URI no request of a connection can leave. A path is joined to it as text, byte for byte, and
 * refused when a server could read it as leading elsewhere.
 *
 * @param path without a slash at its end
 */
record BaseUri(Origin origin, String path) {
  /** Of a connection's base URI, which is absolute and has no query: its record sees to that. */
  static BaseUri of(URI uri) {
    String path = uri.getRawPath();
    return new BaseUri(
        Origin.of(uri), path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /**
   * The URI of a path below this one. The path may carry a query; a fragment is dropped, since none
   * is ever sent (RFC 9110, section 7.1).
   *
   * @throws InvalidRequestException if the path leads elsewhere or is not written as in a URI
   */
  URI resolve(String reference) {
    refuseWhatUrisCannotHold(reference);
    String withoutFragment = before('#', reference);
    String relative = before('?', withoutFragment);
    String query = withoutFragment.substring(relative.length());
    refuseAnotherAuthority(relative);
    PathSegments.refuseToClimb(relative);
    String joined = relative.isEmpty() || relative.startsWith("/") ? relative : "/" + relative;
    String whole = path + joined;
    try {
      return new URI(origin + (whole.isEmpty() ? "/" : whole) + query);
    } catch (URISyntaxException e) {
      // The reason names no part of the path; the exception itself quotes all of it.
      throw refused(e.getReason() + "; percent-encode what a URI cannot hold");
    }
  }

  private static void refuseWhatUrisCannotHold(String reference) {
    for (int i = 0; i < reference.length(); i++) {
      char c = reference.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '\\') {
        throw refused(
            FieldSyntax.describe(c)
                + " at position "
                + i
                + "; percent-encode it, as UTF-8 beyond ASCII");
      }
    }
  }

  /** {@code //host}, {@code https://host}, {@code @host} and {@code :port} name another server. */
  private static void refuseAnotherAuthority(String relative) {
    if (relative.startsWith("//")) {
      throw refused("it begins with '//', which names another host");
    }
    String first = before('/', relative);
    if (first.indexOf(':') >= 0) {
      throw refused("an absolute URI or a port is not a path below the base URI");
    }
    if (first.indexOf('@') >= 0) {
      throw refused("'@' before the first '/' can name another host; begin the path with '/'");
    }
  }

  private static String before(char end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  static InvalidRequestException refused(String problem) {
    return new InvalidRequestException("the path is refused: " + problem);
  }
}
