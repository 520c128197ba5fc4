package dev.gatehouse.mock.oauth2.internal.token;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.answer.RefusalReply;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequest;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.util.Map;

/** Issues tokens (RFC 6749, section 3.2), to those who pass every step. */
public final class TokenEndpoint implements Endpoint {
  private final ClientRequests requests;
  private final SelectGrant grants;
  private final Issuers issuers;
  private final BindTokens bindings;
  private final TokenResponses responses;

  public TokenEndpoint(
      ClientRequests requests,
      Map<String, Grant> grants,
      Issuers issuers,
      BindTokens bindings,
      TokenResponses responses) {
    this.requests = requests;
    this.grants = new SelectGrant(grants);
    this.issuers = issuers;
    this.bindings = bindings;
    this.responses = responses;
  }

  /** Where proofs need a nonce, each answer names the next one (RFC 9449, section 8.2). */
  @Override
  public Reply answer(ServerRequest http) {
    return bindings.proofs().withNonce(decide(http));
  }

  private Reply decide(ServerRequest http) {
    try {
      ClientRequest asked = requests.read(http);
      Grant grant = grants.select(asked.parameters(), asked.client());
      TokenRequest request =
          new TokenRequest(
              http,
              issuers.of(http).identifier(),
              asked.parameters(),
              asked.client(),
              bindings.of(http, asked.client()));
      return responses.issue(request, grant.grant(request));
    } catch (OAuth2Refusal refusal) {
      return RefusalReply.of(refusal, "token_request");
    }
  }
}
