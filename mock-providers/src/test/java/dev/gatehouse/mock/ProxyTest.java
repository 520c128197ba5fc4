package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.gate.OpenGate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Gatehouse as a proxy in front of other servers, here in front of another Gatehouse. */
@Timeout(180)
class ProxyTest {
  private static final String RIGHT = "Proxy-Authorization: Basic cDpx\r\n";

  private final Gatehouse origin = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final URI proxy = gatehouse.proxy(BasicGate.of("p", Secret.of("q")));

  @AfterEach
  void stop() {
    gatehouse.close();
    origin.close();
  }

  private String authority() {
    return origin.baseUri().getAuthority();
  }

  private String get(String path, String... fields) {
    return "GET http://"
        + authority()
        + path
        + " HTTP/1.1\r\nHost: "
        + authority()
        + "\r\n"
        + String.join("", fields)
        + "\r\n";
  }

  private JournalEntry last() {
    return gatehouse.journal().last(entry -> true).orElseThrow();
  }

  @Test
  void relaysWhatItIsAsked() throws Exception {
    origin.guard("/secret", BasicGate.of("a", Secret.of("b")));
    try (Wire wire = Wire.to(proxy)) {
      String answer =
          wire.send(get("/secret/x?y=1", RIGHT, "Authorization: Basic YTpi\r\n", "X-Own: 1\r\n"))
              .readResponse();
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Via: 1.1 gatehouse")
          .contains("\"path\":\"/secret/x\",\"query\":\"y=1\"", "\"principal\":\"a\"")
          .contains("{\"name\":\"X-Own\",\"value\":\"1\"}");
    }
    JournalEntry entry = last();
    assertThat(entry.handledBy()).isEqualTo("proxy " + proxy.getAuthority());
    assertThat(entry.outcome()).isEqualTo(Outcome.ADMITTED);
    assertThat(entry.principal()).isEqualTo("p");
    assertThat(entry.path()).isEqualTo("http://" + authority() + "/secret/x");
    assertThat(entry.status()).isEqualTo(200);
  }

  @Test
  void neverHandsItsOwnFieldsOn() throws Exception {
    try (Wire wire = Wire.to(proxy)) {
      String answer =
          wire.send(
                  get(
                      "/",
                      RIGHT,
                      "Connection: keep-alive, X-Hop\r\n",
                      "X-Hop: 1\r\n",
                      "Proxy-Connection: keep-alive\r\n",
                      "Keep-Alive: timeout=5\r\n",
                      "TE: trailers\r\n",
                      "X-End: 1\r\n"))
              .readResponse();
      assertThat(answer)
          .contains("X-End", "Via")
          .doesNotContain("Proxy-", "X-Hop", "\"TE\"", "\"Keep-Alive\"", "\"Connection\"");
    }
    assertThat(origin.journal().entries()).hasSize(1);
  }

