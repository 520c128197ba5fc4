package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.internal.ledger.Code;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import java.util.Set;

/**
 * Sends the user back with a code (RFC 6749, section 4.1.2).
 *
 * @param ledger keeps the code
 */
public record CodeIssuer(Ledger ledger) {
  /**
   * A code for what the user allowed.
   *
   * @param scopes some or all of those asked for
   */
  public Reply issue(AuthorizationRequest request, Login login, Set<String> scopes) {
    Authorization authorization =
        Authorization.ofUser(login, scopes, request.audience(), request.openId())
            .withId(ledger.tokens().nextAuthorization());
    Code code =
        new Code(
            request.client().id(),
            request.redirection().uri(),
            request.redirection().sent(),
            request.challenge(),
            request.parameters().get("dpop_jkt").orElse(null),
            authorization);
    return request
        .redirection()
        .code(
            ledger.codes().issue(code, request.client().lifetimes().code()),
            "user "
                + login.user().username()
                + " let client "
                + request.client().id()
                + " have a code, with the scope: "
                + String.join(" ", scopes));
  }
}
