package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a user, as a {@link TokenStore} keeps them. It prints no token.
 *
 * @param accessToken sent with requests
 * @param renewal when to get another; {@link Instant#MIN} for a token that is used once
 * @param scopes what was granted
 * @param refreshToken gets another access token; null when the server issues none
 * @param subject who the user is; null without OpenID Connect
 * @since 0.1
 */
public record StoredTokens(
    Secret accessToken,
    Instant renewal,
    List<String> scopes,
    @Nullable Secret refreshToken,
    @Nullable Subject subject) {
  /**
   * A user at an issuer, as a verified ID token names them.
   *
   * @param issuer its {@code iss}
   * @param identifier its {@code sub}
   */
  public record Subject(String issuer, String identifier) {}

  public StoredTokens {
    scopes = List.copyOf(scopes);
  }

  /** What was granted now; what is not granted anew stays as it was in {@code before}. */
  static StoredTokens of(
      TokenResponse response, Optional<StoredTokens> before, Optional<Subject> subject) {
    return new StoredTokens(
        response.token().value(),
        response.token().renewal(),
        response.token().scopes(),
        response.refreshToken().or(() -> before.map(StoredTokens::refreshToken)).orElse(null),
        subject.or(() -> before.map(StoredTokens::subject)).orElse(null));
  }

  AccessToken token() {
    return new AccessToken(accessToken, renewal, scopes);
  }
}
