package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackReceiverTest {
  private static final HttpClient BROWSER =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private static HttpResponse<String> get(String uri) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(uri)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return BROWSER.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String state(URI authorization) {
    return CodeFlow.parameters(authorization.getRawQuery()).get("state");
  }

  /** A browser that goes to the redirect URI by itself, and what it was shown there. */
  private static HttpConnection open(
      CodeFlow flow, String query, List<HttpResponse<String>> shown) {
    return flow.open(
        options ->
            options.withUserAgent(
                (asked, back) -> {
                  shown.add(get(back + "?" + query.replace("%STATE%", state(asked))));
                  return Optional.empty();
                }));
  }

  @Test
  void takesTheAnswerOfABrowserOnARandomPortOfTheLoopbackAddress() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      List<HttpResponse<String>> shown = new ArrayList<>();
      assertThat(open(flow, "code=a%2Bb&state=%STATE%", shown).get("/a").status()).isEqualTo(200);

      URI back = shown.get(0).request().uri();
      assertThat(back.getHost()).isEqualTo("127.0.0.1");
      assertThat(back.getPath()).isEqualTo("/callback");
      assertThat(flow.tokenRequests().get(0))
          .containsEntry("code", "a+b")
          .containsEntry("redirect_uri", "http://127.0.0.1:" + back.getPort() + "/callback");
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), back.getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void showsAReadablePageWithNothingOfTheAnswerInIt() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      List<HttpResponse<String>> shown = new ArrayList<>();
      open(flow, "code=%3Cscript%3E&state=%STATE%", shown).get("/a");

      HttpResponse<String> page = shown.get(0);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body())
          .contains("<html lang=\"en\">", "You can close this window")
          .doesNotContain("script", "state");
      assertThat(page.headers().map())
          .containsEntry("content-type", List.of("text/html; charset=utf-8"))
          .containsEntry("cache-control", List.of("no-store"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsKey("content-security-policy");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"code=c&state=wrong", "code=c", "error=access_denied&state=%STATE%"})
  void anAnswerThatIsNotRightEndsTheLogin(String query) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = open(flow, query, new ArrayList<>());
      assertThatThrownBy(() -> connection.get("/a"))
          .isInstanceOf(AuthorizationFailedException.class);
      assertThat(flow.tokenRequests()).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoAnswerAndGoesOnWaiting() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.open(null).orElseThrow()) {
      String at = receiver.redirectUri().toString();
      String origin = at.replace("/callback", "");
      for (String other :
          List.of(
              origin + "/",
              origin + "/favicon.ico",
              origin + "/callback/?code=c&state=s",
              origin + "/callbac%6B?code=c&state=s",
              at,
              at + "?",
              at + "?hello=world")) {
        assertThat(get(other).statusCode()).as(other).isEqualTo(404);
      }
      HttpResponse<String> posted =
          send(
              HttpRequest.newBuilder(URI.create(at + "?code=c&state=s"))
                  .POST(HttpRequest.BodyPublishers.ofString("x"))
                  .build());
      assertThat(posted.statusCode()).isEqualTo(405);
      assertThat(posted.headers().firstValue("Allow")).contains("GET");

      get(at + "?code=c&state=s");
      assertThat(receiver.await(Duration.ofSeconds(5)))
          .isEqualTo(URI.create(at + "?code=c&state=s"));
    }
  }

  @Test
  void someoneWhoConnectsAndSaysNothingHoldsNobodyUp() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.open(null).orElseThrow();
        Socket silent =
            new Socket(InetAddress.getLoopbackAddress(), receiver.redirectUri().getPort());
        Socket slow =
            new Socket(InetAddress.getLoopbackAddress(), receiver.redirectUri().getPort())) {
      slow.getOutputStream().write("GET /callback?co".getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      get(receiver.redirectUri() + "?code=c");
      assertThat(receiver.await(Duration.ofSeconds(5)).getRawQuery()).isEqualTo("code=c");
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @Test
  void theFirstAnswerCounts() throws Exception {
    try (LoopbackReceiver receiver = LoopbackReceiver.open(null).orElseThrow()) {
      get(receiver.redirectUri() + "?code=first");
      get(receiver.redirectUri() + "?code=second");
      assertThat(receiver.await(Duration.ofSeconds(5)).getRawQuery()).isEqualTo("code=first");
    }
  }

  @Test
  void whoDoesNotComeBackInTimeIsATypedFailure() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection =
          flow.open(
              options ->
                  options
                      .withLoginTimeout(Duration.ofMillis(50))
                      .withUserAgent((asked, back) -> Optional.empty()));
      var failure = catchThrowableOfType(TimedOutException.class, () -> connection.get("/a"));
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(failure).hasMessageMatching("nobody came back .*/callback within 50 ms");
    }
  }

  @Test
  void closingTheConnectionEndsTheWait() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      CountDownLatch shown = new CountDownLatch(1);
      HttpConnection connection =
          flow.open(
              options ->
                  options
                      .withLoginTimeout(Duration.ofMinutes(5))
                      .withUserAgent(
                          (asked, back) -> {
                            shown.countDown();
                            return Optional.empty();
                          }));
      CompletableFuture<Response> call = CompletableFuture.supplyAsync(() -> connection.get("/a"));
      assertThat(shown.await(5, TimeUnit.SECONDS)).isTrue();
      connection.close();
      assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(() -> connection.get("/a")).isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void anInterruptedWaitIsATypedFailure() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection =
          flow.open(
              options ->
                  options.withUserAgent(
                      (asked, back) -> {
                        Thread.currentThread().interrupt();
                        return Optional.empty();
                      }));
      assertThatThrownBy(() -> connection.get("/a"))
          .isInstanceOf(AuthorizationFailedException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** Below the ports that systems hand out, so that no other test gets it meanwhile. */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken; there are others.
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:%d/cb",
    "http://localhost:%d/cb?own=1",
    "http://127.0.0.1:%d",
    "HTTP://LocalHost:%d/cb",
  })
  void listensWhereTheSettingsSay(String template) throws Exception {
    URI uri = URI.create(template.formatted(freePort()));
    try (CodeFlow flow = new CodeFlow().redirectUri(uri.toString())) {
      HttpConnection connection =
          flow.open(
              options ->
                  options.withUserAgent(
                      (asked, back) -> {
                        String local =
                            "http://127.0.0.1:"
                                + back.getPort()
                                + back.getRawPath()
                                + (back.getRawQuery() == null
                                    ? "?"
                                    : "?" + back.getRawQuery() + "&");
                        get(local + "code=c&state=" + state(asked));
                        return Optional.empty();
                      }));
      assertThat(connection.get("/a").status()).isEqualTo(200);
      assertThat(flow.tokenRequests().get(0)).containsEntry("redirect_uri", uri.toString());
    }
  }

  @Test
  void aPortThatIsTakenIsATypedFailureBeforeAnyoneIsAsked() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CodeFlow flow =
            new CodeFlow().redirectUri("http://127.0.0.1:" + taken.getLocalPort() + "/cb")) {
      assertThatThrownBy(() -> flow.open().get("/a"))
          .isInstanceOf(AuthorizationFailedException.class)
          .hasMessageContaining("cannot listen at the redirect URI");
      assertThat(flow.authorizations()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb",
        "http://app.example:80/cb",
        "https://127.0.0.1:8443/cb",
        "http://127.0.0.1/cb",
        "com.example.app:/cb",
        "urn:ietf:wg:oauth:2.0:oob",
      })
  void listensNowhereElse(String uri) throws Exception {
    assertThat(LoopbackReceiver.open(URI.create(uri))).isEmpty();
    try (CodeFlow flow = new CodeFlow().redirectUri(uri)) {
      HttpConnection connection =
          flow.open(options -> options.withUserAgent((asked, back) -> Optional.empty()));
      assertThatThrownBy(() -> connection.get("/a"))
          .isInstanceOf(AuthorizationFailedException.class)
          .hasMessageContaining("nothing listens at auth.redirectUri");
    }
  }

  @Test
  void aUserAgentThatFailsIsATypedFailureWithoutSecrets() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      for (boolean checked : new boolean[] {true, false}) {
        HttpConnection connection =
            flow.open(
                options ->
                    options.withUserAgent(
                        (asked, back) -> {
                          if (checked) {
                            throw new IOException("no window for " + asked);
                          }
                          throw new IllegalStateException("no window for " + asked);
                        }));
        var failure =
            catchThrowableOfType(AuthorizationFailedException.class, () -> connection.get("/a"));
        assertThat(failure).hasMessageContaining("no window for").hasNoCause();
        assertThat(failure.getMessage()).contains("state=***");
      }
    }
  }
}
