package dev.gatehouse.mock.credential.internal;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * The one Authorization field of a request: a scheme, and what follows it (RFC 9110, section 11.4).
 *
 * @param scheme as sent; schemes compare without case (RFC 9110, section 11.1)
 * @param credentials what follows the scheme and its spaces; empty when nothing does
 */
public record AuthorizationHeader(String scheme, String credentials) {

  /**
   * Reads the field.
   *
   * @return empty when there is none
   * @throws MalformedCredentialException if there are two (RFC 9110, section 11.6.2: one set of
   *     credentials)
   */
  public static Optional<AuthorizationHeader> of(ServerRequest request)
      throws MalformedCredentialException {
    List<String> values = request.headers("Authorization");
    if (values.size() > 1) {
      throw new MalformedCredentialException(
          "several-authorization-fields",
          "the request has "
              + values.size()
              + " Authorization fields; exactly one is right (RFC 9110, section 11.6.2). A client"
              + " that adds the field on a retry must replace it instead");
    }
    return values.stream().findFirst().map(AuthorizationHeader::split);
  }

  private static AuthorizationHeader split(String value) {
    int space = value.indexOf(' ');
    return space < 0
        ? new AuthorizationHeader(value, "")
        : new AuthorizationHeader(value.substring(0, space), withoutLeadingSpaces(value, space));
  }

  private static String withoutLeadingSpaces(String value, int from) {
    int start = from;
    while (start < value.length() && value.charAt(start) == ' ') {
      start++;
    }
    return value.substring(start);
  }

  /** Whether this is the scheme, in any case. */
  public boolean hasScheme(String name) {
    return scheme.equalsIgnoreCase(name);
  }

  @Override
  public String toString() {
    return "AuthorizationHeader[***]";
  }
}
