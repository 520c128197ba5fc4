package dev.gatehouse.mock.oauth2.internal.exchange;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken.Access;
import java.util.Map;
import java.util.Optional;

/** A token may say who alone may act for its subject (RFC 8693, section 4.4). */
final class CheckMayAct {
  private CheckMayAct() {}

  /** Every member of {@code may_act} has to be true of who acts: of the actor, else the client. */
  static void check(Access subject, Optional<Access> actor, TokenRequest request)
      throws OAuth2Refusal {
    Object allowed = subject.claims().get("may_act");
    if (allowed == null) {
      return;
    }
    String client = request.client().id();
    Map<String, Object> acting =
        actor
            .map(Access::claims)
            .orElse(Map.of("sub", client, "client_id", client, "iss", request.issuer()));
    boolean meant =
        allowed instanceof Map<?, ?> members
            && !members.isEmpty()
            && acting.entrySet().containsAll(members.entrySet());
    if (!meant) {
      throw OAuth2Refusal.invalidRequest(
          "The subject_token does not let this party act.",
          "the subject_token says by may_act who may act for its subject, and "
              + actor.map(token -> "the actor " + token.claims().get("sub")).orElse(client)
              + " is another (RFC 8693, section 4.4)");
    }
  }
}
