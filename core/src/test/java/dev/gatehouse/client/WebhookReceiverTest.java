package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_METHOD)
@Timeout(180)
class WebhookReceiverTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final WebhookReceiver receiver = WebhookReceiver.start();

  @AfterEach
  void close() {
    receiver.close();
  }

  /** Sends these bytes and reads the first line of the answer. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.uri().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)).readLine();
    }
  }

  private static int status(URI uri, String method, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void keepsMethodHeadersQueryAndPayload() throws Exception {
    String response =
        raw(
            "PUT "
                + receiver.uri().getPath()
                + "?a=b%20c&a= HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "X-sIgNaTuRe: one\r\n"
                + "x-signature: two\r\n"
                + "Content-Type: application/json\r\n"
                + "Connection: close\r\n"
                + "Content-Length: 14\r\n\r\n"
                + "{\"id\":\"\u00c3\u00a4\u00c3\u00b6\"}\n");

    assertThat(response).startsWith("HTTP/1.1 204 ");
    Webhook webhook = receiver.await(SOON);
    assertThat(webhook.method()).isEqualTo("PUT");
    assertThat(webhook.query()).isEqualTo("a=b%20c&a=");
    assertThat(webhook.text()).isEqualTo("{\"id\":\"äö\"}\n");
    assertThat(webhook.headers().fields())
        .containsExactly(
            new Headers.Field("Host", "127.0.0.1"),
            new Headers.Field("X-sIgNaTuRe", "one"),
            new Headers.Field("x-signature", "two"),
            new Headers.Field("Content-Type", "application/json"),
            new Headers.Field("Connection", "close"),
            new Headers.Field("Content-Length", "14"));
    assertThat(webhook.headers().all("X-SIGNATURE")).containsExactly("one", "two");
  }

  @Test
  void decodesAChunkedPayload() throws Exception {
    raw(
        "POST "
            + receiver.uri().getPath()
            + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

    assertThat(receiver.await(SOON).text()).isEqualTo("abcde");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void takesAnyMethod(String method) throws Exception {
    assertThat(status(receiver.uri(), method, "")).isEqualTo(204);

    Webhook webhook = receiver.await(SOON);
    assertThat(webhook.method()).isEqualTo(method);
    assertThat(webhook.query()).isNull();
    assertThat(webhook.body()).isEmpty();
  }

  @Test
  void handsOutEachWebhookOnceAndInOrder() throws Exception {
    status(receiver.uri(), "POST", "one");
    status(receiver.uri(), "POST", "two");

    assertThat(receiver.await(SOON).text()).isEqualTo("one");
    assertThat(receiver.await(SOON).text()).isEqualTo("two");
    assertThatThrownBy(() -> receiver.await(Duration.ZERO))
        .isInstanceOf(WebhookTimeoutException.class)
        .hasMessage("no webhook came within 0 ms; 2 came before");
    assertThat(receiver.received()).extracting(Webhook::text).containsExactly("one", "two");
  }

  @Test
  void waitsForAWebhookThatHasNotComeYet() throws Exception {
    CompletableFuture<Webhook> next = CompletableFuture.supplyAsync(() -> receiver.await(SOON));

    status(receiver.uri(), "POST", "late");

    assertThat(next.get(20, TimeUnit.SECONDS).text()).isEqualTo("late");
  }

  @Test
  void keepsEveryWebhookOfManySendersAtOnce() {
    List<CompletableFuture<Integer>> sent =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return status(receiver.uri(), "POST", "n" + i);
                          } catch (Exception e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();

    assertThat(sent).allSatisfy(status -> assertThat(status.join()).isEqualTo(204));
    assertThat(receiver.received())
        .extracting(Webhook::text)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 40).mapToObj(i -> "n" + i).toList());
  }

  @Test
  void turnsAwayEveryOtherPath() throws Exception {
    String path = receiver.uri().getPath();
    List<String> others =
        List.of(
            "/", path + "/", path + "x", path.substring(0, path.length() - 1), "//", "/%2e" + path);
    for (String other : others) {
      assertThat(raw("POST " + other + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ");
    }

    assertThat(receiver.received()).isEmpty();
    assertThatThrownBy(() -> receiver.await(Duration.ofMillis(1)))
        .hasMessage(
            "no webhook came within 1 ms; 0 came before, 6 went to another path and got 404");
  }

  @Test
  void refusesAPayloadThatSaysItIsTooLarge() throws Exception {
    String response =
        raw(
            "POST "
                + receiver.uri().getPath()
                + " HTTP/1.1\r\nHost: h\r\nContent-Length: "
                + (WebhookReceiver.MAXIMUM_BODY_BYTES + 1)
                + "\r\n\r\n"
                + "x".repeat(WebhookReceiver.MAXIMUM_BODY_BYTES + 1));

    assertThat(response).startsWith("HTTP/1.1 413 ");
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void refusesAPayloadThatTurnsOutTooLarge() throws Exception {
    String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
    String response =
        raw(
            "POST "
                + receiver.uri().getPath()
                + " HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked"
                + "\r\n\r\n"
                + chunk.repeat(10)
                + "1\r\nx\r\n0\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 413 ");
    assertThatThrownBy(() -> receiver.await(Duration.ZERO))
        .hasMessage("no webhook came within 0 ms; 0 came before, 1 did not fit and got 413");
  }

  @Test
  void takesThePayloadThatJustFits() throws Exception {
    assertThat(status(receiver.uri(), "POST", "x".repeat(WebhookReceiver.MAXIMUM_BODY_BYTES)))
        .isEqualTo(204);
    assertThat(receiver.await(SOON).body()).hasSize(WebhookReceiver.MAXIMUM_BODY_BYTES);
  }

  @Test
  void keepsNoMoreThanItsMemoryAllows() throws Exception {
    String large = "x".repeat(WebhookReceiver.MAXIMUM_BODY_BYTES);
    int fit = WebhookReceiver.MAXIMUM_KEPT_BYTES / WebhookReceiver.MAXIMUM_BODY_BYTES;
    for (int i = 0; i < fit; i++) {
      assertThat(status(receiver.uri(), "POST", large)).isEqualTo(204);
    }

    assertThat(status(receiver.uri(), "POST", large)).isEqualTo(503);
    assertThat(receiver.received()).hasSize(fit);
  }

  @Test
  void stopsReadingAPayloadThatNeverEnds() throws Exception {
    String most =
        raw(
            "POST "
                + receiver.uri().getPath()
                + " HTTP/1.1\r\nHost: h\r\nContent-Length: 9000000000\r\n\r\n"
                + "x".repeat(2 * WebhookReceiver.MAXIMUM_BODY_BYTES + 1));

    assertThat(most).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void answersGarbageWithAnErrorOfItsOwn() throws Exception {
    assertThat(raw("this is not HTTP\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"))
        .matches("(?s)HTTP/1.1 4\\d\\d .*");
  }

  @Test
  void givesEveryReceiverAPathNobodyCanGuess() {
    try (WebhookReceiver other = WebhookReceiver.start()) {
      assertThat(other.uri().getPath())
          .isNotEqualTo(receiver.uri().getPath())
          .matches("/[A-Za-z0-9_-]{32}"); // 192 bits
    }
  }

  @Test
  void printsNothingSecret() throws Exception {
    status(URI.create(receiver.uri() + "?token=hunter2"), "POST", "hunter2");

    assertThat(receiver.toString())
        .isEqualTo("WebhookReceiver[http://127.0.0.1:" + receiver.uri().getPort() + "/***]");
    assertThat(receiver.await(SOON).toString())
        .startsWith("Webhook[POST, ")
        .doesNotContain("hunter2");
  }

  @Test
  void takesNothingMoreAndEndsEveryWaitOnClose() throws Exception {
    CompletableFuture<Webhook> waiting = CompletableFuture.supplyAsync(() -> receiver.await(SOON));

    receiver.close();
    receiver.close();

    assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(takes(receiver.uri())).isFalse();
  }

  /** Another test may have the port by now, but it knows nothing of this path. */
  private static boolean takes(URI uri) throws Exception {
    try {
      return status(uri, "POST", "late") < 300;
    } catch (IOException refused) {
      return false;
    }
  }
}
