package dev.gatehouse.mock.oauth2;

/**
 * A request the authorization server says no to, with the error code of RFC 6749 or an extension.
 *
 * @since 0.1
 */
public final class OAuth2Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String description;
  private final String subject;

  /**
   * @param status of the response
   * @param error the code of RFC 6749, section 4.1.2.1 or 5.2, or of an extension
   * @param description for the client: printable US-ASCII without quotation mark and backslash
   * @param subject of the journal's event, for example {@code grant}; the empty text for the
   *     request as such
   * @param explanation for the journal: what was wrong and what would have been right, without any
   *     secret
   */
  public OAuth2Refusal(
      int status, String error, String description, String subject, String explanation) {
    super(explanation, null, false, false); // an answer, not an accident: no stack trace
    this.status = status;
    this.error = error;
    this.description = description;
    this.subject = subject;
  }

  /** The request itself is wrong: something missing, doubled or malformed. */
  public static OAuth2Refusal invalidRequest(String description, String explanation) {
    return new OAuth2Refusal(400, "invalid_request", description, "", explanation);
  }

  /**
   * The client has not proved who it is. The client learns no more; 401 because it can try again
   * with credentials.
   */
  public static OAuth2Refusal invalidClient(String explanation) {
    return new OAuth2Refusal(
        401,
        "invalid_client",
        "Client authentication failed.",
        "client_authentication",
        explanation);
  }

  /** A code, a token or an assertion does not hold (RFC 6749, section 5.2). */
  public static OAuth2Refusal invalidGrant(String description, String explanation) {
    return new OAuth2Refusal(400, "invalid_grant", description, "grant", explanation);
  }

  /** A scope that is none, or that this client may not have (RFC 6749, section 5.2). */
  public static OAuth2Refusal invalidScope(String explanation) {
    return new OAuth2Refusal(
        400,
        "invalid_scope",
        "The scope is malformed or not allowed for this client.",
        "grant",
        explanation);
  }

  /** An API the client may not have tokens for (RFC 8707, section 2). */
  public static OAuth2Refusal invalidTarget(String explanation) {
    return new OAuth2Refusal(
        400,
        "invalid_target",
        "The resource is malformed or not allowed for this client.",
        "grant",
        explanation);
  }

  /** The client is not registered for what it asks (RFC 6749, sections 4.1.2.1 and 5.2). */
  public static OAuth2Refusal unauthorizedClient(String description, String explanation) {
    return new OAuth2Refusal(400, "unauthorized_client", description, "grant", explanation);
  }

  /** The status of an answer that is no redirect. */
  public int status() {
    return status;
  }

  /** The error code. */
  public String error() {
    return error;
  }

  /** For the client: printable US-ASCII without quotation mark and backslash. */
  public String description() {
    return description;
  }

  /** What was wrong and what would have been right, without any secret. */
  public String explanation() {
    return String.valueOf(getMessage());
  }

  /**
   * The journal's word for it, as {@code subject.refused}.
   *
   * @param request the subject when the request as such is wrong, for example {@code token_request}
   */
  public String event(String request) {
    return (subject.isEmpty() ? request : subject) + ".refused";
  }
}
