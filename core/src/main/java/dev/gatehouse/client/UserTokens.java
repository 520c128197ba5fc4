package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a user: those kept while they are good, renewed while there is a refresh token, and
 * else those of a new login.
 */
record UserTokens(KeptTokens kept, Renewal renewal, Login login, InstantSource clock)
    implements TokenSource<AccessToken> {
  @Override
  public AccessToken next(@Nullable Secret refused) {
    return kept.alone(() -> good(refused).orElseGet(this::anew)).token();
  }

  private Optional<StoredTokens> good(@Nullable Secret refused) {
    return kept.load()
        .filter(tokens -> tokens.token().isFresh(clock.instant()))
        .filter(tokens -> !tokens.accessToken().equals(refused));
  }

  /** Kept before it is used: after a rotation the old refresh token is worth nothing. */
  private StoredTokens anew() {
    Optional<StoredTokens> before = kept.load().filter(tokens -> tokens.refreshToken() != null);
    StoredTokens tokens = before.isPresent() ? renewed(before.get()) : login.run();
    kept.save(tokens);
    return tokens;
  }

  /** RFC 6749, section 5.2: a refresh token that is refused once is refused for ever. */
  private StoredTokens renewed(StoredTokens before) {
    try {
      return renewal.of(before);
    } catch (TokenRequestException e) {
      if (e.error().filter("invalid_grant"::equals).isPresent()) {
        kept.remove();
        throw new LoginRequiredException(e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    login.close();
  }
}
