package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.util.List;

/** Which log-in of a browser serves a request, if one does. */
sealed interface Selection {
  /** This one. */
  record Ready(Login login) implements Selection {}

  /**
   * None: somebody has to log in.
   *
   * @param username who is expected; the empty text for anybody
   * @param why for the journal
   * @param error for a request that lets nobody be bothered
   */
  record LogIn(String username, String why, String error) implements Selection {}

  /** One of several: the person has to choose. */
  record Choose(List<Login> among) implements Selection {
    public Choose {
      among = List.copyOf(among);
    }
  }

  /** The error where nobody may be bothered (OpenID Connect Core, section 3.1.2.6). */
  static OAuth2Refusal refusal(Selection selection) {
    if (selection instanceof LogIn logIn) {
      return new OAuth2Refusal(
          400,
          logIn.error(),
          "The user has to log in.",
          "login",
          "prompt=none lets nobody be asked, but " + logIn.why());
    }
    return new OAuth2Refusal(
        400,
        "account_selection_required",
        "The user has to choose an account.",
        "login",
        "prompt=none lets nobody be asked, but several users are logged in in this browser; a"
            + " login_hint or an id_token_hint would tell which is meant");
  }
}
