package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.login.Stage.Consenting;
import dev.gatehouse.mock.oauth2.internal.session.Consents;
import dev.gatehouse.mock.oauth2.internal.session.Visit;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A user lets a client do what it asks, or part of it, or nothing.
 *
 * @param consents remembers it
 * @param forms shows pages again
 */
record ConsentForm(Consents consents, Forms forms) implements StageForm<Consenting> {
  @Override
  public Reply submit(Visit visit, Parameters form, Consenting stage) throws OAuth2Refusal {
    Asked asked = stage.asked();
    Login login = stage.login();
    if (visit.logins().stream().noneMatch(one -> one.sessionId().equals(login.sessionId()))) {
      return forms.login(
          visit, asked, login.user().username(), "the user has logged out in the meantime");
    }
    return switch (form.get(ACTION).orElse("")) {
      case "allow" -> allow(visit, form, stage);
      case "deny" ->
          throw StageForm.denied(
              "consent",
              "user "
                  + login.user().username()
                  + " denied client "
                  + asked.client().id()
                  + " on the consent page");
      case "switch" -> forms.login(visit, asked, "", "the user wants to be somebody else");
      default ->
          forms.consentAgain(
              visit,
              stage,
              asked.scopes(),
              "Allow or deny.",
              "the field action says neither allow nor deny");
    };
  }

  private Reply allow(Visit visit, Parameters form, Consenting stage) {
    Asked asked = stage.asked();
    Set<String> granted = new LinkedHashSet<>(asked.scopes());
    granted.removeIf(scope -> !ScopeText.isNeeded(scope) && form.get("allow:" + scope).isEmpty());
    if (granted.isEmpty() && !asked.scopes().isEmpty()) {
      return forms.consentAgain(
          visit,
          stage,
          granted,
          "Leave at least one box checked, or deny.",
          "the form allows none of the scopes; allowing one, or denying, is right");
    }
    consents.remember(stage.login().user(), asked.client(), asked.scopes(), granted);
    return visit.answer(asked.outcome().allowed(stage.login(), granted));
  }
}
