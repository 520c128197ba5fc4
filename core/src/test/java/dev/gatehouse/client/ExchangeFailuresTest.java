package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ExchangeFailuresTest {
  private static final ClientOptions QUICK =
      ClientOptions.defaults()
          .withConnectTimeout(Duration.ofSeconds(5))
          .withResponseTimeout(Duration.ofSeconds(2))
          .withMaximumResponseBytes(1000);

  private static HttpConnection open(URI uri, ClientOptions options) {
    return HttpConnection.open(Connection.of("t", uri, new NoneAuth()), options);
  }

  private static <X extends ConnectionException> X failure(Class<X> type, Peer.Script script)
      throws Exception {
    try (Peer peer = Peer.of(script);
        HttpConnection connection = open(peer.uri(), QUICK)) {
      X failure = catchThrowableOfType(type, () -> connection.get("/a?secret=1"));
      assertThat(failure).isNotNull();
      assertThat(failure.getMessage()).doesNotContain("secret");
      assertThat(peer.requests()).hasSize(1);
      return failure;
    }
  }

  @Test
  void nobodyListeningFailsToConnect() throws Exception {
    // Bound but not listening: the port refuses, and nobody else can get it meanwhile.
    try (Socket closed = new Socket()) {
      closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI uri = URI.create("http://127.0.0.1:" + closed.getLocalPort());
      try (HttpConnection connection = open(uri, QUICK)) {
        assertThat(
                catchThrowableOfType(ConnectFailedException.class, () -> connection.get("/a"))
                    .step())
            .isEqualTo(Step.CONNECT);
      }
    }
  }

  @Test
  void plainTextOnATlsAddressFailsTls() throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(URI.create("https://127.0.0.1:" + peer.port()), QUICK)) {
      assertThat(catchThrowableOfType(ConnectionException.class, () -> connection.get("/a")).step())
          .isEqualTo(Step.CONNECT);
    }
  }

  @Test
  void aServerThatNeverAnswersTimesOut() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(failure(TimedOutException.class, (request, out) -> never.await()).step())
        .isEqualTo(Step.EXCHANGE);
  }

  @Test
  void aServerThatStopsMidwayTimesOut() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    assertThat(
            failure(
                    TimedOutException.class,
                    (request, out) -> {
                      Peer.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
                      never.await();
                    })
                .step())
        .isEqualTo(Step.RECEIVE);
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsNotTriedAgain() throws Exception {
    assertThat(failure(BrokenResponseException.class, (request, out) -> out.close()))
        .hasMessageContaining("without an answer")
        .extracting(ConnectionException::step)
        .isEqualTo(Step.EXCHANGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nNo colon here\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9",
      })
  void whatIsNotHttpIsABrokenResponse(String answer) throws Exception {
    assertThat(
            failure(
                BrokenResponseException.class,
                (request, out) -> {
                  Peer.raw(out, answer);
                  out.close();
                }))
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\r\n\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\nabcde\r\n",
      })
  void aTruncatedOrMalformedBodyIsABrokenResponse(String rest) throws Exception {
    assertThat(
            failure(
                    BrokenResponseException.class,
                    (request, out) -> {
                      Peer.raw(out, "HTTP/1.1 200 OK\r\n" + rest);
                      out.close();
                    })
                .step())
        .isEqualTo(Step.RECEIVE);
  }

  @Test
  void moreThanAllowedIsABrokenResponse() throws Exception {
    assertThat(
            failure(
                BrokenResponseException.class,
                (request, out) -> Peer.write(out, 200, "a".repeat(1001))))
        .hasMessageContaining("1000 bytes");
  }

  @Test
  void asMuchAsAllowedIsRead() throws Exception {
    try (Peer peer = Peer.ok("a".repeat(1000));
        HttpConnection connection = open(peer.uri(), QUICK)) {
      assertThat(connection.get("/").body()).hasSize(1000);
    }
  }

  @Test
  void endlessHeadersAreCutOff() throws Exception {
    failure(
        BrokenResponseException.class,
        (request, out) -> {
          Peer.raw(out, "HTTP/1.1 200 OK\r\n");
          while (true) {
            Peer.raw(out, "X-Header: value\r\n");
          }
        });
    failure(
        BrokenResponseException.class,
        (request, out) -> {
          Peer.raw(out, "HTTP/1.1 200 OK\r\nX: ");
          while (true) {
            Peer.raw(out, "value");
          }
        });
  }

  @Test
  void aReaderThatStopsEarlyEndsTheConnection() throws Exception {
    try (Peer peer =
            Peer.of(
                (request, out) -> {
                  Peer.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
                  byte[] block = new byte[8192];
                  while (true) {
                    out.write(block);
                  }
                });
        HttpConnection connection = open(peer.uri(), QUICK)) {
      int first =
          connection.send(
              Request.of("GET", "/"), (status, headers, body) -> body.readNBytes(9).length);
      assertThat(first).isEqualTo(9);
    }
  }

  @Test
  void aReadersOwnFailureReachesTheCaller() throws Exception {
    try (Peer peer = Peer.ok("hi");
        HttpConnection connection = open(peer.uri(), QUICK)) {
      assertThat(
              catchThrowableOfType(
                  UncheckedIOException.class,
                  () ->
                      connection.send(
                          Request.of("GET", "/"),
                          (status, headers, body) -> {
                            throw new IOException("disk full");
                          })))
          .hasMessageContaining("disk full");
      assertThat(connection.get("/").text()).isEqualTo("hi");
    }
  }

  @Test
  void anAnswerIsReadWhileItArrives() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (Peer peer =
            Peer.of(
                (request, out) -> {
                  Peer.raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
                  assertThat(read.await(5, TimeUnit.SECONDS)).isTrue();
                  Peer.raw(out, "1\r\nb\r\n0\r\n\r\n");
                });
        HttpConnection connection =
            open(peer.uri(), QUICK.withResponseTimeout(Duration.ofSeconds(5)))) {
      String text =
          connection.send(
              Request.of("GET", "/"),
              (status, headers, body) -> {
                int first = body.read();
                read.countDown();
                return (char) first + new String(body.readAllBytes(), StandardCharsets.UTF_8);
              });
      assertThat(text).isEqualTo("ab");
    }
  }

  @ParameterizedTest
  @CsvSource({"10, ended after 3", "2, is longer than"})
  void aBodyThatBreaksItsPromiseFails(long length, String message) throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer.uri(), QUICK)) {
      Body body = new Body.Stream(() -> new ByteArrayInputStream(new byte[3]), "a/b", length, true);
      var failure =
          catchThrowableOfType(InvalidRequestException.class, () -> connection.post("/", body));
      assertThat(failure).hasMessageContaining(message);
      assertThat(failure.step()).isEqualTo(Step.EXCHANGE);
      assertThat(peer.requests()).isEmpty();
    }
  }

  @Test
  void aBodyThatCannotBeReadFails() throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer.uri(), QUICK)) {
      Body body =
          new Body.Stream(
              () -> {
                throw new IOException("no such file");
              },
              "a/b",
              -1,
              true);
      assertThat(
              catchThrowableOfType(InvalidRequestException.class, () -> connection.post("/", body)))
          .hasMessageContaining("could not be opened")
          .hasRootCauseMessage("no such file");
    }
  }

  @Test
  void anAnswerBeforeTheBodyIsSentIsRead() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HttpConnection connection =
            open(
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                ClientOptions.defaults())) {
      Thread peer =
          new Thread(
              () -> {
                try (var socket = server.accept()) {
                  OutputStream out = socket.getOutputStream();
                  assertThat(socket.getInputStream().read()).isEqualTo('P');
                  Peer.raw(
                      out,
                      "HTTP/1.1 413 Too much\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                  socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  // The client closed first.
                }
              });
      peer.start();
      Body endless =
          new Body.Stream(
              () ->
                  new InputStream() {
                    @Override
                    public int read() {
                      return 'x';
                    }
                  },
              "a/b",
              -1,
              true);
      assertThat(connection.post("/", endless).status()).isEqualTo(413);
      peer.join();
    }
  }

  @Test
  void aClosedConnectionSaysSo() throws Exception {
    try (Peer peer = Peer.ok("")) {
      HttpConnection connection = open(peer.uri(), QUICK);
      connection.close();
      connection.close();
      assertThat(catchThrowableOfType(InvalidRequestException.class, () -> connection.get("/")))
          .hasMessageContaining("closed");
      assertThat(peer.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"})
  void aTokenThatDripsEndsAtTheTotalDeadline(String head) throws Exception {
    CountDownLatch pace = new CountDownLatch(1);
    try (Peer endpoint =
            Peer.of(
                (request, out) -> {
                  Peer.raw(out, head.isEmpty() ? "HTTP/1.1 200 OK\r\nX: " : head);
                  while (!pace.await(20, TimeUnit.MILLISECONDS)) {
                    Peer.raw(out, "x");
                  }
                });
        Peer api = Peer.ok("");
        HttpConnection connection =
            HttpConnection.open(
                Connection.of(
                    "t",
                    api.uri(),
                    dev.gatehouse.connection.OAuth2ClientCredentialsAuth.of(
                        endpoint.uri(), "c", "s")),
                ClientOptions.defaults().withTotalTimeout(Duration.ofMillis(400)))) {
      var failure = catchThrowableOfType(TimedOutException.class, () -> connection.get("/"));
      assertThat(failure).hasMessageContaining("400 ms in total");
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(api.requests()).isEmpty();
    }
  }
}
