package dev.gatehouse.mock.oauth2.internal.logout;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.answer.SeeOther;
import dev.gatehouse.mock.oauth2.internal.client.BrowserParameters;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints.Hint;
import dev.gatehouse.mock.oauth2.internal.page.Notice;
import dev.gatehouse.mock.oauth2.internal.page.Pages;
import dev.gatehouse.mock.oauth2.internal.session.Browsers;
import dev.gatehouse.mock.oauth2.internal.session.FormEndpoint;
import dev.gatehouse.mock.oauth2.internal.session.FormTickets;
import dev.gatehouse.mock.oauth2.internal.session.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Logs people out (OpenID Connect RP-Initiated Logout, section 2). Who is logged in is asked first,
 * unless an ID token proves that the client knows whom it logs out.
 */
public final class EndSessionEndpoint implements Endpoint {
  private final Browsers browsers;
  private final CheckLogoutRequest rules;
  private final FormTickets<LogoutRequest> tickets;

  public EndSessionEndpoint(
      Browsers browsers, IdTokenHints hints, ClientRegistry clients, InstantSource clock) {
    this.browsers = browsers;
    rules = new CheckLogoutRequest(hints, clients);
    tickets = new FormTickets<>(clock);
  }

  @Override
  public Reply answer(ServerRequest http) {
    Visit visit = browsers.visit(http);
    try {
      return decide(visit, rules.of(BrowserParameters.read(http)));
    } catch (OAuth2Refusal refusal) {
      return visit.answer(refused(refusal));
    }
  }

  private Reply decide(Visit visit, LogoutRequest request) {
    List<Login> meant =
        visit.logins().stream()
            .filter(login -> request.hint().filter(hint -> isMeant(hint, login)).isPresent())
            .toList();
    if (meant.isEmpty() && !visit.logins().isEmpty()) {
      return ask(visit, request);
    }
    // Whoever shows the ID token may end its log-in, from another browser too.
    request.hint().map(Hint::sessionId).ifPresent(browsers::end);
    return loggedOut(visit, request, meant);
  }

  private static boolean isMeant(Hint hint, Login login) {
    return hint.sessionId().equals(login.sessionId())
        || hint.subject().equals(login.user().subject());
  }

  private Reply ask(Visit visit, LogoutRequest request) {
    Map<String, Object> model =
        Map.of(
            "interaction", tickets.issue(visit, request),
            "client", request.client().map(RegisteredClient::name).orElse(""),
            "users", names(visit.logins()));
    return visit.answer(
        new Reply(
            Pages.of(200, "logout", model),
            "logout.asked",
            request.hint().isPresent()
                ? "the id_token_hint is of another user than those who are logged in in this"
                    + " browser, so the page asks them"
                : "without an id_token_hint the page asks who is logged in"));
  }

  /** Where the form of the page goes. */
  public Endpoint form() {
    return new FormEndpoint<>(browsers, tickets, LogoutRequest.class, this::submitted);
  }

  private Reply submitted(Visit visit, Parameters form, LogoutRequest request) {
    return form.get("action").filter("logout"::equals).isPresent()
        ? loggedOut(visit, request, visit.logins())
        : visit.answer(
            new Reply(
                Notice.of("You are still logged in", "You can close this page."),
                "logout.refused",
                "on the page, the user chose to stay logged in"));
  }

  private static Reply loggedOut(Visit visit, LogoutRequest request, List<Login> ended) {
    String explanation =
        ended.isEmpty() ? "nobody was logged in in this browser" : names(ended) + " logged out";
    Optional<String> uri = request.redirectUri();
    return (ended.isEmpty() ? visit : visit.without(ended))
        .answer(
            new Reply(
                uri.isPresent()
                    ? SeeOther.to(withState(uri.get(), request.state()))
                    : Notice.of("You are logged out", "You can close this page."),
                "logout.success",
                explanation));
  }

  private static String withState(String uri, Optional<String> state) {
    return state
        .map(
            value ->
                uri
                    + (uri.indexOf('?') < 0 ? "?" : "&")
                    + "state="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8))
        .orElse(uri);
  }

  private static String names(List<Login> logins) {
    return logins.stream().map(login -> login.user().username()).collect(Collectors.joining(", "));
  }

  private static Reply refused(OAuth2Refusal refusal) {
    return new Reply(
        Notice.problem(
            refusal.status(),
            "You cannot be logged out like this",
            refusal.description(),
            "The application asked in a wrong way; the journal of the mock says what is wrong. You"
                + " are still logged in."),
        refusal.event("logout"),
        refusal.explanation());
  }

  /** Forgets what the page has asked. */
  public void reset() {
    tickets.reset();
  }
}
