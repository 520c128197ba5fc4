package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.login.Stage.LoggingIn;
import dev.gatehouse.mock.oauth2.internal.session.Visit;
import java.util.Optional;

/**
 * Somebody says who they are, or does not want to.
 *
 * @param users who can log in
 * @param interaction goes on with who did
 * @param forms shows the page again to who did not
 */
record LoginForm(Users users, Interaction interaction, Forms forms)
    implements StageForm<LoggingIn> {
  @Override
  public Reply submit(Visit visit, Parameters form, LoggingIn stage) throws OAuth2Refusal {
    Asked asked = stage.asked();
    if (form.get(ACTION).filter("cancel"::equals).isPresent()) {
      throw StageForm.denied("login", "the user cancelled on the log-in page");
    }
    String username = form.get("username").orElse("");
    String password = form.get("password").orElse("");
    if (username.isEmpty() || password.isEmpty()) {
      return forms.loginAgain(
          visit,
          asked,
          username,
          "Enter your user name and your password.",
          "the fields username and password have to be there, and one is not");
    }
    Optional<String> refutation = users.refute(username, password);
    if (refutation.isPresent()) {
      // The same words for both, so that nobody learns which names there are.
      return forms.loginAgain(
          visit, asked, username, "The user name or the password is wrong.", refutation.get());
    }
    return interaction.loggedIn(visit, asked, users.find(username).orElseThrow());
  }
}
