package dev.gatehouse.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads a Location field (RFC 9110, section 10.2.2). */
final class RedirectTarget {
  private RedirectTarget() {}

  /** The absolute target, without its fragment. */
  static URI of(URI from, String location) {
    try {
      URI target = resolve(from, new URI(withoutFragment(location)));
      if (!Origin.canBeOf(target)) {
        throw new RedirectFailedException("the redirect leads to something that is not HTTP");
      }
      if (target.getRawUserInfo() != null) {
        throw new RedirectFailedException("the redirect's target holds a user name or password");
      }
      return target;
    } catch (URISyntaxException e) {
      throw new RedirectFailedException("the redirect's target is not a URI");
    }
  }

  private static URI resolve(URI from, URI reference) throws URISyntaxException {
    if (reference.getScheme() == null
        && reference.getRawAuthority() == null
        && reference.getRawPath().isEmpty()) {
      // RFC 3986, section 5.2.2: an empty path keeps the path. URI.resolve drops its last segment.
      String query = reference.getRawQuery() == null ? from.getRawQuery() : reference.getRawQuery();
      return new URI(Origin.of(from) + from.getRawPath() + (query == null ? "" : "?" + query));
    }
    return from.resolve(reference);
  }

  private static String withoutFragment(String location) {
    int at = location.indexOf('#');
    return at < 0 ? location : location.substring(0, at);
  }
}
