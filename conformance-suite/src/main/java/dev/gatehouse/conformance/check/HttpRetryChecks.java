package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.BASIC;
import static dev.gatehouse.connection.AuthType.HEADER;
import static dev.gatehouse.connection.AuthType.NONE;
import static dev.gatehouse.connection.AuthType.OAUTH2_CLIENT_CREDENTIALS;
import static dev.gatehouse.connection.AuthType.QUERY_PARAMS;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.exchange.Field;
import java.util.Arrays;
import java.util.List;

/** When a client may send a request again, and how. */
final class HttpRetryChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private HttpRetryChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("http.401-bounded", "A refusal that stays ends after one retry")
            .from(Spec.rfc(9110, "15.5.2"))
            .needs(OAUTH2_CLIENT_CREDENTIALS)
            .rule(
                "When every token is refused with 401, a call is sent at most twice, and then ends"
                    + " with the status 401 or an error.")
            .step(HttpRetryChecks::bounded),
        Check.should("http.401-static", "A fixed credential that is refused is not sent again")
            .from(Spec.rfc(9110, "15.5.2"))
            .needs(BASIC, HEADER, QUERY_PARAMS)
            .rule("After 401, the same password or key is not sent a second time.")
            .step(HttpRetryChecks::fixed),
        Check.should("http.403-no-reauth", "403 starts no new login")
            .from(Spec.rfc(9110, "15.5.4"))
            .needs(OAUTH2_CLIENT_CREDENTIALS)
            .rule("After 403, no new token is asked for and the call is not repeated.")
            .step(HttpRetryChecks::forbidden),
        Check.must("http.body-replay", "A repeated request has the same body")
            .from(Spec.rfc(9110, "9.2.2"))
            .needs(OAUTH2_CLIENT_CREDENTIALS)
            .rule(
                "A request that is sent again after 401 has the same body, byte for byte, and the"
                    + " right length.")
            .step(HttpRetryChecks::body),
        Check.must("http.challenge-list", "Several challenges are told apart")
            .from(Spec.rfc(9110, "11.6.1"))
            .needs(OAUTH2_CLIENT_CREDENTIALS)
            .rule(
                "WWW-Authenticate is read as a list of challenges, in one field or several, and a"
                    + " comma in quotes does not end one.")
            .step(HttpRetryChecks::challengeList),
        Check.must("http.scheme-case", "The scheme of a challenge compares without case")
            .from(Spec.rfc(9110, "11.1"))
            .needs(OAUTH2_CLIENT_CREDENTIALS)
            .rule("bearer, BEARER and Bearer in WWW-Authenticate are the same scheme.")
            .step(HttpRetryChecks::schemeCase),
        Check.should("http.retry-after", "Retry-After is honoured")
            .from(Spec.rfc(9110, "10.2.3"))
            .needs(NONE)
            .rule(
                "After 429 or 503 with Retry-After, the request is not sent again before that"
                    + " time; when it is long, the caller gets the answer instead of a wait.")
            .step(HttpRetryChecks::retryAfter));
  }

  private static void bounded(Bench bench) {
    TokenPeer server = TokenPeer.on(bench);
    server
        .peer()
        .on(
            "/api/orders",
            request -> server.calls().size() > 20 ? Reply.ok() : TokenPeer.invalidToken());
    CallResult result = bench.call(server.connection(), CALL);
    int calls = server.calls().size();
    Expect.that(
        calls >= 1 && calls <= 2 && ended(result, 401),
        "the call is sent once or twice and then ends with 401 or an error",
        Judge.told(result) + " after " + Judge.requests(calls),
        "A server that keeps refusing will not change its mind: more attempts only add load and"
            + " look like an attack. Renew the credential once, then tell the caller.");
  }

  private static boolean ended(CallResult result, int status) {
    return Judge.declared(result)
        || (result instanceof CallResult.Answered answered && answered.status() == status);
  }

  private static void fixed(Bench bench) {
    String secret = "refused-secret";
    for (AuthType type : List.of(BASIC, HEADER, QUERY_PARAMS)) {
      Peer peer = bench.peer();
      peer.answer(
          request -> Reply.status(401).with("WWW-Authenticate", "Basic realm=\"conformance\""));
      CallResult result = bench.call(with(type, peer, secret), CALL);
      long sent = peer.requests().stream().filter(HttpRetryChecks::loggedIn).count();
      Expect.that(
          sent == 1 && ended(result, 401),
          "with " + type + ", the refused credential is sent once",
          Judge.told(result) + "; it was sent " + sent + " times",
          "The same password cannot become right, and every further attempt counts towards the"
              + " lock-out of the account. Give the 401 to the caller at once.");
    }
  }

  private static Connection with(AuthType type, Peer peer, String secret) {
    return switch (type) {
      case BASIC -> Given.basic(peer.uri(), "alice", secret);
      case HEADER -> Given.header(peer.uri(), "X-Api-Key", secret);
      default -> Given.query(peer.uri(), "api_key", secret);
    };
  }

  private static boolean loggedIn(SeenRequest request) {
    return request.header("Authorization").isPresent()
        || request.header("X-Api-Key").isPresent()
        || request.query().contains("api_key");
  }

  private static void forbidden(Bench bench) {
    TokenPeer server =
        TokenPeer.on(bench)
            .api(Reply.status(403).with("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));
    CallResult result = bench.call(server.connection(), CALL);
    Expect.that(
        server.calls().size() == 1 && server.tokenRequests().size() == 1 && ended(result, 403),
        "one token request and one call, and then 403 for the caller",
        Judge.told(result)
            + " after "
            + Judge.requests(server.tokenRequests().size())
            + " for a token and "
            + Judge.requests(server.calls().size())
            + " of the API",
        "403 says that the server knows who is calling and will not allow it. A new token for the"
            + " same client changes nothing. Give the 403 to the caller.");
  }

  private static void body(Bench bench) {
    byte[] body = new byte[3000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    TokenPeer server = TokenPeer.on(bench).api(TokenPeer.invalidToken(), Reply.ok());
    CallResult result =
        bench.call(
            server.connection(),
            new CallRequest(
                "PUT",
                "/orders",
                List.of(new Field("Content-Type", "application/octet-stream")),
                body));
    List<SeenRequest> calls = server.calls();
    Expect.that(
        !calls.isEmpty() && Arrays.equals(calls.get(0).body(), body),
        "the body of the first attempt arrives as it is",
        Judge.told(result) + "; " + Judge.requests(calls.size()) + " arrived",
        "A body must arrive byte for byte.");
    if (calls.size() == 1) {
      throw Expect.skip(
          "the client did not send the request again, so there is no second body; see"
              + " refresh.once");
    }
    SeenRequest second = calls.get(1);
    Expect.that(
        Arrays.equals(second.body(), body),
        "the second attempt has the same 3000 bytes",
        "it had " + second.body().length + " bytes",
        "The body's stream was read for the first attempt. Keep the bytes, or open the stream"
            + " again, or do not repeat the request.");
  }

  private static void challengeList(Bench bench) {
    plainRenewal(bench);
    String quoted = "Basic realm=\"one, two\", charset=\"UTF-8\"";
    String bearer =
        "Bearer realm=\"a, \\\"b\\\"\", error_description=\"x, y\", error=\"invalid_token\"";
    renews(
        bench,
        "a field with two challenges and commas in quotes",
        "Challenges and their parameters are both separated by commas, and quotes may hold more."
            + " Read the field by the grammar of RFC 9110, section 11.6.1; do not split it.",
        quoted + ", " + bearer);
    renews(
        bench,
        "the second of two fields",
        "WWW-Authenticate may come several times. Read all of its fields, not the first.",
        quoted,
        bearer);
  }

  private static void schemeCase(Bench bench) {
    plainRenewal(bench);
    for (String scheme : List.of("bearer", "BEARER", "bEaReR")) {
      renews(
          bench,
          "the scheme written as " + scheme,
          "Names of schemes compare without case. Do not use equals() on them.",
          scheme + " error=\"invalid_token\"");
    }
  }

  private static void plainRenewal(Bench bench) {
    if (callsAfter(bench, "Bearer error=\"invalid_token\"") < 2) {
      throw Expect.skip(
          "the client does not renew a token after a plain challenge, so other forms of it show"
              + " nothing; see refresh.once");
    }
  }

  private static void renews(Bench bench, String form, String why, String... challenges) {
    int calls = callsAfter(bench, challenges);
    Expect.that(
        calls == 2,
        "Bearer with invalid_token is found in " + form + ", and the call is repeated",
        Judge.requests(calls) + " arrived",
        why);
  }

  private static int callsAfter(Bench bench, String... challenges) {
    Reply.Answer refusal = Reply.status(401);
    for (String challenge : challenges) {
      refusal = refusal.with("WWW-Authenticate", challenge);
    }
    TokenPeer server = TokenPeer.on(bench).api(refusal, Reply.ok());
    bench.call(server.connection(), CALL);
    return server.calls().size();
  }

  private static void retryAfter(Bench bench) {
    for (int status : List.of(429, 503)) {
      Peer peer = bench.peer().answer(Reply.status(status).with("Retry-After", "3600"), Reply.ok());
      CallResult result = bench.call(Given.none(peer.uri()), CALL);
      Expect.that(
          peer.requests().size() == 1 && ended(result, status),
          "after "
              + status
              + " with Retry-After: 3600 nothing more is sent, and the caller gets"
              + " the answer",
          Judge.told(result) + " after " + Judge.requests(peer.requests().size()),
          "The server asks for an hour of peace. Wait as long as it says when that is short; when"
              + " it is long, give the answer to the caller, who can decide.");
    }
  }
}
