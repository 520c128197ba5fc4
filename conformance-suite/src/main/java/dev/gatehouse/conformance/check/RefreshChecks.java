package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.client.Feature.MOVABLE_CLOCK;
import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a client does with its refresh tokens. */
final class RefreshChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private RefreshChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("refresh.rotation", "A new refresh token takes the place of the old one")
            .from(Spec.rfc(6749, "6"), Spec.rfc(9700, "4.14.2"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .needs(MOVABLE_CLOCK)
            .rule(
                "An expired token is renewed with the newest refresh token there was. An answer"
                    + " without one leaves the one before in use.")
            .step(RefreshChecks::rotation),
        Check.must("refresh.invalid-grant", "A refused refresh token is not sent again")
            .from(Spec.rfc(6749, "5.2"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .needs(MOVABLE_CLOCK)
            .rule(
                "After invalid_grant, the refresh token is dropped: the user logs in again, or the"
                    + " call fails and says so.")
            .step(RefreshChecks::invalidGrant));
  }

  private static void rotation(Bench bench) {
    String why =
        "Servers that rotate refresh tokens take a second use of one for theft, and withdraw all"
            + " that came of the login. Store the new one before you use the token beside it; when"
            + " there is none, go on with the one you have.";
    List<String> issued =
        List.of(",\"refresh_token\":\"first\"", ",\"refresh_token\":\"second\"", "");
    AtomicInteger answers = new AtomicInteger();
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    server.tokens(
        request -> {
          int number = answers.getAndIncrement();
          String refresh = number < issued.size() ? issued.get(number) : "";
          return TokenPeer.token("token-" + number, "\"expires_in\":3600" + refresh);
        });
    Session session = bench.open(server.connection());
    Judge.succeeded(session.call(CALL), "a call after a login", why);
    for (int renewal = 1; renewal <= 3; renewal++) {
      session.advance(Duration.ofHours(2));
      Judge.succeeded(session.call(CALL), "a call whose token has expired", why);
    }
    List<String> used =
        server.tokenRequests().stream()
            .flatMap(request -> TokenPeer.values(request, "refresh_token").stream())
            .toList();
    Expect.that(
        used.equals(List.of("first", "second", "second")) && server.authorizations().size() == 1,
        "three renewals of one login use the refresh tokens first, second and, as no third came,"
            + " second again",
        "they used " + used + ", and the number of logins was " + server.authorizations().size(),
        why);
  }

  private static void invalidGrant(Bench bench) {
    String why =
        "invalid_grant means that the login is over: it expired, or was withdrawn. No repetition"
            + " changes that, and providers lock out who tries. Drop the refresh token and have"
            + " the user log in again, or tell the caller to.";
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    AtomicInteger answers = new AtomicInteger();
    server.tokens(
        request -> {
          int number = answers.getAndIncrement();
          return TokenPeer.values(request, "refresh_token").contains("dead")
              ? Reply.json(400, "{\"error\":\"invalid_grant\"}")
              : TokenPeer.token(
                  "token-" + number,
                  "\"expires_in\":3600,\"refresh_token\":\""
                      + (number == 0 ? "dead" : "alive")
                      + "\"");
        });
    Session session = bench.open(server.connection());
    Judge.succeeded(session.call(CALL), "a call after a login", why);
    session.advance(Duration.ofHours(2));
    for (int call = 1; call <= 3; call++) {
      CallResult result = session.call(CALL);
      Expect.that(
          Judge.declared(result) || result instanceof CallResult.Answered,
          "a call whose login is over succeeds by a new login, or fails with an error that the"
              + " client declares",
          Judge.told(result),
          why);
    }
    long attempts =
        server.tokenRequests().stream()
            .filter(request -> TokenPeer.values(request, "refresh_token").contains("dead"))
            .count();
    Expect.that(
        attempts == 1,
        "over three calls, the refused refresh token is sent once",
        "it was sent " + attempts + " times",
        why);
  }
}
