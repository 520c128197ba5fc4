package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.OpenIdRequest;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.oauth2.internal.login.Users;
import java.util.Optional;
import java.util.function.Function;

/**
 * The client shows the user's password (RFC 6749, section 4.3). No new system should do so (RFC
 * 9700, section 2.4), and many an old one does.
 *
 * @param users who can log in
 * @param logins makes a new log-in of a user
 */
public record PasswordGrant(Users users, Function<User, Login> logins) implements Grant {
  public static final String TYPE = "password";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    Parameters parameters = request.parameters();
    User user = proved(required(parameters, "username"), required(parameters, "password"));
    return Granted.renewable(
        Authorization.ofUser(
            logins.apply(user),
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

  private User proved(String username, String password) throws OAuth2Refusal {
    Optional<String> refutation = users.refute(username, password);
    if (refutation.isPresent()) {
      throw OAuth2Refusal.invalidGrant("The user name or the password is wrong.", refutation.get());
    }
    return users.find(username).orElseThrow();
  }
}
