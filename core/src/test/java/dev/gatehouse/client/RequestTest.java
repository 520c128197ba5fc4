package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static HttpConnection open(Peer peer, Auth auth, boolean caseSensitive) {
    return HttpConnection.open(
        new Connection("t", null, peer.uri(), auth, Tls.PLATFORM, caseSensitive));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"})
  void sendsEachMethodWithItsBody(String method) throws Exception {
    try (Peer peer =
            Peer.of(
                (request, out) -> {
                  if (request.method().equals("HEAD")) {
                    Peer.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
                  } else {
                    Peer.write(out, 200, request.text());
                  }
                });
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      Body body = Body.text("caf\u00e9", "text/plain;charset=utf-8");
      Response response = connection.send(new Request(method, "/", List.of(), body));
      assertThat(response.text()).isEqualTo(method.equals("HEAD") ? "" : "caf\u00e9");
      assertThat(peer.last().method()).isEqualTo(method);
      assertThat(peer.last().all("Content-Type")).containsExactly("text/plain;charset=utf-8");
      assertThat(peer.last().all("Content-Length")).containsExactly("5");
    }
  }

  @Test
  void aPostWithoutBodySaysThatItIsEmpty() throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      connection.post("/", Body.none());
      assertThat(peer.last().all("Content-Length")).containsExactly("0");
      connection.delete("/");
      assertThat(peer.last().all("Content-Length")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"-1", "100000"})
  void streamsABodyOfKnownOrUnknownLength(long length) throws Exception {
    byte[] bytes = "0123456789".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      connection.put(
          "/", new Body.Stream(() -> new ByteArrayInputStream(bytes), "a/b", length, false));
      assertThat(peer.last().body()).isEqualTo(bytes);
      assertThat(peer.last().all("Content-Length"))
          .isEqualTo(length < 0 ? List.of() : List.of("100000"));
    }
  }

  @Test
  void keepsConnectionsAliveAndNoCookies() throws Exception {
    try (Peer peer =
            Peer.of((request, out) -> Peer.write(out, 200, "hi", "Set-Cookie: a=b; Path=/"));
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      for (int i = 0; i < 5; i++) {
        assertThat(connection.get("/").headers().first("set-cookie")).contains("a=b; Path=/");
      }
      assertThat(peer.connections()).isEqualTo(1);
      assertThat(peer.requests()).allMatch(request -> request.first("Cookie").isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WWW-Authenticate: Basic realm=x",
        "WWW-Authenticate: Digest realm=x, nonce=y",
        "Retry-After: 0"
      })
  void aFixedCredentialIsNeverSentTwice(String header) throws Exception {
    for (int status : new int[] {401, 403, 407, 429, 503}) {
      try (Peer peer = Peer.of((request, out) -> Peer.write(out, status, "no", header));
          HttpConnection connection = open(peer, new BasicAuth("u", Secret.of("p")), false)) {
        assertThat(connection.get("/").status()).isEqualTo(status);
        assertThat(peer.requests()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X Key",
        "X:Key",
        "",
        "X\r\nY",
        "caf\u00e9",
        "X\0",
        "(x)",
        "Host",
        "content-length",
        "Transfer-Encoding",
        "CONNECTION",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Proxy-Connection",
      })
  void refusesAHeaderNameThatCannotBeSent(String name) throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      assertThatThrownBy(
              () ->
                  connection.send(
                      new Request("GET", "/", List.of(new Headers.Field(name, "v")), Body.none())))
          .isInstanceOf(InvalidRequestException.class);
      assertThat(peer.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\rb",
        "a\nb",
        "a\r\nX: y",
        "a\0b",
        "\u0001",
        "a\u007f",
        "\u00e9",
        "\u20ac",
        " a",
        "a ",
        "a\t"
      })
  void refusesAHeaderValueThatCannotArriveAsItIs(String value) throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      assertThatThrownBy(
              () ->
                  connection.send(
                      new Request("GET", "/", List.of(new Headers.Field("X", value)), Body.none())))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageNotContaining("X: y");
      assertThatThrownBy(() -> connection.post("/", Body.text("x", value)))
          .isInstanceOf(InvalidRequestException.class);
      assertThat(peer.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "TRACE", "CONNECT", "OPTIONS", "", "GET /x HTTP/1.1\r\n"})
  void refusesAnyOtherMethod(String method) throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      assertThatThrownBy(() -> connection.send(Request.of(method, "/")))
          .isInstanceOf(InvalidRequestException.class);
      assertThat(peer.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thereIsOneAuthorizationWhateverTheCallerSends(boolean caseSensitive) throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, new BasicAuth("u", Secret.of("p")), caseSensitive)) {
      connection.send(
          new Request(
              "GET",
              "/",
              List.of(
                  new Headers.Field("authorization", "Bearer mine"),
                  new Headers.Field("AUTHORIZATION", "Bearer mine")),
              Body.none()));
      assertThat(peer.last().all("Authorization")).containsExactly("Basic dTpw");
    }
  }

  @Test
  void theCallersHeaderGivesWayToTheCredentialOfItsName() throws Exception {
    Request request =
        new Request("GET", "/", List.of(new Headers.Field("x-key", "mine")), Body.none());
    HeaderAuth auth = new HeaderAuth(List.of(NamedSecret.of("X-Key", "right")));
    try (Peer peer = Peer.ok("")) {
      try (HttpConnection connection = open(peer, auth, false)) {
        connection.send(request);
        assertThat(peer.last().all("X-Key")).containsExactly("right");
      }
      try (HttpConnection connection = open(peer, auth, true)) {
        connection.send(request);
        assertThat(peer.last().all("X-Key")).containsExactly("mine", "right");
      }
    }
  }

  @Test
  void answersAreLookedUpAsTheConnectionSays() throws Exception {
    try (Peer peer = Peer.of((request, out) -> Peer.write(out, 200, "", "X-One: a", "x-one: b"))) {
      try (HttpConnection connection = open(peer, new NoneAuth(), false)) {
        assertThat(connection.get("/").headers().all("X-ONE")).containsExactly("a", "b");
      }
      try (HttpConnection connection = open(peer, new NoneAuth(), true)) {
        Headers headers = connection.get("/").headers();
        assertThat(headers.all("X-One")).containsExactly("a");
        assertThat(headers.all("x-one")).containsExactly("b");
        assertThat(headers.all("X-ONE")).isEmpty();
      }
    }
  }

  @Test
  void theCallersContentTypeWinsOverTheBodys() throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, new NoneAuth(), false)) {
      connection.send(
          new Request(
              "POST",
              "/",
              List.of(new Headers.Field("content-type", "a/b")),
              Body.text("x", "c/d")));
      assertThat(peer.last().all("Content-Type")).containsExactly("a/b");
    }
  }
}
