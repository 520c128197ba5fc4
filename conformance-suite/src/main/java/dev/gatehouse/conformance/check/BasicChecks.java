package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.BASIC;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The auth type {@code basic} (RFC 7617). */
final class BasicChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private BasicChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("basic.encode", "User name and password are encoded in Base64")
            .from(Spec.rfc(7617, "2"))
            .needs(BASIC)
            .rule(
                "The credential is Base64 of user name, colon and password, in the standard"
                    + " alphabet and with its padding.")
            .step(BasicChecks::encode),
        Check.must("basic.colon-user", "A colon in the user name is refused")
            .from(Spec.rfc(7617, "2"))
            .needs(BASIC)
            .rule("A user name with a colon is refused before anything is sent.")
            .step(BasicChecks::colonInUser),
        Check.must("basic.colon-password", "A colon in the password survives")
            .from(Spec.rfc(7617, "2"))
            .needs(BASIC)
            .rule("A password may have colons and arrives whole.")
            .step(
                bench ->
                    arrives(
                        bench,
                        "alice",
                        "one:two::three:",
                        "Only the first colon ends the"
                            + " user name; all others belong to the password.")),
        Check.must("basic.control-char", "Control characters are refused")
            .from(Spec.rfc(7617, "2"))
            .needs(BASIC)
            .rule("A user name or password with a control character is refused before sending.")
            .step(BasicChecks::controlCharacters),
        Check.must("basic.utf8", "User name and password are UTF-8")
            .from(Spec.rfc(7617, "2.1"))
            .needs(BASIC)
            .rule(
                "When the server says charset=\"UTF-8\", user name and password are encoded in"
                    + " UTF-8; sending UTF-8 without being asked is fine.")
            .step(
                bench ->
                    arrives(
                        bench,
                        "j\u00fcrgen",
                        "p\u00e4ssw\u00f6rd-\u20ac",
                        "Any other encoding"
                            + " locks out everybody with a letter beyond ASCII. Encode the pair in UTF-8"
                            + " before Base64.")),
        Check.should("basic.scope", "The password stays in its protection space")
            .from(Spec.rfc(7617, "2.2"))
            .needs(BASIC)
            .rule("The password is not sent to another host, also not after a redirect.")
            .step(BasicChecks::scope),
        Check.should("basic.cleartext", "The password travels in clear only over http://")
            .from(Spec.rfc(7617, "4"))
            .needs(BASIC)
            .rule(
                "Writing http:// into the base URI is how a user accepts clear text. With https://,"
                    + " the password is never sent without TLS, also not when TLS fails.")
            .step(BasicChecks::cleartext));
  }

  private static void encode(Bench bench) {
    String why =
        "Base64 here is the alphabet with + and /, padded with = to a multiple of four (RFC 4648,"
            + " section 4). The URL-safe alphabet and missing padding are refused by servers.";
    for (String password : List.of("pw01", "pw012", "pw0123", "??>???")) {
      arrives(bench, "ab", password, why);
    }
    Gatehouse verifying = bench.gatehouse();
    verifying.guard("/verified", BasicGate.of("ab", Secret.of("??>???")));
    Judge.succeeded(
        bench.call(Given.basic(verifying.baseUri().resolve("/verified"), "ab", "??>???"), CALL),
        "a call of a server that verifies the password",
        why);
  }

  /** The pair arrives in a well-formed credential, at once or after a challenge. */
  private static void arrives(Bench bench, String username, String password, String why) {
    Peer peer = challenging(bench);
    CallResult result = bench.call(Given.basic(peer.uri(), username, password), CALL);
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    String expected = "Basic " + Base64.getEncoder().encodeToString(pair);
    String observed =
        peer.requests().stream()
            .flatMap(request -> request.headers("Authorization").stream())
            .reduce((earlier, later) -> later)
            .orElse("");
    Expect.that(
        observed.length() > 6
            && observed.regionMatches(true, 0, expected, 0, 6)
            && observed.substring(6).equals(expected.substring(6)),
        "the credential of a "
            + username.length()
            + "-letter user name and a "
            + password.length()
            + "-letter password is Base64 of both in UTF-8",
        Judge.told(result)
            + "; "
            + (observed.isEmpty()
                ? "no Authorization arrived"
                : "it differs: "
                    + observed.length()
                    + " characters instead of "
                    + expected.length()
                    + ", or others"),
        why);
    Judge.succeeded(result, "the call with this credential", why);
  }

  private static Peer challenging(Bench bench) {
    return bench
        .peer()
        .answer(
            request ->
                request.header("Authorization").isPresent()
                    ? Reply.ok()
                    : Reply.status(401)
                        .with(
                            "WWW-Authenticate", "Basic realm=\"conformance\", charset=\"UTF-8\""));
  }

  private static void colonInUser(Bench bench) {
    Peer peer = challenging(bench);
    Judge.refused(
        bench.call(Given.wrongBasic(peer.uri(), "al:ice", "colon-secret"), CALL, "colon-secret"),
        peer,
        "the user name al:ice",
        "The first colon ends the user name, so the server would read the user 'al' and another"
            + " password. Say so when the settings are read.");
  }

  private static void controlCharacters(Bench bench) {
    String why =
        "RFC 7617 forbids control characters in both, and servers cut the text or fail at them."
            + " Refuse them when the settings are read; they are mostly a stray line end.";
    Peer user = challenging(bench);
    Judge.refused(
        bench.call(
            Given.wrongBasic(user.uri(), "ali\u0007ce", "control-secret"), CALL, "control-secret"),
        user,
        "a user name with a control character",
        why);
    Peer password = challenging(bench);
    Judge.refused(
        bench.call(
            Given.wrongBasic(password.uri(), "alice", "control\nsecret"), CALL, "control\nsecret"),
        password,
        "a password with a line break",
        why);
  }

  private static void scope(Bench bench) {
    Peer peer = bench.peer();
    peer.on(
        "/orders",
        request ->
            request.header("Authorization").isPresent()
                ? Reply.redirect(302, peer.uri("localhost").resolve("/landed"))
                : Reply.status(401).with("WWW-Authenticate", "Basic realm=\"conformance\""));
    bench.call(Given.basic(peer.uri(), "alice", "scope-secret"), CALL);
    List<SeenRequest> home = peer.requests("/orders");
    Expect.that(
        home.stream().anyMatch(request -> request.header("Authorization").isPresent()),
        "the password arrives where it belongs",
        Judge.requests(home.size()) + " arrived, none with Authorization",
        "A client that does not log in at the right place cannot be judged elsewhere.");
    Expect.that(
        peer.requests("/landed").stream().allMatch(r -> r.headers("Authorization").isEmpty()),
        "the other host gets no Authorization",
        "it did",
        "The password belongs to one server and the paths below the base URI. Ask whether a"
            + " request goes there each time before you add it.");
  }

  private static void cleartext(Bench bench) {
    Gatehouse server = bench.gatehouse();
    Queue<ServerRequest> seen = new ConcurrentLinkedQueue<>();
    Gate recording =
        request -> {
          seen.add(request);
          return new Verdict.Admitted("anybody", Map.of());
        };
    server.guard("/secure", recording);
    URI secure = server.httpsUri().resolve("/secure");
    Auth auth = BasicAuth.of("alice", "cleartext-secret");
    String why =
        "A server on the way can make TLS fail on purpose and read the password from a second"
            + " attempt in clear. When TLS fails, the call has failed.";
    Judge.succeeded(
        bench.call(Given.trusting(secure, auth, server.caPem()), CALL), "a call over TLS", why);
    int before = seen.size();
    CallResult untrusted = bench.call(Connection.of("conformance", secure, auth), CALL);
    int more = seen.size() - before;
    Expect.that(
        before >= 1 && Judge.declared(untrusted) && more == 0,
        "when the certificate is not trusted, the call fails and nothing is sent",
        Judge.told(untrusted) + "; meanwhile, " + Judge.requests(more) + " arrived",
        why);
  }
}
