package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.QUERY_PARAMS;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.mock.exchange.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The auth type {@code query-params}. */
final class QueryChecks {
  private static final String KEY = "query-secret-key";

  private QueryChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("query.encode", "A key is encoded for the query")
            .from(Spec.rfc(3986, "2.1"), Spec.rfc(3986, "3.4"))
            .needs(QUERY_PARAMS)
            .rule(
                "The characters & = + # %, spaces and letters beyond ASCII in a name or value are"
                    + " percent-encoded as UTF-8.")
            .step(QueryChecks::encode),
        Check.must("query.no-double", "The caller's query stays as it is")
            .from(Spec.rfc(3986, "2.4"))
            .needs(QUERY_PARAMS)
            .rule(
                "A query that the caller has encoded is not encoded again and keeps its order; a"
                    + " fragment is not sent.")
            .step(QueryChecks::callersQuery),
        Check.must("query.same-name", "The caller cannot replace or double the key")
            .from(Spec.hardening())
            .needs(QUERY_PARAMS)
            .rule(
                "When the caller's query has a parameter with the key's name, the call is refused,"
                    + " or the configured key alone is sent.")
            .step(QueryChecks::sameName),
        Check.must("query.redirect", "The key is not added to another host's URI")
            .from(Spec.rfc(9110, "15.4"), Spec.rfc(9110, "17.9"))
            .needs(QUERY_PARAMS)
            .rule("After a redirect to another host, the key is not added to the query.")
            .step(QueryChecks::redirect));
  }

  private static void encode(Bench bench) {
    String why =
        "An & would start another parameter, a # would cut the URI, a + would become a space."
            + " Encode every byte of the UTF-8 text that is not a letter, a digit or one of -._~";
    String name = "api key&";
    String value = "a&b=c+d#e%f g/\u00e9?-secret";
    Peer peer = bench.peer();
    CallResult result =
        bench.call(Given.query(peer.uri(), name, value), CallRequest.get("/orders"));
    SeenRequest seen = Judge.only(peer.requests(), "call");
    Expect.that(
        seen.parameters().equals(List.of(new Field(name, value)))
            && seen.target().chars().allMatch(c -> c > ' ' && c < 127 && c != '#'),
        "the query decodes to exactly the configured name and value",
        Judge.told(result) + "; it decodes to " + seen.parameters().size() + " other parameters",
        why);
    Judge.succeeded(
        bench.call(
            bench.gatehouse().scenario(QUERY_PARAMS).connection(), CallRequest.get("/hello")),
        "a call of a server that verifies the key",
        why);
  }

  private static void callersQuery(Bench bench) {
    String query = "b=1%202&a=%26%2F&b=2&empty=&flag";
    Peer peer = bench.peer();
    Session session = bench.open(Given.query(peer.uri(), "api_key", KEY));
    judge(session.call(CallRequest.get("/orders?" + query)), peer, query, 1);
    CallResult result = session.call(CallRequest.get("/orders?" + query + "#part"));
    if (peer.requests().size() > 1 || !Judge.declared(result)) {
      judge(result, peer, query, 2);
    }
  }

  private static void judge(CallResult result, Peer peer, String query, int requests) {
    Expect.that(
        peer.requests().size() == requests,
        "the call with a query arrives",
        Judge.told(result),
        "A caller's own query and the key belong together in one request.");
    SeenRequest seen = peer.requests().get(requests - 1);
    String callers =
        Arrays.stream(seen.query().split("&", -1))
            .filter(pair -> !pair.startsWith("api_key="))
            .collect(Collectors.joining("&"));
    Expect.that(
        callers.equals(query) && seen.query().contains("api_key=" + KEY),
        "beside the key, the query is still " + query,
        "it is " + callers,
        "An escape that is encoded again (%20 to %2520) means something else, and order can"
            + " matter. Add the key to the raw query and leave the rest alone.");
  }

  private static void sameName(Bench bench) {
    for (String own : List.of("api_key=callers-own", "api%5Fkey=callers-own")) {
      Peer peer = bench.peer();
      CallResult result =
          bench.call(
              Given.query(peer.uri(), "api_key", KEY), CallRequest.get("/orders?first=1&" + own));
      List<Field> keys =
          peer.requests().stream()
              .flatMap(request -> request.parameters().stream())
              .filter(field -> field.name().equals("api_key"))
              .toList();
      Expect.that(
          Judge.notSent(result, peer) || keys.equals(List.of(new Field("api_key", KEY))),
          "with " + own + " in the path, the call is refused or sent with the configured key alone",
          Judge.told(result) + "; api_key arrived " + keys.size() + " times",
          "With the key twice, a proxy may check one and the server use the other. Drop the"
              + " caller's parameter of that name, or refuse the call.");
    }
  }

  private static void redirect(Bench bench) {
    Peer peer = bench.peer();
    peer.on("/orders", Reply.redirect(302, peer.uri("localhost").resolve("/landed")));
    bench.call(Given.query(peer.uri(), "api_key", KEY), CallRequest.get("/orders"));
    Expect.that(
        Judge.only(peer.requests("/orders"), "call").query().equals("api_key=" + KEY),
        "the first request carries the key",
        "it does not",
        "A client that does not log in at the right place cannot be judged elsewhere.");
    Expect.that(
        peer.requests("/landed").stream().noneMatch(request -> request.head().contains(KEY)),
        "the redirect's target gets no key",
        "its URI or headers had the key",
        "A URI is written into logs and sent on as Referer. Add the key to requests for the"
            + " configured host only, not in a step that runs for every hop.");
  }
}
