package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.NONE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The auth type {@code none}. */
final class NoneChecks {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie");

  private NoneChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("none.no-credential", "No login means no login")
            .from(Spec.rfc(9110, "11.6.2"))
            .needs(NONE)
            .rule(
                "Without login, no Authorization, Proxy-Authorization or Cookie is sent, also when"
                    + " the server asks for a password, sets a cookie, or the JVM has a default"
                    + " Authenticator.")
            .step(NoneChecks::noCredential));
  }

  private static void noCredential(Bench bench) {
    Peer peer =
        bench
            .peer()
            .answer(
                Reply.status(401)
                    .with("WWW-Authenticate", "Basic realm=\"conformance\"")
                    .with("Set-Cookie", "session=abc; Path=/"),
                Reply.ok());
    AmbientLogin.during(
        peer.uri().getPort(),
        "ambient",
        "ambient-secret",
        () -> {
          Session session = bench.open(Given.none(peer.uri()));
          session.call(CallRequest.get("/orders"));
          session.call(CallRequest.get("/orders"));
        });
    List<String> sent =
        peer.requests().stream()
            .flatMap(request -> request.fields().stream())
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .filter(CREDENTIALS::contains)
            .distinct()
            .toList();
    Expect.that(
        peer.requests().size() >= 2 && sent.isEmpty(),
        "both calls arrive without any credential",
        Judge.requests(peer.requests().size()) + " arrived, with these headers: " + sent,
        "A login that nobody configured, from a default Authenticator, a .netrc file or a cookie"
            + " jar, reaches servers it was never meant for. Switch all of them off.");
  }
}
