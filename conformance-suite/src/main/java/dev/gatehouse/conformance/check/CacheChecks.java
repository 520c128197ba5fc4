package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.client.Feature.MOVABLE_CLOCK;
import static dev.gatehouse.conformance.client.Feature.PARALLEL_CALLS;
import static dev.gatehouse.connection.CredentialPlacement.BODY;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.AuthType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** How long a token is kept, for whom, and what happens when it is gone. */
final class CacheChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final int CALLERS = 50;

  private CacheChecks() {}

  static List<Check> all() {
    return List.of(
        Check.should("cache.reuse", "A token is used for as long as it lives")
            .from(Spec.rfc(6749, "5.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule("Several calls within a token's life need one token request.")
            .step(EachGrant.step(CacheChecks::reuse)),
        Check.should("cache.skew", "A token is renewed before it expires")
            .from(Spec.rfc(6749, "5.1"))
            .needsOneOf(EachGrant.TYPES)
            .needs(MOVABLE_CLOCK)
            .rule(
                "A token is not used in the last second of its life, which is counted from"
                    + " expires_in and not from the server's Date.")
            .step(EachGrant.step(CacheChecks::skew)),
        Check.should("cache.single-flight", "Many callers wait for one token request")
            .from(Spec.hardening())
            .needsOneOf(EachGrant.TYPES)
            .needs(PARALLEL_CALLS)
            .rule(
                "Fifty calls at once without a token, or with one that has just expired, need one"
                    + " token request, not fifty, and at most one user who logs in.")
            .step(EachGrant.step(CacheChecks::singleFlight)),
        Check.must("cache.key", "A token serves the client and scope it was issued for")
            .from(Spec.hardening())
            .needsOneOf(EachGrant.TYPES)
            .rule("Connections with another client or other scopes have tokens of their own.")
            .step(EachGrant.step(CacheChecks::key)),
        Check.must("cache.failure", "A failed token request is forgotten")
            .from(Spec.hardening())
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "When a token request fails, the calls that waited for it fail too, and the next"
                    + " call tries again.")
            .step(EachGrant.step(CacheChecks::failure)),
        Check.must("refresh.once", "A refused token is replaced once")
            .from(Spec.rfc(6750, "3.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "After 401 with invalid_token, the token is dropped, one new token is asked for,"
                    + " and the call is sent once more with it.")
            .step(EachGrant.step(CacheChecks::renewal)));
  }

  private static void reuse(Bench bench, AuthType grant) {
    String why =
        "A token request for each call doubles the time of every call, and providers limit how"
            + " many they answer. Keep the token until shortly before it expires.";
    TokenPeer server = TokenPeer.on(bench, grant);
    Session session = bench.open(server.connection());
    for (int i = 0; i < 5; i++) {
      Judge.succeeded(session.call(CALL), "each call", why);
    }
    Expect.that(
        server.tokenRequests().size() == 1,
        "five calls with a token that lives an hour need one token request",
        Judge.requests(server.tokenRequests().size()) + " for a token arrived",
        why);
  }

  private static void skew(Bench bench, AuthType grant) {
    String why =
        "A token that has a second left expires on its way. Renew it some seconds early, counted"
            + " by your own clock from expires_in: the server's Date may be wrong.";
    TokenPeer server = TokenPeer.on(bench, grant);
    server.tokens(request -> server.next().with("Date", "Thu, 01 Jan 2099 00:00:00 GMT"));
    Session session = bench.open(server.connection());
    Judge.succeeded(session.call(CALL), "a call", why);
    session.advance(Duration.ofSeconds(3599));
    Judge.succeeded(session.call(CALL), "a call 3599 seconds later", why);
    List<SeenRequest> calls = server.calls();
    Expect.that(
        calls.size() == 2 && !TokenPeer.bearer(calls.get(0)).equals(TokenPeer.bearer(calls.get(1))),
        "one second before its end, a token of 3600 seconds is not used any more",
        Judge.requests(server.tokenRequests().size()) + " for a token arrived for both calls",
        why);
  }

  private static void singleFlight(Bench bench, AuthType grant) throws InterruptedException {
    TokenPeer server = TokenPeer.on(bench, grant);
    Session session = bench.open(server.connection());
    allAtOnce(server, session, "on a new connection");
    if (bench.client().features().contains(MOVABLE_CLOCK)) {
      session.advance(Duration.ofHours(2));
      allAtOnce(server, session, "with a token that has expired");
    }
  }

  private static void allAtOnce(TokenPeer server, Session session, String when)
      throws InterruptedException {
    int requestsBefore = server.tokenRequests().size();
    int loginsBefore = server.authorizations().size();
    CountDownLatch begun = new CountDownLatch(CALLERS);
    CountDownLatch more = new CountDownLatch(2);
    server.tokens(
        request -> {
          // Held until the others wait too; a second request ends the wait, and proves the fault.
          more.countDown();
          await(begun, 5000);
          await(more, 150);
          return server.next();
        });
    List<CallResult> results = Together.call(CALLERS, session, CALL, begun);
    int requests = server.tokenRequests().size() - requestsBefore;
    int logins = server.authorizations().size() - loginsBefore;
    Expect.that(
        requests == 1 && logins <= 1,
        CALLERS + " calls at once " + when + " need one token request, and one login at most",
        Judge.requests(requests) + " for a token arrived, and " + logins + " logins were asked for",
        "When a token expires under load, every thread would ask for one at the same moment, and"
            + " providers answer that with 429, or take the second use of a refresh token for"
            + " theft. Let one ask and the others wait for its token.");
    results.forEach(
        result ->
            Judge.succeeded(result, "each of the calls", "All of them can use the one token."));
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void key(Bench bench, AuthType grant) {
    TokenPeer server = TokenPeer.on(bench, grant);
    Map<String, String> owners = new ConcurrentHashMap<>();
    server.tokens(
        request -> {
          String owner =
              String.join("/", TokenPeer.values(request, "client_id"))
                  + "/"
                  + scope(server, request);
          String token = "token-" + owners.size() + "-of-its-owner";
          owners.put(token, owner);
          return TokenPeer.token(token, "\"expires_in\":3600");
        });
    record User(String client, String scope) {}
    List<User> users =
        List.of(
            new User("client-one", "orders"),
            new User("client-one", "mail"),
            new User("client-two", "orders"));
    for (int i = 0; i < users.size(); i++) {
      User user = users.get(i);
      String owner = user.client() + "/" + user.scope();
      // Stays open, so that a token shared between open connections shows.
      bench
          .open(server.connection(BODY, user.client(), "secret-of-" + user.client(), user.scope()))
          .call(CALL);
      Expect.that(
          server.calls().size() == i + 1
              && owner.equals(owners.get(TokenPeer.bearer(server.calls().get(i)))),
          "the call of client and scope " + owner + " carries a token issued to them",
          server.calls().size() == i + 1
              ? "it carries one issued to " + owners.get(TokenPeer.bearer(server.calls().get(i)))
              : Judge.requests(server.calls().size()) + " of the API arrived",
          "A token stands for a client and what it may do. Whoever gets another's acts with"
              + " another's rights. Keep tokens by endpoint, client, secret and scopes.");
    }
  }

  /** Asked for with the token, or with the code that it is issued for. */
  private static String scope(TokenPeer server, SeenRequest tokenRequest) {
    return server
        .authorization(tokenRequest)
        .map(authorization -> authorization.values("scope"))
        .orElseGet(() -> TokenPeer.values(tokenRequest, "scope"))
        .stream()
        .collect(Collectors.joining("/"));
  }

  private static void failure(Bench bench, AuthType grant) throws InterruptedException {
    String why =
        "A token endpoint that was down for a second must not take the client down for good, and"
            + " whoever waits for a token must be told when there is none. Keep tokens, not"
            + " failures.";
    TokenPeer server = TokenPeer.on(bench, grant);
    AtomicBoolean down = new AtomicBoolean(true);
    server.tokens(
        request -> down.get() ? Reply.json(400, "{\"error\":\"invalid_client\"}") : server.next());
    Session session = bench.open(server.connection());
    int callers = bench.client().features().contains(PARALLEL_CALLS) ? 5 : 1;
    for (CallResult result : Together.call(callers, session, CALL, new CountDownLatch(callers))) {
      Judge.failed(result, "when the token endpoint is down", why);
    }
    Expect.that(
        !server.tokenRequests().isEmpty(),
        "a token was asked for",
        "no token request arrived",
        why);
    down.set(false);
    Judge.succeeded(session.call(CALL), "a call after the token endpoint is back", why);
  }

  private static void renewal(Bench bench, AuthType grant) {
    String why =
        "A token can be withdrawn before it expires, for example when a provider changes its keys."
            + " After 401 with invalid_token, drop it, get one new token and repeat the call once.";
    TokenPeer server = TokenPeer.on(bench, grant).api(TokenPeer.invalidToken(), Reply.ok());
    CallResult result = bench.call(server.connection(), CALL);
    List<String> tokens = server.calls().stream().map(TokenPeer::bearer).toList();
    Expect.that(
        server.calls().size() == 2
            && server.tokenRequests().size() == 2
            && tokens.stream().distinct().count() == 2,
        "two token requests and two calls, the second with the second token",
        Judge.requests(server.tokenRequests().size())
            + " for a token, "
            + Judge.requests(server.calls().size())
            + " of the API with "
            + tokens.stream().distinct().count()
            + " different tokens",
        why);
    Judge.succeeded(result, "a call whose first token is refused", why);
  }
}
