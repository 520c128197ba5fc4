package dev.gatehouse.client;

import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import java.util.List;
import java.util.Optional;

/** OAuth 2.0 client credentials: a token of its own, sent as a bearer (RFC 6750, section 2.1). */
final class ClientCredentials implements Authenticator {
  private static final String SCHEME = "Bearer ";

  private final TokenCache tokens;

  ClientCredentials(OAuth2ClientCredentialsAuth auth, ClientOptions options, Wire wire) {
    TokenRequestForm form = new TokenRequestForm(auth);
    TokenEndpoint endpoint = new TokenEndpoint(form, options, wire);
    this.tokens = new TokenCache(endpoint::fetch, options.clock());
  }

  @Override
  public Outgoing authenticate(Outgoing request) {
    return request.withHeaders(
        List.of(new Headers.Field("Authorization", SCHEME + tokens.get().value().reveal())));
  }

  /** Only {@code invalid_token} says that a new token helps (RFC 6750, section 3.1). */
  @Override
  public boolean mayRetry(Outgoing refused, Headers answer) {
    if (!BearerChallenge.saysInvalidToken(answer.fields())) {
      return false;
    }
    refused.headers().stream()
        .filter(field -> field.name().equals("Authorization"))
        .forEach(field -> tokens.discard(Secret.of(field.value().substring(SCHEME.length()))));
    return true;
  }

  @Override
  public Optional<List<String>> grantedScopes() {
    return tokens.grantedScopes();
  }
}
