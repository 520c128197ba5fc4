package dev.gatehouse.client;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port: two URIs that differ in any are strangers (RFC 6454, section 5).
 *
 * @param host in lower case, an IPv6 address in brackets
 * @param port never the implied one: 80 or 443 where the URI says none
 */
record Origin(String scheme, String host, int port) {
  /** The origin of an absolute {@code http} or {@code https} URI with a host. */
  static Origin of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }

  /** Whether {@link #of} can read this URI, which may come from a server. */
  static boolean canBeOf(URI uri) {
    return uri.getHost() != null
        && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
  }

  /** Whether what is said to it can be read on the way by others than this machine. */
  boolean isCleartext() {
    return scheme.equals("http") && !isLoopback();
  }

  private boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  @Override
  public String toString() {
    boolean implied = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (implied ? "" : ":" + port);
  }
}
