package dev.gatehouse.mock.oauth2.internal.revoke;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import dev.gatehouse.mock.oauth2.internal.answer.RefusalReply;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequest;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.ledger.IssuedTokens;
import dev.gatehouse.mock.oauth2.internal.lookup.FindToken;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken;

/**
 * Takes tokens back (RFC 7009, section 2). An access token ends alone; a refresh token ends with
 * its authorization and every other token of it, as section 2.1 asks.
 *
 * @param requests prove the caller
 * @param tokens find the token
 * @param revoked keeps what was revoked
 */
public record RevocationEndpoint(ClientRequests requests, FindToken tokens, IssuedTokens revoked)
    implements Endpoint {

  @Override
  public Reply answer(ServerRequest http) {
    try {
      ClientRequest asked = requests.read(http);
      return revoke(tokens.find(asked.parameters()), asked.client());
    } catch (OAuth2Refusal refusal) {
      return RefusalReply.of(refusal, "revocation_request");
    }
  }

  private Reply revoke(IssuedToken token, RegisteredClient client) throws OAuth2Refusal {
    if (token instanceof IssuedToken.Access access) {
      requireOwn(access.clientId(), client);
      revoked.revoke(access.name());
      return done("token.revoked", "client " + client.id() + " revoked an access token");
    }
    if (token instanceof IssuedToken.Refresh refresh) {
      requireOwn(refresh.token().clientId(), client);
      revoked.revoke(refresh.token().authorization().id());
      return done(
          "token.revoked",
          "client " + client.id() + " revoked a refresh token, and with it all its authorization");
    }
    IssuedToken.None none = (IssuedToken.None) token;
    if (none.reason().equals("wrong-type")) {
      throw new OAuth2Refusal(
          400,
          "unsupported_token_type",
          "Only access tokens and refresh tokens can be revoked.",
          "",
          none.explanation() + " Only access tokens and refresh tokens can be revoked");
    }
    return done("token.unknown", "there is nothing to revoke: " + none.explanation());
  }

  /**
   * RFC 7009, section 2.1: a token of another client is refused, by the error that RFC 6749,
   * section 5.2 has for what "was issued to another client".
   */
  private static void requireOwn(String owner, RegisteredClient client) throws OAuth2Refusal {
    if (!owner.equals(client.id())) {
      throw OAuth2Refusal.invalidGrant(
          "The token was issued to another client.",
          "client "
              + client.id()
              + " tried to revoke a token of client "
              + owner
              + "; a client revokes its own tokens only (RFC 7009, section 2.1)");
    }
  }

  /** The client learns nothing but that the token is not good now (RFC 7009, section 2.2). */
  private static Reply done(String event, String explanation) {
    return new Reply(NoStore.on(ServerResponse.status(200)), event, explanation);
  }
}
