package dev.gatehouse.mock.oauth2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client may do, and for whom: every token stands for one. A code, the refresh tokens that
 * follow from it and all their access tokens share one authorization, and end with it.
 *
 * @param id names it within the server; empty until the server has named it
 * @param subject for whom the client acts: a user's subject or its own id
 * @param scopes what it may do
 * @param audience the APIs it may do it at (RFC 8707); at least one
 * @param login the log-in of the user who allowed it; null when no user did
 * @param openId what was asked about the user
 * @param claims more claims of its access tokens, such as {@code act} (RFC 8693, section 4.1)
 * @since 0.1
 */
public record Authorization(
    String id,
    String subject,
    Set<String> scopes,
    List<String> audience,
    @Nullable Login login,
    OpenIdRequest openId,
    Map<String, Object> claims) {
  public Authorization {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    audience = List.copyOf(audience);
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** No log-in is behind it: the subject is the client itself, or whoever else is known to act. */
  public static Authorization of(String subject, Set<String> scopes, List<String> audience) {
    return new Authorization("", subject, scopes, audience, null, OpenIdRequest.NOTHING, Map.of());
  }

  /** A user allowed it. */
  public static Authorization ofUser(
      Login login, Set<String> scopes, List<String> audience, OpenIdRequest openId) {
    return new Authorization("", login.user().subject(), scopes, audience, login, openId, Map.of());
  }

  /** The same by this name. */
  public Authorization withId(String name) {
    return new Authorization(name, subject, scopes, audience, login, openId, claims);
  }

  /** The same with these scopes. */
  public Authorization withScopes(Set<String> narrowed) {
    return new Authorization(id, subject, narrowed, audience, login, openId, claims);
  }

  /** The same at these APIs. */
  public Authorization withAudience(List<String> narrowed) {
    return new Authorization(id, subject, scopes, narrowed, login, openId, claims);
  }

  /** The same with more claims in its access tokens. */
  public Authorization withClaims(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(claims);
    all.putAll(more);
    return new Authorization(id, subject, scopes, audience, login, openId, all);
  }
}
