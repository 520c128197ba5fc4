package dev.gatehouse.connection;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where requests go: absolute, {@code http} or {@code https}. No message quotes the URI. */
final class HttpUri {
  private HttpUri() {}

  /** A URI that paths are added to: without a query too. */
  static URI base(String field, @Nullable URI uri) {
    URI endpoint = endpoint(field, uri);
    if (endpoint.getRawQuery() != null) {
      throw new InvalidConnectionException(
          field, "has a query, which a base URI cannot have; remove it from '?' on", null);
    }
    return endpoint;
  }

  /**
   * An endpoint, whose own query is kept; it "MUST NOT include a fragment component" (RFC 6749,
   * sections 3.1 and 3.2).
   */
  static URI endpoint(String field, @Nullable URI uri) {
    URI endpoint = absolute(field, uri);
    String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new InvalidConnectionException(
          field, "its scheme is '" + scheme + "'; it has to be http or https", null);
    }
    if (endpoint.getHost() == null) {
      throw new InvalidConnectionException(
          field, "has no host name; it has to look like https://api.example.com", null);
    }
    if (endpoint.getPort() == 0 || endpoint.getPort() > 65_535) {
      throw new InvalidConnectionException(field, "its port is not between 1 and 65535", null);
    }
    if (endpoint.getRawUserInfo() != null) {
      throw new InvalidConnectionException(
          field, "has a user name before '@'; credentials belong in auth", null);
    }
    return endpoint;
  }

  /** A redirect URI: absolute, of any scheme, without a fragment (RFC 6749, section 3.1.2). */
  static @Nullable URI redirect(String field, @Nullable URI uri) {
    return uri == null ? null : absolute(field, uri);
  }

  private static URI absolute(String field, @Nullable URI uri) {
    URI present = Required.present(field, uri);
    if (!present.isAbsolute()) {
      throw new InvalidConnectionException(
          field, "not absolute; it has to start with a scheme, such as https://", null);
    }
    if (present.getRawFragment() != null) {
      throw new InvalidConnectionException(
          field, "has a fragment, which is never sent; remove it from '#' on", null);
    }
    return present;
  }
}
