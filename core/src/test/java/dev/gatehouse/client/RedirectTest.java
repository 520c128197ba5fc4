package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.Secret;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final CustomAuth EVERYTHING =
      new CustomAuth(
          "user",
          Secret.of("pass"),
          List.of(NamedSecret.of("X-Key", "h3ader")),
          List.of(NamedSecret.of("key", "qu3ry")));

  private static HttpConnection open(Peer peer) {
    return HttpConnection.open(Connection.of("t", URI.create(peer.uri() + "/base"), EVERYTHING));
  }

  private static Peer redirecting(int status, String location) throws Exception {
    return Peer.of(
        (request, out) -> {
          if (request.target().startsWith("/base/start")) {
            Peer.write(out, status, "moved", "Location: " + location);
          } else {
            Peer.write(out, 200, request.method() + " " + request.text());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void anotherPortGetsNoCredentialOfAnyKind(int status) throws Exception {
    try (Peer other = Peer.ok("other");
        Peer peer = redirecting(status, other.uri() + "/there?a=1&key=qu3ry&b=2#f");
        HttpConnection connection = open(peer)) {
      Response response =
          connection.send(
              new Request(
                  "GET",
                  "/start",
                  List.of(
                      new Headers.Field("Cookie", "session=1"),
                      new Headers.Field("X-Own-Token", "mine"),
                      new Headers.Field("Proxy-Authorization", "Basic eDp5"),
                      new Headers.Field("Accept", "text/plain")),
                  Body.none()));
      assertThat(response.text()).isEqualTo("other");
      assertThat(other.requests()).hasSize(1);
      assertThat(other.last().target()).isEqualTo("/there?a=1&b=2");
      assertThat(other.last().fields().stream().map(f -> f.name().toLowerCase(Locale.ROOT)))
          .containsExactlyInAnyOrder("accept", "host", "connection", "user-agent");
    }
  }

  @Test
  void anotherHostNameOfTheSameAddressGetsNoCredential() throws Exception {
    try (Peer peer =
            Peer.of(
                (request, out) -> {
                  boolean first = request.first("Host").orElse("").startsWith("127.");
                  Peer.write(
                      out,
                      first ? 302 : 200,
                      "",
                      first
                          ? "Location: //localhost:"
                              + request.first("Host").get().split(":", 2)[1]
                              + "/x"
                          : "A: b");
                });
        HttpConnection connection = open(peer)) {
      assertThat(connection.get("/start").status()).isEqualTo(200);
      assertThat(peer.requests()).hasSize(2);
      assertThat(peer.last().all("Authorization")).isEmpty();
      assertThat(peer.last().all("X-Key")).isEmpty();
      assertThat(peer.last().target()).isEqualTo("/x");
    }
  }

  @Test
  void comingBackFromAnotherOriginGetsNoCredential() throws Exception {
    String[] home = new String[1];
    try (Peer other =
            Peer.of((request, out) -> Peer.write(out, 302, "", "Location: " + home[0] + "/admin"));
        Peer peer = redirecting(302, other.uri() + "/x");
        HttpConnection connection = open(peer)) {
      home[0] = peer.uri().toString();
      assertThat(connection.get("/start").status()).isEqualTo(200);
      assertThat(peer.last().target()).isEqualTo("/admin");
      assertThat(peer.last().all("Authorization")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/other, /other?key=qu3ry",
    "sub?x=1, /base/sub?x=1&key=qu3ry",
    "?x=1, /base/again?x=1&key=qu3ry",
    "../up, /up?key=qu3ry",
    "/other?key=qu3ry&y=%20, /other?y=%20&key=qu3ry",
  })
  void theSameOriginIsLoggedInAgainExactlyOnce(String location, String target) throws Exception {
    try (Peer peer =
            Peer.of(
                (request, out) -> {
                  boolean first =
                      request.first("X-First").isPresent()
                          && request.target().equals("/base/again?key=qu3ry");
                  Peer.write(out, first ? 307 : 200, "", first ? "Location: " + location : "A: b");
                });
        HttpConnection connection = open(peer)) {
      Request request =
          new Request("GET", "/again", List.of(new Headers.Field("X-First", "1")), Body.none());
      assertThat(connection.send(request).status()).isEqualTo(200);
      assertThat(peer.last().target()).isEqualTo(target);
      assertThat(peer.last().all("Authorization")).containsExactly("Basic dXNlcjpwYXNz");
      assertThat(peer.last().all("X-Key")).containsExactly("h3ader");
      assertThat(peer.last().all("X-First")).containsExactly("1");
    }
  }

  @Test
  void aLoopEndsAfterTenRedirects() throws Exception {
    try (Peer peer =
            Peer.of((request, out) -> Peer.write(out, 302, "", "Location: " + request.target()));
        HttpConnection connection = open(peer)) {
      assertThatThrownBy(() -> connection.get("/start"))
          .isInstanceOf(RedirectFailedException.class)
          .hasMessageContaining("10 times");
      assertThat(peer.requests()).hasSize(11);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, 301, GET ''", "POST, 302, GET ''", "POST, 303, GET ''", "PUT, 303, GET ''",
    "POST, 307, POST body", "POST, 308, POST body", "PUT, 301, PUT body", "PATCH, 302, PATCH body",
  })
  void theMethodChangesAsEverybodyDoes(String method, int status, String seen) throws Exception {
    try (Peer peer = redirecting(status, "/next");
        HttpConnection connection = open(peer)) {
      Response response =
          connection.send(
              new Request(method, "/start", List.of(), Body.text("body", "text/plain")));
      assertThat(response.text()).isEqualTo(seen.replace("''", ""));
      assertThat(peer.last().first("Content-Type").isPresent()).isEqualTo(seen.endsWith("body"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void anUnsafeRequestIsNotRepeatedAtAnotherOrigin(int status) throws Exception {
    try (Peer other = Peer.ok("other");
        Peer peer = redirecting(status, other.uri() + "/there");
        HttpConnection connection = open(peer)) {
      Response response = connection.post("/start", Body.text("body", "text/plain"));
      assertThat(response.status()).isEqualTo(status);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aBodyThatCannotBeRepeatedIsATypedFailure() throws Exception {
    try (Peer peer = redirecting(307, "/next");
        HttpConnection connection = open(peer)) {
      Body once = new Body.Stream(() -> new ByteArrayInputStream(new byte[3]), "a/b", 3, false);
      assertThatThrownBy(() -> connection.post("/start", once))
          .isInstanceOf(RedirectFailedException.class)
          .hasMessageContaining("cannot be sent again");
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://u:p@127.0.0.1/",
        "http:///x",
        "http://h/a b",
        "ht!tp://x",
        "mailto:a",
      })
  void aTargetThatIsNotPlainHttpIsATypedFailure(String location) throws Exception {
    try (Peer peer = redirecting(302, location);
        HttpConnection connection = open(peer)) {
      assertThatThrownBy(() -> connection.get("/start"))
          .isInstanceOf(RedirectFailedException.class)
          .hasNoCause();
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @Test
  void twoTargetsAreATypedFailure() throws Exception {
    try (Peer peer =
            Peer.of((request, out) -> Peer.write(out, 302, "", "Location: /a", "location: /b"));
        HttpConnection connection = open(peer)) {
      assertThatThrownBy(() -> connection.get("/start"))
          .isInstanceOf(RedirectFailedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 305, 306})
  void otherStatusesAreTheCallers(int status) throws Exception {
    try (Peer peer =
            Peer.of(
                (request, out) ->
                    Peer.raw(
                        out,
                        "HTTP/1.1 " + status + " X\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"));
        HttpConnection connection = open(peer)) {
      assertThat(connection.get("/start").status()).isEqualTo(status);
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @Test
  void basicIsNotSentBeyondItsOrigin() throws Exception {
    try (Peer other = Peer.ok("other");
        Peer peer = redirecting(302, other.uri() + "/there");
        HttpConnection connection =
            HttpConnection.open(
                Connection.of(
                    "t",
                    URI.create(peer.uri() + "/base"),
                    new BasicAuth("user", Secret.of("pass"))))) {
      connection.get("/start");
      assertThat(peer.last().all("Authorization")).hasSize(1);
      assertThat(other.last().all("Authorization")).isEmpty();
    }
  }
}
