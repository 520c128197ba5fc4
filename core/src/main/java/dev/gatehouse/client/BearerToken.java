package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.util.List;
import java.util.Optional;

/** An access token, sent as a bearer (RFC 6750, section 2.1); a new one when it is refused. */
record BearerToken(TokenCache<AccessToken> tokens) implements Authenticator {
  private static final String SCHEME = "Bearer ";

  @Override
  public Outgoing authenticate(Outgoing request) {
    return request.withHeaders(
        List.of(new Headers.Field("Authorization", SCHEME + tokens.get().value().reveal())));
  }

  /** Only {@code invalid_token} says that a new token helps (RFC 6750, section 3.1). */
  @Override
  public boolean mayRetry(Outgoing refused, Answer answer) {
    if (answer.status() != 401 || !BearerChallenge.saysInvalidToken(answer.fields())) {
      return false;
    }
    refused.headers().stream()
        .filter(field -> field.name().equals("Authorization"))
        .forEach(field -> tokens.discard(Secret.of(field.value().substring(SCHEME.length()))));
    return true;
  }

  @Override
  public Optional<List<String>> grantedScopes() {
    return tokens.current().map(AccessToken::scopes);
  }

  @Override
  public void close() {
    tokens.close();
  }
}
