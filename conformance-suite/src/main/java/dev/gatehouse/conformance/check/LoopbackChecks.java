package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where a client without a redirect URI of its own listens for the user, and for how long. */
final class LoopbackChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final Set<String> LITERALS = Set.of("127.0.0.1", "[::1]");

  /** Enough that an operating system's choices would not be the same by accident. */
  private static final int LOGINS = 3;

  private static final int CONNECT_MILLIS = 500;

  private LoopbackChecks() {}

  static List<Check> all() {
    return List.of(
        Check.should("code.loopback", "The redirect is received on this machine alone, and once")
            .from(Spec.rfc(8252, "7.3"), Spec.rfc(8252, "8.3"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "Without a configured redirect URI, it is http://127.0.0.1 or http://[::1] with a"
                    + " port that the system chose. Only this address is listened on, and nobody"
                    + " listens any more once the user is back.")
            .step(LoopbackChecks::loopback));
  }

  private static void loopback(Bench bench) throws InterruptedException {
    String why =
        "Whoever reaches the port can slip in a code, and on a fixed port another program may wait"
            + " for yours. Bind 127.0.0.1 and port 0 when the login starts, and close the listener"
            + " when the user has come back.";
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      ports.add(portOfALogin(bench, why));
    }
    Expect.that(
        ports.stream().distinct().count() > 1,
        "the port is another one from login to login, as the system chooses it",
        "it was " + ports.get(0) + " for each of " + LOGINS + " logins",
        why);
  }

  private static int portOfALogin(Bench bench, String why) throws InterruptedException {
    AtomicBoolean elsewhere = new AtomicBoolean();
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    server.authorizations(
        login -> {
          elsewhere.set(answers("127.0.0.2", redirectUri(login).getPort()));
          return login.granted();
        });
    try (Session session = bench.open(server.connection())) {
      Judge.succeeded(session.call(CALL), "a call after a login", why);
      URI redirectUri = redirectUri(server.authorizations().get(0));
      String host = String.valueOf(redirectUri.getHost());
      Expect.that(
          "http".equals(redirectUri.getScheme()) && LITERALS.contains(host),
          "the redirect URI begins with http://127.0.0.1 or http://[::1]",
          "it is " + redirectUri,
          "The name localhost may lead elsewhere than to this machine. " + why);
      Expect.that(
          !elsewhere.get(),
          "during the login, only " + host + " is listened on",
          "127.0.0.2 answers at the same port, and so probably does every address of the machine",
          why);
      Expect.that(
          closes(host, redirectUri.getPort()),
          "after the login, nobody listens at the redirect URI any more",
          "connections to port " + redirectUri.getPort() + " are still accepted",
          why);
      return redirectUri.getPort();
    }
  }

  private static URI redirectUri(Authorization login) {
    return URI.create(login.value("redirect_uri").orElse(""));
  }

  /** A listener may be closed a moment after the call has returned. */
  private static boolean closes(String host, int port) throws InterruptedException {
    for (int attempt = 0; attempt < 40; attempt++) {
      if (!answers(host, port)) {
        return true;
      }
      Thread.sleep(25);
    }
    return false;
  }

  private static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException nobody) {
      return false;
    }
  }
}
