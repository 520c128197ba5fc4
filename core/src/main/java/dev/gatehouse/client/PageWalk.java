package dev.gatehouse.client;

import dev.gatehouse.client.internal.page.Page;
import dev.gatehouse.client.internal.page.Submission;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk from an authorization page, over redirects and forms, to the redirect URI. */
final class PageWalk {
  /** More than any login needs; a loop ends here. */
  private static final int MOST_STEPS = 30;

  /** Who logs in. */
  record Credentials(String username, Secret password) {}

  private final Visits visits;
  private final URI start;
  private final RedirectUri redirect;
  private final @Nullable Credentials credentials;
  private boolean passwordSent;

  PageWalk(
      Visits visits, URI authorizationUri, URI redirectUri, @Nullable Credentials credentials) {
    this.visits = visits;
    this.start = authorizationUri;
    this.redirect = new RedirectUri(redirectUri);
    this.credentials = credentials;
  }

  /** The URI the user would be sent back to; it is not fetched. */
  URI walk() throws IOException {
    try (Deadline deadline = visits.deadline()) {
      Outgoing next = get(start);
      for (int step = 0; step < MOST_STEPS; step++) {
        Visits.Visit visit = visits.fetch(next, deadline);
        Optional<URI> arrival = location(visit).filter(redirect::isAnswered);
        if (arrival.isPresent()) {
          return arrival.get();
        }
        next = onwards(visit);
        if (redirect.isAnswered(next.uri())) {
          return next.uri();
        }
      }
    } catch (RedirectFailedException e) {
      throw new IOException(e.getMessage());
    }
    throw new IOException(
        "the authorization server did not come to an end in " + MOST_STEPS + " steps");
  }

  /** An absolute target, of whatever scheme; a relative one is found when it is followed. */
  private static Optional<URI> location(Visits.Visit visit) {
    if (visit.status() / 100 != 3) {
      return Optional.empty();
    }
    return visit
        .headers()
        .first("Location")
        .flatMap(
            location -> {
              try {
                return Optional.of(new URI(location)).filter(URI::isAbsolute);
              } catch (URISyntaxException e) {
                return Optional.empty();
              }
            });
  }

  private Outgoing onwards(Visits.Visit visit) throws IOException {
    Optional<Outgoing> redirected =
        Redirects.next(visit.request(), visit.status(), visit.headers().fields());
    return redirected.isPresent() ? redirected.get() : answerPage(visit);
  }

  private Outgoing answerPage(Visits.Visit visit) throws IOException {
    if (!visit.isHtml()) {
      throw new IOException(
          said(visit)
              + ", which is no page but "
              + visit.type().orElse("without a type")
              + ": "
              + quote(visit.text()));
    }
    Page page =
        Page.read(visit.uri(), visit.body(), visit.charset().map(Charset::name).orElse(null));
    if (page.asksForPassword()) {
      return logIn(visit, page);
    }
    if (visit.status() >= 400) {
      throw new IOException(said(visit) + page.tells().map(t -> ": " + quote(t)).orElse(""));
    }
    Submission agreement = page.agree().orElseThrow(() -> stuck(visit, page));
    if (!Origin.of(agreement.target()).equals(Origin.of(visit.uri()))) {
      throw new IOException(
          "a page of "
              + Origin.of(visit.uri())
              + " has a form that leads to "
              + Origin.of(agreement.target())
              + ", which is not submitted");
    }
    return submit(visit.uri(), agreement);
  }

  private Outgoing logIn(Visits.Visit visit, Page page) throws IOException {
    if (passwordSent) {
      throw new IOException(
          page.alert()
              .map(alert -> "the login page says: " + quote(alert))
              .orElse("the login page came back after user name and password were sent"));
    }
    if (credentials == null) {
      throw new IOException(
          "the login page at "
              + Origin.of(visit.uri())
              + " asks for a password, and this user agent has none; use new"
              + " HeadlessBrowser(username, password), or a DesktopBrowser");
    }
    Submission login = page.logIn(credentials.username(), credentials.password().reveal());
    refuseStrangers(visit.uri());
    refuseStrangers(login.target());
    if (!login.post()) {
      throw new IOException("the login form would put the password into a URI; it is not sent");
    }
    passwordSent = true;
    return submit(visit.uri(), login);
  }

  private void refuseStrangers(URI uri) throws IOException {
    if (!Origin.of(uri).equals(Origin.of(start))) {
      throw new IOException(
          "a login form is of, or leads to, "
              + Origin.of(uri)
              + "; the password is for "
              + Origin.of(start)
              + " only, and was not sent");
    }
  }

  private static IOException stuck(Visits.Visit visit, Page page) {
    String said =
        page.tells().map(t -> " ('" + Quote.of(t, new Redaction(List.of())) + "')").orElse("");
    String asked = page.questions().isEmpty() ? "" : "; it asks for " + page.questions();
    return new IOException(
        "the page "
            + visit.request()
            + said
            + " has no form that clearly agrees; its buttons are "
            + page.buttons()
            + asked);
  }

  private String said(Visits.Visit visit) {
    return "the authorization server answered " + visit.status() + " at " + visit.request();
  }

  private String quote(String text) {
    return Quote.of(
        text, new Redaction(credentials == null ? List.of() : List.of(credentials.password())));
  }

  private static Outgoing submit(URI page, Submission submission) {
    if (!submission.post()) {
      return get(submission.target());
    }
    List<Headers.Field> headers = new ArrayList<>(get(page).headers());
    headers.add(new Headers.Field("Content-Type", Submission.FORM));
    // As a browser does, for servers that look there for forged requests.
    headers.add(new Headers.Field("Origin", Origin.of(page).toString()));
    return new Outgoing(
        "POST", submission.target(), headers, false, Body.text(submission.data(), Submission.FORM));
  }

  private static Outgoing get(URI uri) {
    return new Outgoing(
        "GET",
        uri,
        List.of(new Headers.Field("Accept", "text/html,application/xhtml+xml")),
        false,
        Body.none());
  }
}
