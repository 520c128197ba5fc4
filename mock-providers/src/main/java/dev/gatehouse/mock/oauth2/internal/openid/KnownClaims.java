package dev.gatehouse.mock.oauth2.internal.openid;

import dev.gatehouse.mock.oauth2.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The claims that clients can get (OpenID Connect Discovery, section 3). */
public final class KnownClaims {
  /** About each log-in, whoever logs in. */
  private static final List<String> OF_THE_LOGIN =
      List.of("sub", "iss", "auth_time", "acr", "amr", "sid");

  private KnownClaims() {}

  /** Those of a log-in, then those that are known of any user, by name. */
  public static List<String> of(Collection<User> users) {
    Set<String> known = new TreeSet<>();
    users.forEach(user -> known.addAll(UserClaims.of(user).keySet()));
    OF_THE_LOGIN.forEach(known::remove);
    List<String> all = new ArrayList<>(OF_THE_LOGIN);
    all.addAll(known);
    return all;
  }
}
