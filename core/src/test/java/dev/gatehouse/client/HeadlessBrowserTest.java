package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadlessBrowserTest {
  private static final String PASSWORD = "pa55+w\u00f6rd";
  private static final String LOGIN =
      """
      <form method=post action="/login">
        <input type=hidden name=csrf value="a&amp;b">
        <input name=user autocomplete=username><input type=password name=pass>
        <button name=do value=login>Sign in</button>
      </form>
      """;
  private static final String CONSENT =
      """
      <form method=post action="/consent">
        <button name=decision value=deny>Deny</button>
        <button name=decision value=allow>Allow</button>
      </form>
      """;

  private static UserAgent ada() {
    return new HeadlessBrowser("ada", Secret.of(PASSWORD));
  }

  private static HttpConnection open(CodeFlow flow, UserAgent agent) {
    return flow.open(options -> options.withUserAgent(agent));
  }

  private static AuthorizationFailedException refused(CodeFlow flow, UserAgent agent) {
    HttpConnection connection = open(flow, agent);
    var failure =
        catchThrowableOfType(AuthorizationFailedException.class, () -> connection.get("/a"));
    assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
    assertThat(failure).hasNoCause();
    assertThat(failure.getMessage()).doesNotContain(PASSWORD);
    assertThat(flow.tokenRequests()).isEmpty();
    return failure;
  }

  /** An authorization endpoint with a page, and somewhere that ends the login. */
  private static CodeFlow showing(String page) throws Exception {
    return ending(
        new CodeFlow().page("/authorize", (request, out) -> CodeFlow.html(out, 200, page)));
  }

  /** {@code /login} and {@code /consent} send the user back, whatever they are sent. */
  private static CodeFlow ending(CodeFlow flow) {
    for (String path : List.of("/login", "/consent", "/end")) {
      flow.page(
          path, (request, out) -> Peer.write(out, 303, "", "Location: " + back(flow, "code=c")));
    }
    return flow;
  }

  /** The redirect URI of the latest request, with an answer. */
  private static String back(CodeFlow flow, String answer) {
    List<Peer.Seen> asked = flow.seen("/authorize");
    Map<String, String> request =
        CodeFlow.parameters(URI.create(asked.get(asked.size() - 1).target()).getRawQuery());
    return request.get("redirect_uri") + "?" + answer + "&state=" + request.get("state");
  }

  @Test
  void stopsAtTheRedirectUriWithoutFetchingIt() throws Exception {
    try (CodeFlow flow = new CodeFlow();
        Peer app = Peer.ok("never")) {
      flow.redirectUri(app.uri() + "/cb")
          .page(
              "/authorize",
              (request, out) -> Peer.write(out, 302, "", "Location: " + back(flow, "code=c")));
      assertThat(open(flow, new HeadlessBrowser()).get("/a").status()).isEqualTo(200);
      assertThat(app.requests()).isEmpty();
      assertThat(flow.seen("/authorize").get(0).all("Accept"))
          .containsExactly("text/html,application/xhtml+xml");
    }
  }

  @Test
  void isWhatAConnectionUsesWhenNobodySaysOtherwise() throws Exception {
    try (CodeFlow flow = new CodeFlow();
        HttpConnection connection = HttpConnection.open(flow.connection("plain"))) {
      flow.page(
          "/authorize",
          (request, out) -> Peer.write(out, 302, "", "Location: " + back(flow, "code=c")));
      assertThat(connection.get("/a").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.app:/cb", "https://app.example/cb", "http://127.0.0.1/cb"})
  void stopsAtARedirectUriOfAnyKind(String uri) throws Exception {
    try (CodeFlow flow = new CodeFlow().redirectUri(uri)) {
      flow.page(
          "/authorize",
          (request, out) -> Peer.write(out, 302, "", "Location: " + back(flow, "code=c")));
      assertThat(open(flow, new HeadlessBrowser()).get("/a").status()).isEqualTo(200);
    }
  }

  @Test
  void fillsInTheLoginFormAndAgreesOnTheConsentPage() throws Exception {
    try (CodeFlow flow = showing(LOGIN)) {
      flow.page(
          "/login",
          (request, out) ->
              CodeFlow.html(out, 200, CONSENT, "Set-Cookie: session=s1; Path=/; HttpOnly"));
      assertThat(open(flow, ada()).get("/a").status()).isEqualTo(200);

      Peer.Seen login = flow.seen("/login").get(0);
      assertThat(login.method()).isEqualTo("POST");
      assertThat(login.text()).isEqualTo("csrf=a%26b&user=ada&pass=pa55%2Bw%C3%B6rd&do=login");
      assertThat(login.all("Content-Type")).containsExactly("application/x-www-form-urlencoded");
      assertThat(login.all("Origin")).containsExactly(flow.server().uri().toString());
      assertThat(login.all("Cookie")).isEmpty();
      Peer.Seen consent = flow.seen("/consent").get(0);
      assertThat(consent.text()).isEqualTo("decision=allow");
      assertThat(consent.all("Cookie")).containsExactly("session=s1");
    }
  }

  @Test
  void keepsCookiesToTheirPathAndForgetsThemAfterwards() throws Exception {
    try (CodeFlow flow = new CodeFlow().token("")) {
      flow.page(
              "/authorize",
              (request, out) ->
                  Peer.write(
                      out,
                      302,
                      "",
                      "Location: /deep/er",
                      "Set-Cookie: a=1",
                      "Set-Cookie: b=2; Path=/deep",
                      "Set-Cookie: c=3; Path=/other",
                      "Set-Cookie: d=4; Domain=elsewhere.example",
                      "Set-Cookie: e=5; Max-Age=0",
                      "Set-Cookie: f=6; Secure",
                      "Set-Cookie: nonsense"))
          .page(
              "/deep/er",
              (request, out) -> Peer.write(out, 302, "", "Location: " + back(flow, "code=c")));
      HttpConnection connection = open(flow, new HeadlessBrowser());
      connection.get("/a");
      flow.clock().advance(Duration.ofHours(1));
      connection.get("/a");

      assertThat(flow.seen("/deep/er").get(0).first("Cookie").orElse("").split("; ", -1))
          .containsExactlyInAnyOrder("a=1", "b=2");
      assertThat(flow.seen("/authorize")).hasSize(2).allMatch(r -> r.all("Cookie").isEmpty());
    }
  }

  @Test
  void sendsThePasswordOnceAndTellsWhatTheLoginPageSays() throws Exception {
    try (CodeFlow flow = showing(LOGIN)) {
      flow.page(
          "/login",
          (request, out) ->
              CodeFlow.html(
                  out,
                  401,
                  "<p role=alert>Wrong password\n " + PASSWORD + " for <b>ada</b></p>" + LOGIN));
      assertThat(refused(flow, ada()))
          .hasMessageContaining("the login page says: Wrong password *** for ada");
      assertThat(flow.seen("/login")).hasSize(1);
    }
  }

  @Test
  void aLoginPageThatComesBackWithoutAWordIsAFailureToo() throws Exception {
    try (CodeFlow flow = showing(LOGIN)) {
      flow.page("/login", (request, out) -> CodeFlow.html(out, 200, LOGIN));
      assertThat(refused(flow, ada())).hasMessageContaining("the login page came back");
      assertThat(flow.seen("/login")).hasSize(1);
    }
  }

  @Test
  void withoutCredentialsALoginFormIsTheEnd() throws Exception {
    try (CodeFlow flow = showing(LOGIN)) {
      assertThat(refused(flow, new HeadlessBrowser()))
          .hasMessageContaining("asks for a password, and this user agent has none")
          .hasMessageContaining("new HeadlessBrowser(username, password)");
      assertThat(flow.seen("/login")).isEmpty();
    }
  }

  @Test
  void sendsThePasswordToNoOtherOrigin() throws Exception {
    try (Peer thief = Peer.ok("thanks")) {
      for (String form :
          List.of(
              "<form method=post action='" + thief.uri() + "/login'><input type=password name=p>",
              "<base href='"
                  + thief.uri()
                  + "/'><form method=post action=login>"
                  + "<input type=password name=p>",
              "<form method=post action='/login'><input type=password name=p>"
                  + "<button formaction='"
                  + thief.uri()
                  + "'>Log in</button>")) {
        try (CodeFlow flow = showing(form)) {
          assertThat(refused(flow, ada())).hasMessageContaining("was not sent");
        }
      }
      assertThat(thief.requests()).isEmpty();
    }
  }

  @Test
  void sendsThePasswordFromNoOtherOrigin() throws Exception {
    try (Peer thief = Peer.of((request, out) -> CodeFlow.html(out, 200, LOGIN));
        CodeFlow flow = new CodeFlow().page("/authorize", 302, "", "Location: " + thief.uri())) {
      assertThat(refused(flow, ada())).hasMessageContaining("was not sent");
      assertThat(thief.requests()).hasSize(1).allMatch(r -> r.method().equals("GET"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void resendsThePasswordToNoOtherOrigin(int status) throws Exception {
    try (Peer thief = Peer.ok("thanks");
        CodeFlow flow = showing(LOGIN)) {
      flow.page("/login", status, "", "Location: " + thief.uri() + "/login");
      refused(flow, ada());
      assertThat(thief.requests()).isEmpty();
    }
  }

  @Test
  void repeatsAPostWhereAServerAsksForItAtItsOwnOrigin() throws Exception {
    try (CodeFlow flow = showing(LOGIN.replace("/login", "/moved"))) {
      flow.page("/moved", 307, "", "Location: /login");
      assertThat(open(flow, ada()).get("/a").status()).isEqualTo(200);
      assertThat(flow.seen("/login").get(0).text()).contains("pass=");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<form action=/login><input type=password name=p>",
        "<form method=post action=javascript:alert(1)><input type=password name=p>",
        "<form method=post action=mailto:a@b><input type=password name=p>",
        "<form method=post action='http://['><input type=password name=p>",
        "<form method=post enctype=multipart/form-data><input type=password name=p>",
        "<form method=post enctype=text/plain><input type=password name=p>",
        "<form method=post><input type=password name=p><input type=password name=again>",
        "<form method=post><input type=password name=p disabled></form>",
      })
  void refusesALoginFormItCannotSubmitSafely(String form) throws Exception {
    try (CodeFlow flow = showing(form)) {
      refused(flow, ada());
      assertThat(flow.server().requests()).hasSize(1);
    }
  }

  @Test
  void submitsNoOtherFormToAnotherOrigin() throws Exception {
    try (Peer elsewhere = Peer.ok("thanks");
        CodeFlow flow =
            showing(
                "<form method=post action='"
                    + elsewhere.uri()
                    + "'><button>Allow</button></form>")) {
      assertThat(refused(flow, ada())).hasMessageContaining("which is not submitted");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void anEndlessRedirectEnds() throws Exception {
    try (CodeFlow flow = new CodeFlow().page("/authorize", 302, "", "Location: /authorize?again")) {
      assertThat(refused(flow, ada())).hasMessageContaining("30 steps");
      assertThat(flow.seen("/authorize")).hasSize(30);
    }
  }

  @Test
  void anEndlessConsentEnds() throws Exception {
    try (CodeFlow flow = showing(CONSENT)) {
      flow.page("/consent", (request, out) -> CodeFlow.html(out, 200, CONSENT));
      assertThat(refused(flow, ada())).hasMessageContaining("30 steps");
    }
  }

  @Test
  void aHugePageIsCut() throws Exception {
    try (CodeFlow flow = showing("<p>" + "x".repeat(2 << 20))) {
      assertThat(refused(flow, ada())).hasMessageContaining("longer than");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<div>", "<form>", "<table>", "<b>"})
  void aPageNestedWithoutEndIsRead(String tag) throws Exception {
    try (CodeFlow flow = showing(tag.repeat(40_000))) {
      assertThat(refused(flow, ada())).hasMessageContaining("no form that clearly agrees");
    }
  }

  @Test
  void aPageThatDripsEndsAtTheTotalTimeout() throws Exception {
    CountDownLatch pace = new CountDownLatch(1);
    try (CodeFlow flow =
        new CodeFlow()
            .page(
                "/authorize",
                (request, out) -> {
                  Peer.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n");
                  while (!pace.await(20, TimeUnit.MILLISECONDS)) {
                    Peer.raw(out, "x");
                  }
                })) {
      HttpConnection connection =
          flow.open(
              options ->
                  options
                      .withTotalTimeout(Duration.ofMillis(200))
                      .withUserAgent(new HeadlessBrowser()));
      var failure = catchThrowableOfType(ConnectionException.class, () -> connection.get("/a"));
      assertThat(failure).isInstanceOf(TimedOutException.class);
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | text/html | <h1>Unknown client</h1> | answered 400 | Unknown client",
        "500 | text/html | <title>Oops</title> | answered 500 | Oops",
        "400 | application/json | {\"error\":\"invalid_request\"} | application/json | invalid_request",
        "200 | text/plain | hello | no page | hello",
        "200 | text/html | <h1>Hello</h1> | no form that clearly agrees | Hello",
        "204 | text/html | '' | no form | []",
      })
  void tellsWhatAPageWithoutAWayOnSays(int status, String type, String body, String one, String two)
      throws Exception {
    try (CodeFlow flow =
        new CodeFlow()
            .page("/authorize", status, body == null ? "" : body, "Content-Type: " + type)) {
      assertThat(refused(flow, ada())).hasMessageContaining(one).hasMessageContaining(two);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[",
        "ftp://127.0.0.1/",
        "//user:pw@127.0.0.1/",
        "javascript:alert(1)",
        "http://plain.example/login",
      })
  void refusesToBeLedAstray(String location) throws Exception {
    try (CodeFlow flow = new CodeFlow().page("/authorize", 302, "", "Location: " + location)) {
      refused(flow, ada());
      assertThat(flow.server().requests()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsNotThereIsATypedFailureOfTheLogin() throws Exception {
    try (CodeFlow flow = new CodeFlow().page("/authorize", (request, out) -> out.close())) {
      HttpConnection connection = open(flow, new HeadlessBrowser());
      assertThat(catchThrowableOfType(ConnectionException.class, () -> connection.get("/a")).step())
          .isEqualTo(Step.AUTHENTICATE);
    }
  }

  @Test
  void worksWithoutAConnectionToo() throws Exception {
    try (CodeFlow flow = showing(LOGIN)) {
      URI redirect = URI.create("https://app.example/cb");
      URI page =
          QueryString.set(
              flow.at("/authorize"), Map.of("redirect_uri", redirect.toString(), "state", "s"));
      assertThat(ada().authorize(page, redirect))
          .contains(URI.create("https://app.example/cb?code=c&state=s"));
    }
  }

  @Test
  void aFixedRedirectUriNeedsNoFreePort() throws Exception {
    try (Peer app = Peer.ok("");
        CodeFlow flow = showing(LOGIN).redirectUri(app.uri() + "/cb")) {
      assertThat(open(flow, ada()).get("/a").status()).isEqualTo(200);
      assertThat(app.requests()).isEmpty();
    }
  }

  @Test
  void printsNeitherUserNorPassword() {
    assertThat(ada() + " " + new HeadlessBrowser()).doesNotContain("ada", PASSWORD);
    assertThat(new PageWalk.Credentials("ada", Secret.of(PASSWORD)).toString())
        .doesNotContain(PASSWORD);
  }
}
