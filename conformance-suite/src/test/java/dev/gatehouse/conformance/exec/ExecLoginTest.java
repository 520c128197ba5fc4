package dev.gatehouse.conformance.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientCrashedException;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The {@code authorize} exchange of CLIENT-PROTOCOL.md. */
class ExecLoginTest {
  private static final Connection CONNECTION =
      Connection.of("c", URI.create("http://127.0.0.1:1"), new NoneAuth());

  private static String authorize(URI uri, URI redirectUri) {
    return "{\"type\":\"authorize\",\"id\":7,\"uri\":\""
        + uri
        + "\",\"redirectUri\":\""
        + redirectUri
        + "\"}";
  }

  /** What the suite said of the login. */
  private static String redirected(String authorize) throws Exception {
    try (ExecClient client = ExecClient.start(LoggingInClient.command(authorize));
        Session session = client.open(CONNECTION, ClientSettings.defaults())) {
      CallResult result = session.call(CallRequest.get("/"));

      assertThat(session.grantedScopes()).contains(List.of("a", "b"));
      return ((CallResult.Answered) result).text();
    }
  }

  @Test
  void handsBackWhereTheUserWasSent() throws Exception {
    URI redirectUri = URI.create("https://app.example/callback");
    try (Peer server = Peer.start()) {
      server.on("/authorize", Reply.redirect(302, URI.create(redirectUri + "?code=1&state=2")));

      assertThat(redirected(authorize(server.at("/authorize"), redirectUri)))
          .isEqualTo(
              "{\"type\":\"redirected\",\"id\":7,\"uri\":\"" + redirectUri + "?code=1&state=2\"}");
    }
  }

  @Test
  void goesToALoopbackRedirectUriItself() throws Exception {
    try (ServerSocket listener =
            new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Peer server = Peer.start()) {
      URI redirectUri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/back");
      server.on("/authorize", Reply.redirect(302, URI.create(redirectUri + "?code=1")));

      assertThat(redirected(authorize(server.at("/authorize"), redirectUri)))
          .isEqualTo("{\"type\":\"redirected\",\"id\":7}");
      try (Socket visitor = listener.accept()) {
        assertThat(
                new BufferedReader(
                        new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine())
            .isEqualTo("GET /back?code=1 HTTP/1.1");
      }
    }
  }

  @Test
  void saysWhyTheUserGotNowhere() throws Exception {
    try (Peer server = Peer.start().answer(Reply.status(500))) {
      assertThat(
              redirected(
                  authorize(server.at("/authorize"), URI.create("https://app.example/callback"))))
          .isEqualTo(
              "{\"type\":\"redirected\",\"id\":7,\"error\":"
                  + "\"the page at /authorize answered 500 and did not redirect\"}");
    }
  }

  @Test
  void blamesAClientWhoseRequestForALoginCannotBeRead() throws Exception {
    String command = LoggingInClient.command("{\"type\":\"authorize\",\"id\":7,\"uri\":\"x y\"}");
    try (ExecClient client = ExecClient.start(command);
        Session session = client.open(CONNECTION, ClientSettings.defaults())) {
      assertThatThrownBy(() -> session.call(CallRequest.get("/")))
          .isInstanceOf(ClientCrashedException.class)
          .hasMessageContaining("member 'uri' is not a URI");
    }
  }
}
