package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.Secret;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CustomAuthTest {
  private static final CustomAuth ALL =
      new CustomAuth(
          "user",
          Secret.of("pa:ss w\u00f6rd"),
          List.of(NamedSecret.of("X-Key", "h3ader")),
          List.of(NamedSecret.of("key", "qu3ry")));

  private static HttpConnection open(Peer peer, @Nullable CustomAuthenticator hook) {
    ClientOptions options = ClientOptions.defaults();
    return HttpConnection.open(
        Connection.of("t", peer.uri(), ALL),
        hook == null ? options : options.withCustomAuthenticator(hook));
  }

  @Test
  void sendsEverythingItHas() throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, null)) {
      connection.get("/a?b=c");
      assertThat(peer.last().target()).isEqualTo("/a?b=c&key=qu3ry");
      assertThat(peer.last().all("X-Key")).containsExactly("h3ader");
      // base64 of "user:pa:ss wörd" in UTF-8
      assertThat(peer.last().all("Authorization"))
          .containsExactly("Basic dXNlcjpwYTpzcyB3w7ZyZA==");
    }
  }

  @Test
  void theHookSeesEveryAttemptAsItIsSent() throws Exception {
    List<CustomAuthenticator.Attempt> attempts = new CopyOnWriteArrayList<>();
    try (Peer peer =
            Peer.of(
                (request, out) -> {
                  boolean first = request.target().startsWith("/a");
                  Peer.write(out, first ? 307 : 200, "", first ? "Location: /b?x=1" : "A: b");
                });
        HttpConnection connection =
            open(
                peer,
                attempt -> {
                  attempts.add(attempt);
                  return List.of(
                      new Headers.Field("Authorization", "Signed " + attempts.size()),
                      new Headers.Field("x-key", "replaced"));
                })) {
      connection.post("/a", Body.text("body", "text/plain"));

      assertThat(attempts).extracting(CustomAuthenticator.Attempt::method).containsOnly("POST");
      assertThat(attempts)
          .extracting(attempt -> attempt.uri().toString())
          .containsExactly(peer.uri() + "/a?key=qu3ry", peer.uri() + "/b?x=1&key=qu3ry");
      assertThat(attempts)
          .allMatch(
              attempt ->
                  new String(attempt.body(), java.nio.charset.StandardCharsets.UTF_8)
                      .equals("body"));
      assertThat(attempts.get(1).headers())
          .contains(new Headers.Field("X-Key", "h3ader"))
          .contains(new Headers.Field("Content-Type", "text/plain"));
      assertThat(attempts).noneMatch(attempt -> attempt.toString().contains("qu3ry"));
      assertThat(peer.requests())
          .extracting(request -> request.first("Authorization").orElse(""))
          .containsExactly("Signed 1", "Signed 2");
      assertThat(peer.requests())
          .allMatch(request -> request.all("X-Key").equals(List.of("replaced")));
    }
  }

  @Test
  void aStreamedBodyIsEmptyToTheHookAndUntouched() throws Exception {
    List<byte[]> bodies = new CopyOnWriteArrayList<>();
    try (Peer peer = Peer.ok("");
        HttpConnection connection =
            open(
                peer,
                attempt -> {
                  bodies.add(attempt.body());
                  return List.of();
                })) {
      connection.post(
          "/", new Body.Stream(() -> new ByteArrayInputStream(new byte[3]), "a/b", 3, false));
      assertThat(bodies).containsExactly(new byte[0]);
      assertThat(peer.last().body()).hasSize(3);
    }
  }

  @Test
  void aHookCannotChangeTheBodyByAccident() throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection =
            open(
                peer,
                attempt -> {
                  attempt.body()[0] = 'X';
                  return List.of();
                })) {
      connection.post("/", Body.text("body", "text/plain"));
      assertThat(peer.last().text()).isEqualTo("body");
    }
  }

  @SuppressWarnings("NullAway")
  static List<CustomAuthenticator> broken() {
    return List.of(
        attempt -> {
          throw new java.io.IOException("cannot sign with pa:ss w\u00f6rd or h3ader or qu3ry");
        },
        attempt -> {
          throw new IllegalStateException();
        },
        attempt -> null,
        attempt -> List.of(new Headers.Field("Bad Name", "x")),
        attempt -> List.of(new Headers.Field("Content-Length", "0")),
        attempt -> List.of(new Headers.Field("X", "a\r\nEvil: h3ader")));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aHookThatFailsSendsNothing(CustomAuthenticator hook) throws Exception {
    try (Peer peer = Peer.ok("");
        HttpConnection connection = open(peer, hook)) {
      var failure =
          catchThrowableOfType(CustomAuthenticatorException.class, () -> connection.get("/"));
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(failure).hasNoCause();
      assertThat(failure.getMessage()).doesNotContain("w\u00f6rd", "h3ader", "qu3ry");
      assertThat(peer.requests()).isEmpty();
      assertThat(peer.connections()).isZero();
    }
  }
}
