package dev.gatehouse.mock.oauth2;

import dev.gatehouse.connection.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody who can log in and let clients act for them: RFC 6749's resource owner, OpenID Connect's
 * end-user.
 *
 * @param username what they log in by
 * @param password what proves it is them
 * @param subject the {@code sub} of tokens about them (OpenID Connect Core, section 2)
 * @param claims more about them, by the names of OpenID Connect Core, section 5.1, or others
 * @since 0.1
 */
public record User(String username, Secret password, String subject, Map<String, Object> claims) {
  /**
   * @throws IllegalArgumentException if the user name or the subject is empty, or the subject is
   *     longer than the 255 ASCII characters OpenID Connect Core, section 2 allows
   */
  public User {
    if (username.isEmpty() || username.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("username: must not be empty or hold control characters");
    }
    if (subject.isEmpty()
        || subject.length() > 255
        || !subject.chars().allMatch(c -> c > 31 && c < 127)) {
      throw new IllegalArgumentException("subject: must be 1 to 255 printable ASCII characters");
    }
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** A user whose subject is the user name and about whom nothing more is known. */
  public static User of(String username, Secret password) {
    return new User(username, password, username, Map.of());
  }

  /** The same with another subject. */
  public User withSubject(String other) {
    return new User(username, password, other, claims);
  }

  /** The same with one more claim, or another value of it. */
  public User withClaim(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(claims);
    more.put(name, value);
    return new User(username, password, subject, more);
  }
}
