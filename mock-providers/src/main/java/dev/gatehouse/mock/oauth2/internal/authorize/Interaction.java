package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the user does: logs in and consents, or is taken to have done so. */
public final class Interaction {
  private final Map<String, User> users;
  private final @Nullable String automaticUser;
  private final CodeIssuer codes;
  private final InstantSource clock;

  public Interaction(
      Map<String, User> users,
      @Nullable String automaticUser,
      CodeIssuer codes,
      InstantSource clock) {
    this.users = Map.copyOf(users);
    this.automaticUser = automaticUser;
    this.codes = codes;
    this.clock = clock;
  }

  Reply proceed(AuthorizationRequest request) throws OAuth2Refusal {
    User user =
        automatic(request)
            .orElseThrow(
                () ->
                    new OAuth2Refusal(
                        400,
                        "login_required",
                        "The user has to log in.",
                        "login",
                        "nobody is logged in"));
    Login login =
        new Login(user, clock.instant(), "0", List.of("pwd"), UUID.randomUUID().toString());
    return codes.issue(request, login, request.scopes());
  }

  private Optional<User> automatic(AuthorizationRequest request) {
    return automaticUser == null
        ? Optional.empty()
        : Optional.ofNullable(users.get(request.prompt().loginHint().orElse(automaticUser)));
  }
}
