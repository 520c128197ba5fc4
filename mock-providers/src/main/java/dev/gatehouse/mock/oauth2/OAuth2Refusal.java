package dev.gatehouse.mock.oauth2;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request the authorization server says no to, with RFC 6749's error code.
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
   * @param error the code of RFC 6749, section 5.2, or of an extension
   * @param description for the client: printable US-ASCII without quotation mark and backslash
   * @param subject of the journal's event, for example {@code grant}
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
  static OAuth2Refusal invalidRequest(String description, String explanation) {
    return new OAuth2Refusal(400, "invalid_request", description, "token_request", explanation);
  }

  /**
   * The client has not proved who it is. The client learns no more; 401 because it can try again
   * with credentials.
   */
  static OAuth2Refusal invalidClient(String explanation) {
    return new OAuth2Refusal(
        401,
        "invalid_client",
        "Client authentication failed.",
        "client_authentication",
        explanation);
  }

  /**
   * What the client gets. Every 401 has a challenge (RFC 9110, section 15.5.2; RFC 6749, section
   * 5.2), every 405 says what is allowed (RFC 9110, section 15.5.6).
   */
  Reply reply() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    ServerResponse response =
        NoStore.on(ServerResponse.json(status, JSONObjectUtils.toJSONString(body)));
    if (status == 401) {
      response = response.with("WWW-Authenticate", "Basic realm=\"Gatehouse\", charset=\"UTF-8\"");
    } else if (status == 405) {
      response = response.with("Allow", "POST");
    }
    return new Reply(response, subject + ".refused", getMessage());
  }
}
