package dev.gatehouse.mock.oauth2.internal.exchange;

import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.OpenIdRequest;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.grant.CheckResource;
import dev.gatehouse.mock.oauth2.internal.ledger.UserAuthorizations;
import dev.gatehouse.mock.oauth2.internal.lookup.FindToken;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A token is changed for one at another API, on behalf of the same subject (RFC 8693): as itself,
 * or, with an actor's token beside it, as one who acts for it.
 */
public final class TokenExchangeGrant implements Grant {
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private final PresentedToken tokens;
  private final UserAuthorizations users;

  /**
   * @param tokens tells this server's own
   * @param users knows who logged in for them
   */
  public TokenExchangeGrant(FindToken tokens, UserAuthorizations users) {
    this.tokens = new PresentedToken(tokens);
    this.users = users;
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** There is no refresh token: the subject's token is there to be changed again. */
  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    String issuedType = TokenType.requested(request.parameters(), request.client());
    Access subject = tokens.subject(request);
    Optional<Access> actor = tokens.actor(request);
    CheckMayAct.check(subject, actor, request);
    List<String> targets = CheckResource.ofExchange(request.parameters(), request.client());
    Set<String> scopes =
        ExchangedAccess.scopes(request.parameters(), request.client(), subject, targets);
    return new Granted(
        authorization(subject, scopes, targets).withClaims(act(subject, actor)),
        null,
        Map.of("issued_token_type", issuedType));
  }

  /** The user stays known, if there is one. */
  private Authorization authorization(Access subject, Set<String> scopes, List<String> targets) {
    return users
        .ofToken(subject.name())
        .map(Authorization::login)
        .map(login -> Authorization.ofUser(login, scopes, targets, OpenIdRequest.NOTHING))
        .orElseGet(() -> Authorization.of(subject.subject(), scopes, targets));
  }

  /** Who acts now, and within, who did before (RFC 8693, section 4.1). */
  private static Map<String, Object> act(Access subject, Optional<Access> actor) {
    Object before = subject.claims().get("act");
    Map<String, Object> claims = new LinkedHashMap<>();
    if (actor.isPresent()) {
      Map<String, Object> act = new LinkedHashMap<>();
      act.put("sub", actor.get().subject());
      if (before != null) {
        act.put("act", before);
      }
      claims.put("act", act);
    } else if (before != null) {
      claims.put("act", before);
    }
    return claims;
  }
}
