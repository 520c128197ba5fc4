package dev.gatehouse.mock.oauth2.internal.answer;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal as a client gets it from an endpoint it calls itself (RFC 6749, section 5.2). */
public final class RefusalReply {
  private RefusalReply() {}

  /**
   * Every 401 has a challenge (RFC 9110, section 15.5.2; RFC 6749, section 5.2), every 405 says
   * what is allowed (RFC 9110, section 15.5.6).
   *
   * @param request what the request is called in the journal, for example {@code token_request}
   */
  public static Reply of(OAuth2Refusal refusal, String request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", refusal.error());
    body.put("error_description", refusal.description());
    ServerResponse response = NoStore.json(refusal.status(), body);
    if (refusal.status() == 401) {
      response = response.with("WWW-Authenticate", "Basic realm=\"Gatehouse\", charset=\"UTF-8\"");
    } else if (refusal.status() == 405) {
      response = response.with("Allow", "POST");
    }
    return new Reply(response, refusal.event(request), refusal.explanation());
  }
}
