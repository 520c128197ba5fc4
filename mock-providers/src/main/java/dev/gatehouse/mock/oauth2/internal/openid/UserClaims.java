package dev.gatehouse.mock.oauth2.internal.openid;

import dev.gatehouse.mock.oauth2.User;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of a user, whether or not anybody may know it. */
public final class UserClaims {
  private UserClaims() {}

  /** The user's claims; the user name is the {@code preferred_username} unless there is another. */
  public static Map<String, Object> of(User user) {
    Map<String, Object> claims = new LinkedHashMap<>(user.claims());
    claims.putIfAbsent("preferred_username", user.username());
    return claims;
  }
}
