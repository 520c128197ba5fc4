package dev.gatehouse.connection;

import java.util.List;

/**
 * Fixed headers, such as an API key.
 *
 * @param headers one or more, sent in this order, with names in their own case
 * @since 0.1
 */
public record HeaderAuth(List<NamedSecret> headers) implements Auth {
  /**
   * @throws InvalidConnectionException if there is none, a name is not a token (RFC 9110, section
   *     5.6.2) or frames the message itself, or a value does not fit on a line (section 5.5)
   */
  public HeaderAuth {
    headers = NamedSecrets.notEmpty("headers", HeaderFields.check("headers", headers));
  }

  /** One header. */
  public static HeaderAuth of(String name, String value) {
    return new HeaderAuth(List.of(NamedSecret.of(name, value)));
  }

  @Override
  public AuthType type() {
    return AuthType.HEADER;
  }
}
