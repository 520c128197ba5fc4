package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.NearMiss;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.OpenIdRequest;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The client shows the user's password (RFC 6749, section 4.3). No new system should do so (RFC
 * 9700, section 2.4), and many an old one does.
 *
 * @param users by their user names
 * @param clock tells when they logged in
 */
public record PasswordGrant(Map<String, User> users, InstantSource clock) implements Grant {
  public static final String TYPE = "password";

  public PasswordGrant {
    users = Map.copyOf(users);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    Parameters parameters = request.parameters();
    String username = required(parameters, "username");
    String password = required(parameters, "password");
    User user = proved(username, password);
    Login login =
        new Login(user, clock.instant(), "0", List.of("pwd"), UUID.randomUUID().toString());
    return Granted.renewable(
        Authorization.ofUser(
            login,
            CheckScope.ofClient(parameters, request.client()),
            CheckResource.ofClient(parameters, request.client()),
            OpenIdRequest.NOTHING));
  }

  private static String required(Parameters parameters, String name) throws OAuth2Refusal {
    return parameters
        .get(name)
        .orElseThrow(
            () ->
                OAuth2Refusal.invalidRequest(
                    "The parameter " + name + " is missing.",
                    "the parameter " + name + " is missing (RFC 6749, section 4.3.2)"));
  }

  /** The user name is not repeated when it is unknown: it may be a password in the wrong place. */
  private User proved(String username, String password) throws OAuth2Refusal {
    User user = users.get(username);
    if (user == null) {
      throw refusal(
          "no user has this user name; there are: "
              + String.join(", ", new TreeSet<>(users.keySet())));
    }
    String right = user.password().reveal();
    if (!ConstantTime.equal(right, password)) {
      throw refusal(
          "the password of user "
              + user.username()
              + " is wrong"
              + NearMiss.explain(right, password).map(hint -> ": " + hint).orElse(""));
    }
    return user;
  }

  private static OAuth2Refusal refusal(String explanation) {
    return OAuth2Refusal.invalidGrant("The user name or the password is wrong.", explanation);
  }
}
