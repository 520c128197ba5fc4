package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.oauth2.internal.page.Pages;
import dev.gatehouse.mock.oauth2.internal.session.FormTickets;
import dev.gatehouse.mock.oauth2.internal.session.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the pages with a form. */
final class Forms {
  private final FormTickets<Stage> tickets;
  private final Set<String> listed;

  /**
   * @param listed user names to show on the log-in page; none of them for a page as real ones are
   */
  Forms(FormTickets<Stage> tickets, Set<String> listed) {
    this.tickets = tickets;
    this.listed = listed;
  }

  /** The log-in page for the first time. */
  Reply login(Visit visit, Asked asked, String username, String why) {
    return shown(visit, loginPage(visit, asked, username, ""), "login.asked", why);
  }

  /** The log-in page again; the password is not on it. */
  Reply loginAgain(Visit visit, Asked asked, String username, String error, String explanation) {
    return shown(visit, loginPage(visit, asked, username, error), "login.refused", explanation);
  }

  private ServerResponse loginPage(Visit visit, Asked asked, String username, String error) {
    Map<String, Object> model = model(visit, new Stage.LoggingIn(asked));
    model.put("username", username);
    model.put("error", error);
    model.put("listed", !listed.isEmpty());
    model.put("users", listed);
    return Pages.of(200, "login", model);
  }

  Reply accounts(Visit visit, Asked asked, List<Login> among) {
    Map<String, Object> model = model(visit, new Stage.Choosing(asked));
    model.put(
        "accounts",
        among.stream()
            .map(Login::user)
            .map(user -> Map.of("username", user.username(), "name", nameOf(user)))
            .toList());
    return shown(
        visit,
        Pages.of(200, "account", model),
        "account.asked",
        "the page asks which account is meant");
  }

  Reply consent(Visit visit, Asked asked, Login login) {
    return shown(
        visit,
        consentPage(visit, new Stage.Consenting(asked, login), asked.scopes(), ""),
        "consent.asked",
        "the page asks user "
            + login.user().username()
            + " to let client "
            + asked.client().id()
            + " have the scope: "
            + String.join(" ", asked.scopes()));
  }

  /** The consent page again, with these boxes checked. */
  Reply consentAgain(
      Visit visit, Stage.Consenting stage, Set<String> checked, String error, String explanation) {
    return shown(visit, consentPage(visit, stage, checked, error), "consent.refused", explanation);
  }

  private ServerResponse consentPage(
      Visit visit, Stage.Consenting stage, Set<String> checked, String error) {
    Asked asked = stage.asked();
    Map<String, Object> model = model(visit, stage);
    model.put("user", stage.login().user().username());
    model.put("userCode", asked.userCode() == null ? "" : asked.userCode());
    model.put("error", error);
    model.put("asks", !asked.scopes().isEmpty());
    model.put("scopes", asked.scopes().stream().map(scope -> box(scope, checked)).toList());
    return Pages.of(200, "consent", model);
  }

  private static Map<String, Object> box(String scope, Set<String> checked) {
    String words = ScopeText.of(scope);
    boolean needed = ScopeText.isNeeded(scope);
    return Map.of(
        "name", scope,
        "text", words,
        "note", words.equals(scope) ? "" : scope,
        "needed", needed,
        "checked", needed || checked.contains(scope));
  }

  private Map<String, Object> model(Visit visit, Stage stage) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("interaction", tickets.issue(visit, stage));
    model.put("client", stage.asked().client().name());
    return model;
  }

  private static Reply shown(Visit visit, ServerResponse page, String event, String explanation) {
    return visit.answer(new Reply(page, event, explanation));
  }

  private static String nameOf(User user) {
    return user.claims().get("name") instanceof String name ? name : user.username();
  }
}
