package dev.gatehouse.connection;

/**
 * User name and password in the Authorization header (RFC 7617).
 *
 * @param username sent in UTF-8; without a colon and without control characters
 * @param password sent in UTF-8; without control characters
 * @since 0.1
 */
public record BasicAuth(String username, Secret password) implements Auth {
  /**
   * @throws InvalidConnectionException if the user name holds a colon, or either a control
   *     character (RFC 7617, section 2)
   */
  public BasicAuth {
    UserName.check("username", username);
    ControlCharacters.refuse("password", Required.present("password", password));
  }

  /** The same from plain text. */
  public static BasicAuth of(String username, String password) {
    return new BasicAuth(username, Secret.of(password));
  }

  @Override
  public AuthType type() {
    return AuthType.BASIC;
  }
}