  @Test
  void dropsWhatIsBetweenTheServerAndItself() throws Exception {
    origin.guard(
        "/",
        request ->
            new Verdict.Challenged(
                "",
                ServerResponse.text(401, "no")
                    .with("X-Hop", "1")
                    .with("Connection", "X-Hop")
                    .with("Proxy-Authenticate", "Basic realm=\"x\"")
                    .with("WWW-Authenticate", "Basic realm=\"y\"")));
    try (Wire wire = Wire.to(proxy)) {
      assertThat(wire.send(get("/", RIGHT)).readResponse())
          .startsWith("HTTP/1.1 401")
          .contains("WWW-Authenticate: Basic realm=\"y\"")
          .doesNotContain("X-Hop", "Proxy-Authenticate");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', missing-credentials, no Proxy-Authorization field",
    "'Authorization: Basic cDpx', missing-credentials, no Proxy-Authorization field",
    "'Proxy-Authorization: Bearer x', wrong-scheme, Proxy-Authorization field has another scheme",
    "'Proxy-Authorization: Basic cDpy', wrong-password, password is wrong",
    "'Proxy-Authorization: Basic eDpx', unknown-user, no such user"
  })
  void asksWhoItIs(String field, String reason, String explanation) throws Exception {
    try (Wire wire = Wire.to(proxy)) {
      String line = field.isEmpty() ? "" : field + "\r\n";
      for (String request : List.of(get("/", line), connect(authority(), line), get("/", line))) {
        assertThat(wire.send(request).readResponse())
            .startsWith("HTTP/1.1 407 ")
            .contains("Proxy-Authenticate: Basic realm=\"Gatehouse\"")
            .doesNotContain("WWW-Authenticate", "Connection: close");
        assertThat(last().event()).isEqualTo(reason);
        assertThat(last().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(last().explanation()).contains(explanation);
      }
    }
    assertThat(origin.journal().entries()).isEmpty();
  }

  @Test
  void takesTwoFieldsForNone() throws Exception {
    try (Wire wire = Wire.to(proxy)) {
      assertThat(wire.send(get("/", RIGHT, RIGHT)).readResponse()).startsWith("HTTP/1.1 400 ");
      assertThat(last().event()).isEqualTo("several-authorization-fields");
    }
  }

  private static String connect(String target, String... fields) {
    return "CONNECT "
        + target
        + " HTTP/1.1\r\nHost: "
        + target
        + "\r\n"
        + String.join("", fields)
        + "\r\n";
  }

  @Test
  void opensATunnel() throws Exception {
    try (Wire wire = Wire.to(proxy)) {
      assertThat(wire.send(connect(authority(), RIGHT)).readResponse()).startsWith("HTTP/1.1 200 ");
      assertThat(last().method()).isEqualTo("CONNECT");
      assertThat(last().path()).isEqualTo(authority());
      assertThat(last().outcome()).isEqualTo(Outcome.ADMITTED);
      for (int i = 0; i < 3; i++) {
        assertThat(wire.send("GET /through HTTP/1.1\r\nHost: x\r\n\r\n").readResponse())
            .startsWith("HTTP/1.1 200 ")
            .contains("/through")
            .doesNotContain("Via");
      }
    }
    assertThat(gatehouse.journal().entries()).hasSize(1);
  }

  /** More tunnels than the server has threads. */
  @Test
  void holdsNoThreadForATunnel() throws Exception {
    List<Wire> tunnels = new CopyOnWriteArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        Wire wire = Wire.to(proxy);
        tunnels.add(wire);
        assertThat(wire.send(connect(authority(), RIGHT)).readResponse()).contains(" 200 ");
      }
      for (Wire wire : tunnels) {
        assertThat(wire.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n").readResponse())
            .startsWith("HTTP/1.1 200 ");
      }
    } finally {
      for (Wire wire : tunnels) {
        wire.close();
      }
    }
  }

