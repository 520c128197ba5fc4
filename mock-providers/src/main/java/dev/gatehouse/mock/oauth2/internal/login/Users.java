package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.NearMiss;
import dev.gatehouse.mock.oauth2.User;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Those who can log in, by user name. */
public final class Users {
  private final Map<String, User> users;

  public Users(Map<String, User> users) {
    this.users = new ConcurrentSkipListMap<>(users);
  }

  /** Adds a user, or changes them. */
  public void put(User user) {
    users.put(user.username(), user);
  }

  public Collection<User> all() {
    return users.values();
  }

  public Optional<User> find(String username) {
    return Optional.ofNullable(users.get(username));
  }

  public Optional<User> bySubject(String subject) {
    return users.values().stream().filter(user -> user.subject().equals(subject)).findFirst();
  }

  public Set<String> usernames() {
    return users.keySet();
  }

  /**
   * Tries a password, in constant time.
   *
   * @return empty when it is right; otherwise why not, for the journal and without any secret
   */
  public Optional<String> refute(String username, String password) {
    User user = users.get(username);
    if (user == null) {
      return Optional.of(explainUnknown(username));
    }
    String right = user.password().reveal();
    if (ConstantTime.equal(right, password)) {
      return Optional.empty();
    }
    String hint = NearMiss.explain(right, password).map(words -> ": " + words).orElse("");
    return Optional.of("the password of user " + username + " is wrong" + hint);
  }

  /** Why a name may be unknown; it is not repeated, as it may be a password in the wrong place. */
  public String explainUnknown(String username) {
    for (User user : users.values()) {
      if (ConstantTime.equal(user.password().reveal(), username)) {
        return "user name and password are the wrong way round";
      }
      Optional<String> hint = NearMiss.explain(user.username(), username);
      if (hint.isPresent()) {
        return "no such user, but the name is close to " + user.username() + ": " + hint.get();
      }
    }
    return "there is no user of this name; there are: " + String.join(", ", users.keySet());
  }
}
