package dev.gatehouse.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.conformance.peer.ClosedPort;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BrowserTest {
  private static final URI ELSEWHERE = URI.create("https://app.example/callback?tenant=7");

  private final UserAgent browser = UserAgent.ofTheSuite();

  @Test
  void handsBackARedirectThatLeavesThisMachine() throws IOException {
    URI answer = URI.create(ELSEWHERE + "&code=1&state=2");
    try (Peer server = Peer.start()) {
      server.on("/authorize", Reply.redirect(302, server.at("/login?next=1")));
      server.on("/login", Reply.redirect(303, answer));

      assertThat(browser.authorize(server.at("/authorize?client_id=x"), ELSEWHERE))
          .contains(answer);
      assertThat(server.requests())
          .extracting(request -> request.method() + " " + request.target())
          .containsExactly("GET /authorize?client_id=x", "GET /login?next=1");
    }
  }

  @Test
  void deliversARedirectToWhoeverListensOnTheLoopbackAddress() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, loopback());
        Peer server = Peer.start()) {
      URI redirectUri = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/callback");
      server.answer(Reply.redirect(302, URI.create(redirectUri + "?code=1&state=%20")));

      assertThat(browser.authorize(server.at("/authorize"), redirectUri)).isEmpty();
      try (Socket visitor = listener.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
        assertThat(in.readLine()).isEqualTo("GET /callback?code=1&state=%20 HTTP/1.1");
        assertThat(in.readLine()).isEqualTo("Host: 127.0.0.1:" + listener.getLocalPort());
      }
    }
  }

  @Test
  void handsBackARedirectToALoopbackAddressWhereNobodyListens() throws IOException {
    try (ClosedPort nobody = ClosedPort.take();
        Peer server = Peer.start()) {
      URI redirectUri = nobody.uri().resolve("/callback");
      server.answer(Reply.redirect(302, URI.create(redirectUri + "?code=1")));

      assertThat(browser.authorize(server.at("/authorize"), redirectUri))
          .contains(URI.create(redirectUri + "?code=1"));
    }
  }

  @Test
  void givesUpAtAPage() {
    try (Peer server = Peer.start().answer(Reply.html(200, "Who are you?"))) {
      assertThatThrownBy(() -> browser.authorize(server.at("/authorize?state=s"), ELSEWHERE))
          .isInstanceOf(IOException.class)
          .hasMessage("the page at /authorize answered 200 and did not redirect");
    }
  }

  @Test
  void givesUpWhenEveryPageLeadsToAnother() {
    try (Peer server = Peer.start()) {
      server.answer(Reply.redirect(302, server.at("/again")));

      assertThatThrownBy(() -> browser.authorize(server.at("/authorize"), ELSEWHERE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("more than 10 redirects");
      assertThat(server.requests()).hasSize(10);
    }
  }

  @Test
  void visitsWebAddressesOnly() {
    assertThatThrownBy(() -> browser.authorize(URI.create("file:///etc/hosts"), ELSEWHERE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("http and https");
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
