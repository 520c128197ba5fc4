package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.HEADER;
import static dev.gatehouse.connection.AuthType.NONE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.SeenRequest;
import java.util.List;
import java.util.Locale;

/** Where a path and a base URI may lead. */
final class HttpPathChecks {
  private HttpPathChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("http.base-url-override", "A path cannot lead away from the base URI")
            .from(Spec.rfc(3986, "5.2"), Spec.hardening())
            .needs(HEADER)
            .rule(
                "A path that is an absolute URI, names a host with // or \\, or climbs above the"
                    + " base URI is refused, or stays below the base URI all the same.")
            .step(HttpPathChecks::override),
        Check.should("http.userinfo", "User and password in a URI are not used silently")
            .from(Spec.rfc(9110, "4.2.4"))
            .needs(NONE)
            .rule(
                "A base URI such as http://user:password@host/ is refused, or the user and the"
                    + " password in it are neither sent nor shown.")
            .step(HttpPathChecks::userinfo));
  }

  private static void override(Bench bench) {
    String why =
        "Paths are often built from data. One that can name another host takes the credential"
            + " there. Join path and base URI as texts, and refuse what is not a plain path.";
    Peer home = bench.peer();
    Peer away = bench.peer();
    Session session =
        bench.open(Given.header(home.at("/api/v1"), "X-Api-Key", "override-secret-key"));
    Judge.succeeded(session.call(CallRequest.get("/orders")), "a plain path", why);
    Expect.that(
        Judge.only(home.requests(), "call").path().equals("/api/v1/orders"),
        "the path is added to the base URI's",
        "the call went to " + home.requests().get(0).path(),
        why);

    String host = away.uri().getAuthority();
    for (String path :
        List.of(
            "http://" + host + "/steal",
            "//" + host + "/steal",
            "\\\\" + host + "\\steal",
            "/\\" + host + "/steal",
            "@" + host + "/steal",
            "/../../steal",
            "/%2e%2e/%2E%2E/steal")) {
      CallResult result = session.call(CallRequest.get(path));
      boolean calm = result instanceof CallResult.Answered || Judge.declared(result);
      Expect.that(
          calm
              && away.requests().isEmpty()
              && home.requests().stream().allMatch(HttpPathChecks::below),
          "the path " + path + " is refused or stays below the base URI",
          Judge.told(result)
              + "; the other host got "
              + Judge.requests(away.requests().size())
              + ", and the last path at the base URI's host was "
              + home.requests().get(home.requests().size() - 1).path(),
          why);
    }
  }

  private static boolean below(SeenRequest request) {
    String path = request.path().toLowerCase(Locale.ROOT).replace("%2e", ".");
    return path.startsWith("/api/v1/") && !(path + "/").contains("/../");
  }

  private static void userinfo(Bench bench) {
    String password = "userinfo-secret";
    Peer peer = bench.peer();
    String base = "http://mallory:" + password + "@" + peer.uri().getAuthority();
    Session session = bench.open(Given.wrongBase(base), password);
    CallResult result = session.call(CallRequest.get("/orders"));
    Expect.that(
        Judge.notSent(result, peer)
            || (result instanceof CallResult.Answered
                && Judge.only(peer.requests(), "call").headers("Authorization").isEmpty()),
        "the base URI is refused, or the call is sent without its user and password",
        Judge.told(result)
            + "; "
            + peer.requests().stream().filter(r -> r.header("Authorization").isPresent()).count()
            + " of "
            + Judge.requests(peer.requests().size())
            + " carried Authorization",
        "RFC 9110 deprecates user and password in a URI, because URIs are logged and shown. Refuse"
            + " them and point to the settings that are meant for credentials.");
    String shown =
        session.describe()
            + (result instanceof CallResult.Failed failed ? failed.message() : "")
            + result.printed();
    Expect.that(
        !shown.contains(password),
        "neither errors nor the client's own text show the password in the URI",
        "it was shown",
        "Messages end up in logs. Leave user and password out of every URI that is shown.");
  }
}
