package dev.gatehouse.mock.oauth2.internal.exchange;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.grant.CheckScope;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken.Access;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a token is changed for: the scopes it will have. */
final class ExchangedAccess {
  private ExchangedAccess() {}

  /**
   * Those asked for, of the client's own. At an API the subject's token is already for, none that
   * this token lacks: nobody allowed more there. When none are asked for, those of the subject's
   * token that the client may have, but no ID token.
   */
  static Set<String> scopes(
      Parameters parameters, RegisteredClient client, Access subject, List<String> targets)
      throws OAuth2Refusal {
    Set<String> shared = new LinkedHashSet<>(client.scopes());
    shared.retainAll(subject.scopes());
    if (parameters.get("scope").isEmpty()) {
      shared.remove("openid");
      return shared;
    }
    boolean sameApi = !Collections.disjoint(targets, subject.audience());
    return sameApi
        ? CheckScope.ofToken(parameters, shared)
        : CheckScope.ofClient(parameters, client);
  }
}
