package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.login.Stage.Choosing;
import dev.gatehouse.mock.oauth2.internal.session.Visit;
import java.util.Optional;

/**
 * Somebody chooses one of those who are logged in, or somebody else, or nobody.
 *
 * @param interaction goes on with the chosen one
 * @param forms shows the log-in page for any other
 */
record AccountForm(Interaction interaction, Forms forms) implements StageForm<Choosing> {
  @Override
  public Reply submit(Visit visit, Parameters form, Choosing stage) throws OAuth2Refusal {
    if (form.get(ACTION).filter("cancel"::equals).isPresent()) {
      throw StageForm.denied("login", "the user cancelled on the page to choose an account");
    }
    String username = form.get("account").orElse("");
    Optional<Login> chosen =
        visit.logins().stream()
            .filter(login -> login.user().username().equals(username))
            .findFirst();
    return chosen.isPresent()
        ? interaction.chosen(visit, stage.asked(), chosen.get())
        : forms.login(
            visit,
            stage.asked(),
            username,
            "on the page to choose an account, the user chose one that is not logged in");
  }
}
