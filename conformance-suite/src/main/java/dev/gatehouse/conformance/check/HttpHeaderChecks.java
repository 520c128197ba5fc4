package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.HEADER;
import static dev.gatehouse.connection.AuthType.OAUTH2_CLIENT_CREDENTIALS;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.mock.exchange.Field;
import java.util.List;
import java.util.Map;

/** What a client may write into the head of a request. */
final class HttpHeaderChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private HttpHeaderChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("http.header-crlf", "Line breaks and NUL in header values are refused")
            .from(Spec.rfc(9110, "5.5"))
            .needs(HEADER)
            .rule(
                "A header value with CR, LF or NUL is refused before anything is sent, whether it"
                    + " comes from the settings or from the caller.")
            .step(HttpHeaderChecks::lineBreaks),
        Check.must("http.header-token", "Header names that are no tokens are refused")
            .from(Spec.rfc(9110, "5.6.2"))
            .needs(HEADER)
            .rule(
                "A header name with a space, a colon or a letter beyond ASCII is refused before"
                    + " anything is sent.")
            .step(HttpHeaderChecks::names),
        Check.must("http.header-reserved", "A configured header cannot replace the framing")
            .from(Spec.rfc(9110, "7.2"), Spec.rfc(9112, "6"))
            .needs(HEADER)
            .rule(
                "Host, Content-Length and Transfer-Encoding cannot be set as a header that logs"
                    + " in: they are refused, or have no effect.")
            .step(HttpHeaderChecks::reserved),
        Check.info("http.header-case", "A configured header name keeps its case")
            .from(Spec.rfc(9110, "5.1"))
            .needs(HEADER)
            .rule(
                "Header names compare without case, but some servers get this wrong, so the"
                    + " configured case should arrive.")
            .step(HttpHeaderChecks::keptCase),
        Check.must("http.one-authorization", "A request has one Authorization field at most")
            .from(Spec.rfc(9110, "11.6.2"))
            .needs(OAUTH2_CLIENT_CREDENTIALS)
            .rule(
                "No request has two Authorization fields: not a retry, and not when the caller sets one"
                    + " too.")
            .step(HttpHeaderChecks::oneAuthorization));
  }

  private static void lineBreaks(Bench bench) {
    String why =
        "What comes after a line break becomes a header of its own, or a second request: whoever"
            + " controls part of a value controls the request. Refuse CR, LF and NUL.";
    arrives(bench, why);
    Map<String, String> breaks =
        Map.of("CR LF", "\r\nX-Injected: yes", "LF", "\nX-Injected: yes", "NUL", "\0yes");
    breaks.forEach(
        (name, text) -> {
          Peer settings = bench.peer();
          Judge.refused(
              bench.call(
                  Given.wrongHeader(settings.uri(), "X-Api-Key", "key" + text), CALL, "key" + text),
              settings,
              "a configured header value with " + name,
              why);
          Peer callers = bench.peer();
          Judge.refused(
              bench.call(
                  Given.header(callers.uri(), "X-Api-Key", "good-key"),
                  CALL.with("X-Note", "note" + text)),
              callers,
              "a caller's header value with " + name,
              why);
        });
  }

  private static void names(Bench bench) {
    String why =
        "A name that is no token is read differently by every server and proxy, which is how"
            + " requests are smuggled. Allow letters, digits and !#$%&'*+-.^_`|~ only.";
    arrives(bench, why);
    for (String name : List.of("X Key", "X-Key:", "X-K\u00e9y")) {
      Peer settings = bench.peer();
      Judge.refused(
          bench.call(Given.wrongHeader(settings.uri(), name, "good-key"), CALL, "good-key"),
          settings,
          "the configured header name '" + name + "'",
          why);
      Peer callers = bench.peer();
      Judge.refused(
          bench.call(Given.header(callers.uri(), "X-Api-Key", "good-key"), CALL.with(name, "note")),
          callers,
          "the caller's header name '" + name + "'",
          why);
    }
  }

  private static void arrives(Bench bench, String why) {
    Peer peer = bench.peer();
    Judge.succeeded(
        bench.call(Given.header(peer.uri(), "X-Api-Key", "good-key"), CALL),
        "a call with a proper header",
        why);
    Expect.that(
        Judge.only(peer.requests(), "call").headers("X-Api-Key").equals(List.of("good-key")),
        "the configured header arrives",
        "it did not arrive as configured",
        why);
  }

  private static void reserved(Bench bench) {
    List<Field> bad =
        List.of(
            new Field("Host", "other.example"),
            new Field("Content-Length", "3"),
            new Field("Transfer-Encoding", "chunked"));
    for (Field field : bad) {
      Peer peer = bench.peer();
      CallResult result =
          bench.call(
              Given.wrongHeader(peer.uri(), field.name(), field.value()),
              CallRequest.post("/orders", "hello"));
      Expect.that(
          Judge.notSent(result, peer) || framedWell(peer),
          field.name()
              + " in the settings is refused, or the client's own "
              + field.name()
              + " is sent in its place",
          Judge.told(result) + "; " + Judge.requests(peer.requests().size()) + " arrived",
          "These headers say where a request goes and where it ends. A credential in their place"
              + " lets one request be read as two. Refuse them at configuration.");
    }
  }

  private static boolean framedWell(Peer peer) {
    if (peer.requests().size() != 1) {
      return false;
    }
    SeenRequest seen = peer.requests().get(0);
    boolean length = seen.headers("Content-Length").equals(List.of("5"));
    boolean chunked = seen.headers("Transfer-Encoding").equals(List.of("chunked"));
    return seen.headers("Host").equals(List.of(peer.uri().getAuthority()))
        && (length ? seen.headers("Transfer-Encoding").isEmpty() : chunked)
        && seen.text().equals("hello");
  }

  private static void keptCase(Bench bench) {
    Peer peer = bench.peer();
    bench.call(Given.header(peer.uri(), "X-aPi-KEY", "good-key"), CALL);
    SeenRequest seen = Judge.only(peer.requests(), "call");
    List<String> names =
        seen.fields().stream()
            .map(Field::name)
            .filter(name -> name.equalsIgnoreCase("X-aPi-KEY"))
            .toList();
    Expect.that(
        names.equals(List.of("X-aPi-KEY")),
        "the header X-aPi-KEY arrives in this case",
        "it arrived as " + names,
        "HTTP does not ask for it, but old servers compare header names byte by byte. Send names"
            + " as they are configured.");
  }

  private static void oneAuthorization(Bench bench) {
    TokenPeer retried = TokenPeer.on(bench);
    retried.api(TokenPeer.invalidToken(), Reply.ok());
    bench.call(retried.connection(), CALL);
    judge(retried, true);

    TokenPeer callers = TokenPeer.on(bench);
    CallResult result =
        bench.call(callers.connection(), CALL.with("Authorization", "Bearer the-callers-own"));
    judge(callers, !Judge.declared(result));
  }

  private static void judge(TokenPeer server, boolean mustArrive) {
    List<Integer> counts =
        server.calls().stream().map(call -> call.headers("Authorization").size()).toList();
    Expect.that(
        counts.stream().allMatch(count -> count <= 1) && (!mustArrive || !counts.isEmpty()),
        "every call arrives with one Authorization field at most",
        "the calls had this many: " + counts,
        "Authorization is not a list: with two of them, every server picks another one. Replace"
            + " the old value when a call is repeated, and decide between the caller's and yours.");
  }
}
