package dev.gatehouse.mock.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PortTest {
  private static final Charset ISO = StandardCharsets.ISO_8859_1;
  private static final PortLimits LIMITS = new PortLimits(1000, 4000, Duration.ofSeconds(30));

  /** Answers every request the same way and keeps what it was told. */
  private record Scripted(
      Function<ServerRequest, Answer> script, List<String> refusals, List<ServerRequest> requests)
      implements Front {
    Scripted(Function<ServerRequest, Answer> script) {
      this(script, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    }

    @Override
    public Answer answer(ServerRequest request) {
      requests.add(request);
      assertThat(request.clientAddress()).isEqualTo("127.0.0.1");
      return script.apply(request);
    }

    @Override
    public void turnedAway(ServerRequest request, int status, String reason, String explanation) {
      refusals.add(status + " " + reason);
    }

    @Override
    public Instant now() {
      return Instant.parse("2001-02-03T04:05:06Z");
    }
  }

  private static URI uri(Port port) {
    return URI.create("http://127.0.0.1:" + port.address().getPort());
  }

  private static String exchange(Answer answer, String method) {
    return exchange(answer, method, LIMITS);
  }

  private static String exchange(Answer answer, String method, PortLimits limits) {
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(new Scripted(request -> answer), limits, PortTls.of(Set.of()));
      return Wire.exchange(
          uri(port), method + " / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    }
  }

  @Test
  void addsLengthAndDateAndNothingOfJetty() {
    String response = exchange(new Answer.Whole(ServerResponse.text(200, "hello")), "GET");

    assertThat(response)
        .isEqualTo(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Date: Sat, 03 Feb 2001 04:05:06 GMT",
                "Content-Type: text/plain;charset=utf-8",
                "Content-Length: 5",
                "Connection: close",
                "",
                "hello"));
  }

  @Test
  void saysTheLengthButSendsNoBodyToHead() {
    assertThat(exchange(new Answer.Whole(ServerResponse.text(200, "hello")), "HEAD"))
        .contains("Content-Length: 5\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void sendsNoBodyWhereTheStatusHasNone() {
    for (int status : new int[] {204, 304}) {
      assertThat(exchange(new Answer.Whole(ServerResponse.text(status, "hello")), "GET"))
          .startsWith("HTTP/1.1 " + status)
          .doesNotContain("Content-Length: 5")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void saysItsOwnLengthWhateverTheAnswerClaims() {
    assertThat(
            exchange(
                new Answer.Whole(
                    ServerResponse.status(200)
                        .with("Content-Length", "999")
                        .with("transfer-encoding", "chunked")
                        .withBody("abc")),
                "GET"))
        .contains("Content-Length: 3\r\n")
        .doesNotContain("999", "chunked");
  }

  @Test
  void answersLaterEvenThanTheIdleTimeout() {
    Answer late =
        new Answer.Delayed(
            Duration.ofMillis(1200), new Answer.Whole(ServerResponse.text(200, "late")));
    long started = System.nanoTime();

    assertThat(exchange(late, "GET", new PortLimits(1000, 4000, Duration.ofMillis(600))))
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("late");
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isGreaterThan(Duration.ofMillis(1199));
  }

  @Test
  void dribblesTheBodyInChunks() {
    Answer slow = new Answer.Dribbled(ServerResponse.text(200, "abcdef"), 3, Duration.ofMillis(30));

    assertThat(exchange(slow, "GET"))
        .contains("Transfer-Encoding: chunked\r\n")
        .endsWith("\r\n\r\n2\r\nab\r\n2\r\ncd\r\n2\r\nef\r\n0\r\n\r\n");
  }

  @Test
  void dribblesAnEmptyBody() {
    assertThat(
            exchange(
                new Answer.Dribbled(ServerResponse.status(200), 3, Duration.ofMillis(3)), "GET"))
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("0\r\n\r\n");
  }

  @Test
  void sendsGarbageNothingOrABrokenChunkAndHangsUp() {
    assertThat(exchange(new Answer.Garbage("no http".getBytes(ISO)), "GET")).isEqualTo("no http");
    assertThat(exchange(new Answer.Empty(), "GET")).isEmpty();
    assertThat(
            exchange(
                new Answer.Malformed(
                    ServerResponse.status(200).with("X-A", "b"), "zzz".getBytes(ISO)),
                "GET"))
        .isEqualTo("HTTP/1.1 200 OK\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\nzzz");
  }

  @Test
  void announcesMoreThanItSendsAndHangsUp() {
    Answer cut = new Answer.Truncated(ServerResponse.text(200, "abcdef"), 2);

    assertThat(exchange(cut, "GET"))
        .isEqualTo(
            String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Type: text/plain;charset=utf-8",
                "Content-Length: 6",
                "",
                "ab"));
    assertThatThrownBy(() -> new Answer.Truncated(ServerResponse.text(200, "ab"), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void putsSpacesBeforeABody() {
    for (long spaces : new long[] {1, 64 * 1024, 1_000_000}) {
      String response = exchange(new Answer.Padded(ServerResponse.json(200, "{}"), spaces), "GET");

      assertThat(response).contains("Content-Length: " + (spaces + 2) + "\r\n");
      assertThat(response.substring(response.indexOf("\r\n\r\n") + 4))
          .isEqualTo(" ".repeat((int) spaces) + "{}");
    }
  }

  @Test
  void refusesNothingWhenItCutsAConnectionOnPurpose() throws IOException {
    List<Answer> cuts =
        List.of(
            new Answer.Reset(),
            new Answer.Empty(),
            new Answer.Garbage("no http".getBytes(ISO)),
            new Answer.Truncated(ServerResponse.text(200, "abcdef"), 2));
    for (Answer cut : cuts) {
      Scripted front = new Scripted(request -> cut);
      try (Port port = Port.bind("127.0.0.1", 0)) {
        port.open(front, LIMITS, PortTls.of(Set.of()));
        try (Wire wire = Wire.to(uri(port))) {
          wire.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readAll();
        } catch (SocketException reset) {
          assertThat(cut).isInstanceOf(Answer.Reset.class);
        }
      }
      assertThat(front.refusals()).isEmpty();
    }
  }

  @Test
  void resetsTheConnection() {
    assertThatThrownBy(() -> exchange(new Answer.Reset(), "GET"))
        .hasRootCauseInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void keepsTheConnectionForTheNextRequest() throws IOException {
    Scripted front = new Scripted(request -> new Answer.Whole(ServerResponse.text(200, "yes")));
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(front, LIMITS, PortTls.of(Set.of()));
      try (Wire wire = Wire.to(uri(port))) {
        for (int i = 0; i < 3; i++) {
          wire.send("POST /" + i + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
          assertThat(wire.readResponse()).startsWith("HTTP/1.1 200 OK").endsWith("yes");
        }
      }
    }
    assertThat(front.requests()).extracting(ServerRequest::path).containsExactly("/0", "/1", "/2");
    assertThat(front.requests().get(2).body()).isEqualTo("hi".getBytes(ISO));
  }

  @Test
  void handsOnTheRequestAsItWasWritten() {
    Scripted front = new Scripted(request -> new Answer.Whole(ServerResponse.status(200)));
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(front, LIMITS, PortTls.of(Set.of()));
      Wire.exchange(
          uri(port),
          String.join(
              "\r\n",
              "PATCH /a//b/%7e/../%2F;p?q=%20&q HTTP/1.1",
              "Host: Some.Host:99",
              "content-TYPE: TEXT/plain;Charset=UTF-8",
              "X-a: 1",
              "x-A:  2 ",
              "X-u: \u00c3\u00a9",
              "Transfer-Encoding: chunked",
              "Connection: close",
              "",
              "2",
              "ab",
              "1",
              "c",
              "0",
              "",
              ""));
    }
    ServerRequest request = front.requests().get(0);
    assertThat(request.method()).isEqualTo("PATCH");
    assertThat(request.scheme()).isEqualTo("http");
    assertThat(request.authority()).isEqualTo("Some.Host:99");
    assertThat(request.path()).isEqualTo("/a//b/%7e/../%2F;p");
    assertThat(request.query()).isEqualTo("q=%20&q");
    assertThat(request.body()).isEqualTo("abc".getBytes(ISO));
    assertThat(request.fields())
        .extracting(field -> field.name() + "=" + field.value())
        .containsExactly(
            "Host=Some.Host:99",
            "content-TYPE=TEXT/plain;Charset=UTF-8",
            "X-a=1",
            "x-A=2",
            "X-u=\u00c3\u00a9",
            "Transfer-Encoding=chunked",
            "Connection=close");
  }

  @Test
  void closesLiveConnectionsAndFreesThePortAtOnce() throws IOException {
    Scripted front = new Scripted(request -> new Answer.Whole(ServerResponse.status(200)));
    try (Port neighbour = Port.bind("127.0.0.1", 0)) {
      neighbour.open(front, LIMITS, PortTls.of(Set.of()));
      Port port = Port.bind("127.0.0.1", 0);
      port.open(front, LIMITS, PortTls.of(Set.of()));
      try (Wire wire = Wire.to(uri(port));
          Wire other = Wire.to(uri(neighbour))) {
        wire.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readResponse();
        other.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readResponse();

        port.close();
        port.close();

        assertThat(wire.readAll()).isEmpty();
        try (Port again = Port.bind("127.0.0.1", port.address().getPort())) {
          again.open(front, LIMITS, PortTls.of(Set.of()));
          assertThat(Wire.exchange(uri(again), "GET / HTTP/1.0\r\n\r\n")).contains("200 OK");
        }
        other.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(other.readResponse()).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  @Test
  void closingWhileAnAnswerIsDelayedNeitherHangsNorAnswers() throws IOException {
    Answer never = new Answer.Delayed(Duration.ofHours(1), new Answer.Empty());
    Scripted front = new Scripted(request -> never);
    Port port = Port.bind("127.0.0.1", 0);
    port.open(front, LIMITS, PortTls.of(Set.of()));
    try (Wire wire = Wire.to(uri(port))) {
      wire.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      while (front.requests().isEmpty()) {
        Thread.onSpinWait();
      }
      port.close();
      assertThat(wire.readAll()).isEmpty();
    }
  }

  @Test
  void namesTheAddressThatIsTaken() {
    try (Port taken = Port.bind("127.0.0.1", 0)) {
      int number = taken.address().getPort();
      assertThatThrownBy(() -> Port.bind("127.0.0.1", number))
          .hasMessageContaining("cannot listen on 127.0.0.1:" + number)
          .hasMessageContaining("in use");
    }
    assertThatThrownBy(() -> Port.bind("no.such.host.invalid", 0))
        .hasMessageContaining("no.such.host.invalid");
  }

  @Test
  void tellsNothingOfAnExceptionInTheFront() {
    Scripted front =
        new Scripted(
            request -> {
              throw new IllegalStateException("s3cret");
            });
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(front, LIMITS, PortTls.of(Set.of()));
      assertThat(Wire.exchange(uri(port), "GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
          .startsWith("HTTP/1.1 500 ")
          .doesNotContain("s3cret", "IllegalState", "jetty", "dev.gatehouse");
    }
    assertThat(front.refusals()).containsExactly("500 exception");
  }

  @Test
  void readsALongBodyToItsLimitAndNoFurther() {
    List<Integer> sizes = new ArrayList<>();
    Scripted front =
        new Scripted(
            request -> {
              sizes.add(request.body().length);
              return new Answer.Whole(ServerResponse.status(200));
            });
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(front, LIMITS, PortTls.of(Set.of()));
      String head = "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
      assertThat(Wire.exchange(uri(port), head + "Content-Length: 1000\r\n\r\n" + "x".repeat(1000)))
          .startsWith("HTTP/1.1 200");
      assertThat(
              Wire.exchange(
                  uri(port),
                  head
                      + "Transfer-Encoding: chunked\r\n\r\n3E8\r\n"
                      + "x".repeat(1000)
                      + "\r\n0\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
    }
    assertThat(sizes).containsExactly(1000, 1000);
    assertThat(front.refusals()).isEmpty();
  }
}
