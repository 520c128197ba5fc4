package dev.gatehouse.mock.oauth2;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.oauth2.internal.grant.Scopes;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How clients may register themselves (RFC 7591), and change and end what they registered (RFC
 * 7592). A reset of the server forgets them.
 *
 * @param initialAccessToken what a client has to show for it (RFC 7591, section 3); empty for
 *     nothing
 * @param audience the APIs they may have tokens for, the usual one first; at least one
 * @param scopes those they may register for, and get when they name none
 * @param insecureRedirects whether they may have users sent back to where anybody can listen: by
 *     plain HTTP to another machine
 * @param most how many there may be at once
 * @since 0.1
 */
public record DynamicRegistration(
    Optional<Secret> initialAccessToken,
    List<String> audience,
    Set<String> scopes,
    boolean insecureRedirects,
    int most) {
  private static final Set<String> OPEN_ID =
      ordered(List.of("openid", "profile", "email", "address", "phone"));

  private static final int MOST = 1_000;

  /**
   * @throws IllegalArgumentException if there is no audience, a scope is none, the token is empty,
   *     or there may be no client at all
   */
  public DynamicRegistration {
    audience = List.copyOf(audience);
    scopes = ordered(scopes);
    scopes.forEach(Scopes::requireValid);
    if (audience.isEmpty()) {
      throw new IllegalArgumentException(
          "dynamicRegistration: audience: name the API that clients get tokens for");
    }
    if (initialAccessToken.filter(token -> token.reveal().isEmpty()).isPresent()) {
      throw new IllegalArgumentException(
          "dynamicRegistration: initialAccessToken: must not be empty");
    }
    if (most < 1) {
      throw new IllegalArgumentException("dynamicRegistration: most: must be 1 or more");
    }
  }

  /** Anybody may register, for the scopes of OpenID Connect, up to 1,000 at once. */
  public static DynamicRegistration open(String... audience) {
    return new DynamicRegistration(Optional.empty(), List.of(audience), OPEN_ID, false, MOST);
  }

  /** The same for whoever shows a token. */
  public static DynamicRegistration withToken(Secret token, String... audience) {
    return new DynamicRegistration(Optional.of(token), List.of(audience), OPEN_ID, false, MOST);
  }

  /** The same with these scopes in place of OpenID Connect's. */
  public DynamicRegistration withScopes(String... names) {
    return new DynamicRegistration(
        initialAccessToken, audience, ordered(Arrays.asList(names)), insecureRedirects, most);
  }

  /** The same, but users may also be sent back by plain HTTP to another machine. */
  public DynamicRegistration withInsecureRedirects() {
    return new DynamicRegistration(initialAccessToken, audience, scopes, true, most);
  }

  /** The same with another bound on how many there may be at once. */
  public DynamicRegistration withMost(int clients) {
    return new DynamicRegistration(
        initialAccessToken, audience, scopes, insecureRedirects, clients);
  }

  private static Set<String> ordered(Iterable<String> names) {
    Set<String> set = new LinkedHashSet<>();
    names.forEach(set::add);
    return Collections.unmodifiableSet(set);
  }
}
