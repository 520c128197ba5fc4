package dev.gatehouse.mock.credential.internal;

/**
 * User name and password of the Basic scheme (RFC 7617, section 2).
 *
 * @param username what stands before the first colon
 * @param password what stands after it, further colons included
 */
public record BasicCredentials(String username, String password) {

  /**
   * Reads what follows the scheme.
   *
   * @throws MalformedCredentialException if it is not the Base64 of a user name, a colon and a
   *     password in UTF-8
   */
  public static BasicCredentials decode(String credentials) throws MalformedCredentialException {
    if (credentials.isEmpty()) {
      throw new MalformedCredentialException(
          "no-credentials", "nothing follows the scheme Basic; 'Basic ' and Base64 is right");
    }
    byte[] bytes = StrictBase64.decode(credentials);
    String pair =
        StrictUtf8.decode(bytes)
            .orElseThrow(
                () ->
                    new MalformedCredentialException(
                        "not-utf-8",
                        "user name and password are not UTF-8; they look like ISO-8859-1. UTF-8 is"
                            + " what the challenge asks for (RFC 7617, section 2.1)"));
    return split(pair);
  }

  private static BasicCredentials split(String pair) throws MalformedCredentialException {
    rejectControlCharacters(pair);
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw new MalformedCredentialException(
          "no-colon",
          "the decoded credentials have no colon; 'user:password' is right (RFC 7617, section 2)");
    }
    return new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1));
  }

  /** RFC 7617, section 2: neither part may hold a control character. */
  private static void rejectControlCharacters(String pair) throws MalformedCredentialException {
    if (pair.endsWith("\n") || pair.endsWith("\r")) {
      throw new MalformedCredentialException(
          "control-character",
          "the password ends in a line break, as 'echo' and text files add one; take it off before"
              + " encoding");
    }
    if (pair.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedCredentialException(
          "control-character",
          "user name or password holds a control character, which RFC 7617, section 2 forbids");
    }
  }

  @Override
  public String toString() {
    return "BasicCredentials[***]";
  }
}
