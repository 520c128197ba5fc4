package dev.gatehouse.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** A URI that another wrote. */
final class HttpLocation {
  private HttpLocation() {}

  /** The URI, if it is an absolute one of {@code http} or {@code https}, without user info. */
  static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(uri -> Origin.canBeOf(uri) && uri.getRawUserInfo() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
