package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.oauth2.internal.session.Browsers;
import dev.gatehouse.mock.oauth2.internal.session.Consents;
import dev.gatehouse.mock.oauth2.internal.session.Visit;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The way of a person through the pages: log in, choose an account, consent, and back. */
public final class Interaction {
  private final Browsers browsers;
  private final Consents consents;
  private final Strengths strengths;
  private final Automatic automatic;
  private final SelectLogin selection;
  private final Forms forms;
  private final InstantSource clock;

  Interaction(
      Browsers browsers,
      Consents consents,
      Strengths strengths,
      Automatic automatic,
      Forms forms,
      InstantSource clock) {
    this.browsers = browsers;
    this.consents = consents;
    this.strengths = strengths;
    this.automatic = automatic;
    this.forms = forms;
    this.clock = clock;
    selection = new SelectLogin(strengths);
  }

  /** The browser asks for the first page, or for no page at all. */
  public Reply start(ServerRequest http, Asked asked) {
    Visit visit = browsers.visit(http);
    try {
      strengths.requireEssential(asked.expected());
      return automatic.serves(asked)
          ? automatically(visit, asked)
          : selected(visit, asked, selection.among(visit.logins(), asked, clock.instant()));
    } catch (OAuth2Refusal refusal) {
      return refused(visit, asked, refusal);
    }
  }

  private Reply automatically(Visit visit, Asked asked) throws OAuth2Refusal {
    User user = automatic.user(asked);
    List<Login> before =
        visit.logins().stream()
            .filter(login -> login.user().username().equals(user.username()))
            .toList();
    return !before.isEmpty()
            && selection.good(before.get(0), asked, clock.instant()) instanceof Selection.Ready
        ? admit(visit, asked, before.get(0))
        : loggedIn(visit, asked, user);
  }

  private Reply selected(Visit visit, Asked asked, Selection selected) throws OAuth2Refusal {
    if (selected instanceof Selection.Ready ready) {
      return admit(visit, asked, ready.login());
    }
    if (asked.prompt().none()) {
      throw Selection.refusal(selected);
    }
    return selected instanceof Selection.LogIn logIn
        ? forms.login(visit, asked, logIn.username(), logIn.why())
        : forms.accounts(visit, asked, ((Selection.Choose) selected).among());
  }

  /** The person has chosen one of those who are logged in. */
  Reply chosen(Visit visit, Asked asked, Login login) throws OAuth2Refusal {
    return selected(visit, asked, selection.good(login, asked, clock.instant()));
  }

  /** The person has proved who they are. */
  Reply loggedIn(Visit visit, Asked asked, User user) throws OAuth2Refusal {
    Login login = newLogin(user, asked.expected());
    return admit(visit.with(login), asked, login);
  }

  /** A log-in that is in no browser yet. */
  public Login newLogin(User user, Expected expected) {
    return new Login(
        user,
        clock.instant(),
        strengths.of(expected),
        List.of("pwd"),
        UUID.randomUUID().toString());
  }

  /** The user is known; what is left is whether they consent. */
  private Reply admit(Visit visit, Asked asked, Login login) throws OAuth2Refusal {
    if (!asked.expected().isUser(login.user())) {
      // OpenID Connect Core, section 3.1.2.2: no positive answer for anybody else.
      return refused(
          visit,
          asked,
          new OAuth2Refusal(
              400,
              "login_required",
              "Another user is logged in than the one that is expected.",
              "login",
              "user "
                  + login.user().username()
                  + " is logged in, but the id_token_hint or the claim sub names another (OpenID"
                  + " Connect Core, section 3.1.2.2)"));
    }
    if (!needsConsent(asked, login)) {
      return visit.answer(asked.outcome().allowed(login, asked.scopes()));
    }
    if (asked.prompt().none()) {
      return refused(
          visit,
          asked,
          new OAuth2Refusal(
              400,
              "consent_required",
              "The user has to consent.",
              "consent",
              "prompt=none lets nobody be asked, but user "
                  + login.user().username()
                  + " has not let client "
                  + asked.client().id()
                  + " have all of the scope: "
                  + String.join(" ", asked.scopes())));
    }
    return forms.consent(visit, asked, login);
  }

  private boolean needsConsent(Asked asked, Login login) {
    if (asked.prompt().consent()) {
      return true;
    }
    if (automatic.isOn()) {
      return false;
    }
    // RFC 8628, section 5.4: a device is confirmed each time, as somebody else may have started it.
    return asked.userCode() != null
        || (asked.client().consentRequired()
            && !consents.cover(login.user(), asked.client(), asked.scopes()));
  }

  static Reply refused(Visit visit, Asked asked, OAuth2Refusal refusal) {
    return visit.answer(asked.outcome().refused(refusal));
  }
}
