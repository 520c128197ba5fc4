package dev.gatehouse.mock.oauth2;

/**
 * What a client may get away with, asked for by name: everything else stays as strict as ever.
 *
 * @see Pkce#OPTIONAL
 * @since 0.1
 */
public enum Leniency {
  /**
   * Users are sent wherever the request says, as long as it is an absolute URI without a fragment.
   * No real server does so: whoever writes a link gets the code.
   */
  ANY_REDIRECT_URI("any-redirect-uri"),

  /**
   * A registered {@code http://localhost} stands for every port of it, as {@code 127.0.0.1} always
   * does: for applications that tests start on a free port. RFC 8252, section 8.3 advises against
   * that name, and many a real server wants the port right.
   */
  ANY_LOCALHOST_PORT("any-localhost-port"),

  /**
   * The secret may come in the Authorization field or in the body, whichever the client is
   * registered for, as with Google and Microsoft.
   */
  SECRET_IN_HEADER_OR_BODY("secret-in-header-or-body"),

  /**
   * A refresh token stays good until it expires, and no new one comes with the renewed access
   * token, as with Google. A stolen one is then never noticed (RFC 9700, section 4.14.2).
   */
  REUSABLE_REFRESH_TOKENS("reusable-refresh-tokens");

  private final String id;

  Leniency(String id) {
    this.id = id;
  }

  /** Its name in configuration files, for example {@code any-redirect-uri}. */
  public String id() {
    return id;
  }
}