  /** A server that is slow holds no thread either: here more than there are do not answer. */
  @Test
  void holdsNoThreadForARelayedRequest() throws Exception {
    List<Wire> waiting = new CopyOnWriteArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      String target = "127.0.0.1:" + silent.getLocalPort();
      for (int i = 0; i < 150; i++) {
        Wire wire = Wire.to(proxy);
        waiting.add(wire);
        wire.send(
            "GET http://" + target + "/ HTTP/1.1\r\nHost: " + target + "\r\n" + RIGHT + "\r\n");
        try (Socket accepted = silent.accept()) {
          assertThat(accepted.getPort()).isPositive();
          if (i % 10 == 0) {
            try (Wire other = Wire.to(proxy)) {
              assertThat(other.send(get("/x", RIGHT)).readResponse()).startsWith("HTTP/1.1 200");
            }
          }
        }
      }
    } finally {
      for (Wire wire : waiting) {
        wire.close();
      }
    }
  }

  /** Somebody else's login must not be had by who comes next. */
  @Test
  void givesEachClientConnectionsOfItsOwn() throws Exception {
    List<ClientConnection> seen = new CopyOnWriteArrayList<>();
    origin.guard(
        "/",
        (ServerRequest request) -> {
          seen.add(request.connection());
          return new Verdict.Admitted("x", Map.of());
        });
    try (Wire one = Wire.to(proxy);
        Wire two = Wire.to(proxy)) {
      one.send(get("/", RIGHT)).readResponse();
      two.send(get("/", RIGHT)).readResponse();
      one.send(get("/", RIGHT)).readResponse();
    }
    assertThat(seen.get(0)).isSameAs(seen.get(2)).isNotSameAs(seen.get(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000_000, 5_000_000})
  void relaysBodiesOfAnyLength(int length) throws Exception {
    try (Wire wire = Wire.to(proxy)) {
      for (int i = 0; i < 2; i++) {
        String answer =
            wire.send(
                    "POST http://"
                        + authority()
                        + "/x HTTP/1.1\r\nHost: "
                        + authority()
                        + "\r\n"
                        + RIGHT
                        + "Content-Length: "
                        + length
                        + "\r\n\r\n"
                        + "b".repeat(length))
                .readResponse();
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"bodySize\":" + length);
      }
    }
  }

  @Test
  void relaysAnAnswerOfAnyForm() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Wire wire = Wire.to(proxy)) {
      String target = "127.0.0.1:" + server.getLocalPort();
      String fields = " HTTP/1.1\r\nHost: " + target + "\r\n" + RIGHT + "\r\n";
      wire.send("GET http://" + target + "/a" + fields);
      try (Socket asked = server.accept()) {
        readRequest(asked);
        answer(asked, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        answer(asked, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        answer(asked, "2\r\nde\r\n0\r\n\r\n");
        String chunked = wire.readResponse();
        assertThat(chunked).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
        assertThat(read(wire, "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n".length())).contains("abc", "de");

        wire.send("HEAD http://" + target + "/b" + fields);
        readRequest(asked);
        answer(asked, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nETag: \"1\"\r\n\r\n");
        assertThat(readHead(wire)).contains("Content-Length: 99", "ETag: \"1\"");

        wire.send("GET http://" + target + "/c" + fields);
        readRequest(asked);
        answer(asked, "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
        assertThat(wire.readResponse()).startsWith("HTTP/1.1 304").contains("ETag: \"1\"");

        wire.send("GET http://" + target + "/d" + fields);
        readRequest(asked);
        answer(asked, "HTTP/1.0 200 OK\r\n\r\nuntil the end");
      }
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200");
      assertThat(read(wire, "d\r\nuntil the end\r\n0\r\n\r\n".length())).contains("until the end");
    }
  }

  /** A server that answers before it is asked answers nobody, and loses its connection. */
  private static void readRequest(Socket socket) throws Exception {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
  }

  private static void answer(Socket socket, String text) throws Exception {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String read(Wire wire, int bytes) throws Exception {
    return new String(
        wire.socket().getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  private static String readHead(Wire wire) throws Exception {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(read(wire, 1));
    }
    return head.toString();
  }

  /** The server closed while nobody asked it (RFC 9112, section 9.3.1). */
  @Test
  void asksAgainOverANewConnectionWhereTheOldOneHadEnded() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Wire wire = Wire.to(proxy)) {
      String target = "127.0.0.1:" + server.getLocalPort();
      String request =
          "GET http://" + target + "/ HTTP/1.1\r\nHost: " + target + "\r\n" + RIGHT + "\r\n";
      wire.send(request);
      try (Socket first = server.accept()) {
        answer(first, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
        assertThat(wire.readResponse()).endsWith("1");
      }
      wire.send(request);
      try (Socket second = server.accept()) {
        answer(second, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
        assertThat(wire.readResponse()).endsWith("2");
      }
    }
  }

  @Test
  void saysWhenNobodyAnswers() throws Exception {
    String target;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      target = "127.0.0.1:" + taken.getLocalPort();
    }
    for (String request :
        List.of(
            "GET http://" + target + "/ HTTP/1.1\r\nHost: " + target + "\r\n" + RIGHT + "\r\n",
            connect(target, RIGHT))) {
      try (Wire wire = Wire.to(proxy)) {
        assertThat(wire.send(request).readResponse())
            .startsWith("HTTP/1.1 502 ")
            .contains("could not be asked");
        assertThat(last().status()).isEqualTo(502);
        assertThat(last().event()).isEqualTo("unreachable-target");
        assertThat(last().explanation()).contains("could not be asked");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rubbish\r\n\r\n", "", "HTTP/1.1 200 OK\r\nContent-Le"})
  void saysWhenTheAnswerIsNone(String rubbish) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Wire wire = Wire.to(proxy)) {
      String target = "127.0.0.1:" + server.getLocalPort();
      wire.send(
          "POST http://" + target + "/ HTTP/1.1\r\nHost: " + target + "\r\n" + RIGHT + "\r\n");
      try (Socket asked = server.accept()) {
        // Read before it is closed, which else resets the connection.
        asked.getInputStream().read(new byte[4096]);
        answer(asked, rubbish);
      }
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 502 ");
      assertThat(last().status()).isEqualTo(502);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org:443",
        "192.0.2.1:80",
        "0.0.0.0:80",
        "[2001:db8::1]:443",
        "127.example:80"
      })
  void goesNowhereElse(String target) throws Exception {
    try (Wire wire = Wire.to(proxy)) {
      assertThat(wire.send(connect(target, RIGHT)).readResponse())
          .startsWith("HTTP/1.1 403 ")
          .contains("gatehouse.proxy(gate, \"");
      assertThat(last().event()).isEqualTo("foreign-target");
      assertThat(last().explanation()).contains("on this machine only");
      assertThat(
              wire.send(
                      "GET http://"
                          + target
                          + "/ HTTP/1.1\r\nHost: "
                          + target
                          + "\r\n"
                          + RIGHT
                          + "\r\n")
                  .readResponse())
          .startsWith("HTTP/1.1 403 ");
    }
  }

  /** The name is known nowhere, so that a tunnel to it fails later. */
  @Test
  void goesWhereItWasNamed() throws Exception {
    URI open = gatehouse.proxy(new OpenGate(), "Api.Invalid");
    try (Wire wire = Wire.to(open)) {
      assertThat(wire.send(connect("api.invalid:443")).readResponse()).startsWith("HTTP/1.1 502 ");
      assertThat(last().handledBy()).isEqualTo("proxy " + open.getAuthority());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1|Host: PROXY, This is a proxy",
    "GET http://PROXY/ HTTP/1.1|Host: PROXY, This is a proxy",
    "CONNECT PROXY HTTP/1.1|Host: PROXY, This is a proxy",
    "GET https://localhost:1/ HTTP/1.1|Host: localhost:1, a tunnel is right",
    "CONNECT localhost HTTP/1.1|Host: localhost, names no server"
  })
  void refusesWhatNamesNoServer(String head, String explanation) throws Exception {
    try (Wire wire = Wire.to(proxy)) {
      assertThat(
              wire.send(
                      head.replace("|", "\r\n").replace("PROXY", proxy.getAuthority())
                          + "\r\n"
                          + RIGHT
                          + "\r\n")
                  .readResponse())
          .startsWith("HTTP/1.1 400 ")
          .contains(explanation);
    }
    assertThat(origin.journal().entries()).isEmpty();
  }

  @Test
  void closesWithTheServer() throws Exception {
    Gatehouse shortLived = Gatehouse.builder().lineup(Lineup.empty()).start();
    URI short1 = shortLived.proxy(new OpenGate());
    shortLived.close();
    try (ServerSocket again = new ServerSocket(short1.getPort())) {
      assertThat(again.isBound()).isTrue();
    }
  }
}
