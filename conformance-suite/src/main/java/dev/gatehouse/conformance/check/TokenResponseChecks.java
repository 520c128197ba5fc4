package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.connection.AuthType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a client makes of the answers of a token endpoint. */
final class TokenResponseChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private TokenResponseChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("token.type", "A token of an unknown type is refused")
            .from(Spec.rfc(6749, "7.1"), Spec.rfc(6749, "5.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "A token whose token_type the client does not know is not used; bearer compares"
                    + " without case.")
            .step(EachGrant.step(TokenResponseChecks::type)),
        Check.must("token.unknown-member", "Unknown members of a token response are ignored")
            .from(Spec.rfc(6749, "5.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule("A token response with members the client does not know is used all the same.")
            .step(EachGrant.step(TokenResponseChecks::unknownMember)),
        Check.must("token.expires-in", "Every expires_in is survived")
            .from(Spec.rfc(6749, "5.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "A token without expires_in, or with a huge one, is used. One in quotes, of zero"
                    + " or below is used or refused with a clear error.")
            .step(EachGrant.step(TokenResponseChecks::expiresIn)),
        Check.must("token.error", "The error of a token endpoint reaches the caller")
            .from(Spec.rfc(6749, "5.2"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "An error response ends in an error that has its code and description, also when"
                    + " the code is not one of the six of RFC 6749.")
            .step(EachGrant.step(TokenResponseChecks::error)),
        Check.must("token.not-json", "An answer that is no token response is an error")
            .from(Spec.rfc(6749, "5.2"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "HTML, an empty body, broken JSON, an array or doubled members end in an error the"
                    + " client declares; the API is not called.")
            .step(EachGrant.step(TokenResponseChecks::notJson)),
        Check.must("token.huge", "An endless token response is cut off")
            .from(Spec.hardening())
            .needsOneOf(EachGrant.TYPES)
            .rule("A token response of 10 MiB is not read whole; the call fails.")
            .step(EachGrant.step(TokenResponseChecks::huge)),
        Check.must("token.drip", "A token response that drips ends at the deadline")
            .from(Spec.hardening())
            .needsOneOf(EachGrant.TYPES)
            .rule("A token request has a time limit as a whole, however steadily bytes arrive.")
            .step(EachGrant.step(TokenResponseChecks::drip)),
        Check.must("token.charset", "A token with characters that no token has is refused")
            .from(Spec.rfc(6750, "2.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule("A token is letters, digits and -._~+/ with = at its end; others are refused.")
            .step(EachGrant.step(TokenResponseChecks::charset)));
  }

  private static void type(Bench bench, AuthType grant) {
    String why =
        "A token of another type, such as mac, is used in another way; as Bearer it gives away"
            + " what it should protect. Compare token_type with bearer, without case.";
    for (String bearer : List.of("bearer", "BEARER")) {
      Judge.succeeded(
          bench.call(TokenPeer.on(bench, grant).tokens(typed(bearer)).connection(), CALL),
          "a call with a token of the type " + bearer,
          why);
    }
    for (String other : List.of("mac", "N_A")) {
      noToken(bench, grant, "the token_type " + other, typed(other), why);
    }
  }

  private static Reply typed(String type) {
    return Reply.json(
        200,
        "{\"access_token\":\"typed-token\",\"token_type\":\"" + type + "\",\"expires_in\":3600}");
  }

  /** After this answer, the call fails as declared and the API is not called. */
  private static CallResult noToken(
      Bench bench, AuthType grant, String answer, Reply reply, String why) {
    TokenPeer server = TokenPeer.on(bench, grant).tokens(reply);
    CallResult result = bench.call(server.connection(), CALL);
    Expect.that(
        Judge.declared(result) && server.calls().isEmpty() && !server.tokenRequests().isEmpty(),
        "after "
            + answer
            + ", the call fails with an error that the client declares, and the API"
            + " is not called",
        Judge.told(result) + "; the API got " + Judge.requests(server.calls().size()),
        why);
    return result;
  }

  private static void unknownMember(Bench bench, AuthType grant) {
    String members =
        "\"expires_in\":3600,\"refresh_expires_in\":0,\"not-before-policy\":0,"
            + "\"ext\":{\"a\":[1,null,{\"b\":true}]},\"id_token\":null";
    TokenPeer server =
        TokenPeer.on(bench, grant).tokens(TokenPeer.token("extended-token", members));
    Judge.succeeded(
        bench.call(server.connection(), CALL),
        "a call after a token response with unknown members",
        "Servers add members of their own, and RFC 6749 says to ignore them. Bind JSON loosely.");
    Expect.that(
        TokenPeer.bearer(Judge.only(server.calls(), "call")).equals("extended-token"),
        "the call carries the token",
        "it carries another",
        "The token itself is as always.");
  }

  private static void expiresIn(Bench bench, AuthType grant) {
    Map<String, String> usable = new LinkedHashMap<>();
    usable.put("no expires_in", "");
    usable.put("expires_in of the largest long", "\"expires_in\":9223372036854775807");
    usable.forEach(
        (what, members) ->
            Judge.succeeded(
                bench.call(
                    TokenPeer.on(bench, grant)
                        .tokens(TokenPeer.token("lasting-token", members))
                        .connection(),
                    CALL),
                "a call after a token response with " + what,
                "expires_in is optional, and some servers mean 'for ever' by a huge number. Treat"
                    + " it as absent or cap it; take care not to overflow."));
    for (String odd : List.of("\"3600\"", "0", "-1", "\"soon\"", "1.5")) {
      CallResult result =
          bench.call(
              TokenPeer.on(bench, grant)
                  .tokens(TokenPeer.token("odd-token", "\"expires_in\":" + odd))
                  .connection(),
              CALL);
      Expect.that(
          Judge.declared(result)
              || (result instanceof CallResult.Answered answered && answered.status() == 200),
          "after expires_in: "
              + odd
              + ", the token is used, or the call fails with an error that"
              + " the client declares",
          Judge.told(result),
          "Real servers send numbers in quotes, and worse. Read them if you can, and otherwise say"
              + " what is wrong with the answer.");
    }
  }

  private static void error(Bench bench, AuthType grant) {
    String why =
        "The code and the description are all that a person has to find out what is wrong at the"
            + " provider. Servers add codes of their own: keep the text, do not map it to an enum.";
    for (String code : List.of("invalid_client", "quota_exceeded")) {
      Reply reply =
          Reply.json(
              400,
              "{\"error\":\""
                  + code
                  + "\",\"error_description\":\"The desk is closed\","
                  + "\"error_uri\":\"https://as.example/errors/7\"}");
      CallResult result = noToken(bench, grant, "the error " + code, reply, why);
      String shown = ((CallResult.Failed) result).message() + result.printed();
      Expect.that(
          List.of(code, "The desk is closed", "https://as.example/errors/7").stream()
              .allMatch(shown::contains),
          "the client's error has the code " + code + ", its description and its URI",
          "the error says: " + ((CallResult.Failed) result).message(),
          why);
    }
  }

  private static void notJson(Bench bench, AuthType grant) {
    Map<String, Reply> answers = new LinkedHashMap<>();
    answers.put("a gateway's 502 page", Reply.html(502, "<html><h1>Bad Gateway</h1></html>"));
    answers.put("a web page with 200", Reply.html(200, "<html>Please sign in</html>"));
    answers.put("an empty answer", Reply.json(200, ""));
    answers.put(
        "broken JSON", Reply.json(200, "{\"access_token\":\"half-a-token\",\"token_type\":\"Bea"));
    answers.put("a JSON array", Reply.json(200, "[]"));
    answers.put("a JSON null", Reply.json(200, "null"));
    answers.put(
        "a member given twice",
        Reply.json(
            200,
            "{\"access_token\":\"first-token\",\"access_token\":\"other-token\","
                + "\"token_type\":\"Bearer\"}"));
    answers.put(
        "a token that is a number",
        Reply.json(200, "{\"access_token\":7,\"token_type\":\"Bearer\"}"));
    answers.forEach(
        (what, reply) ->
            noToken(
                bench,
                grant,
                what,
                reply,
                "Gateways and login pages answer in a token endpoint's place. Such an answer must"
                    + " become an error that says so, never a crash and never a token."));
  }

  private static void huge(Bench bench, AuthType grant) {
    String filler = "\"expires_in\":3600,\"filler\":\"" + "x".repeat(10 * 1024 * 1024) + "\"";
    noToken(
        bench,
        grant,
        "a token response of 10 MiB",
        TokenPeer.token("huge-token", filler),
        "A token response is a few kilobytes. A client that reads whatever comes can be brought"
            + " down by one answer. Stop at a limit, and fail.");
  }

  private static void drip(Bench bench, AuthType grant) throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    TokenPeer server = TokenPeer.on(bench, grant);
    server.tokens(
        request -> {
          arrived.countDown();
          return TokenPeer.token("dripping-token", "").dripped(Duration.ofMillis(30));
        });
    ClientSettings settings =
        ClientSettings.defaults()
            .withResponseTimeout(Duration.ofSeconds(2))
            .withTotalTimeout(Duration.ofMillis(400));
    CallResult result = bench.call(server.connection(), settings, CALL);
    Expect.that(
        arrived.await(5, TimeUnit.SECONDS) && Judge.declared(result) && server.calls().isEmpty(),
        "a token response that takes about two seconds is given up after 400 ms in total",
        Judge.told(result) + "; the API got " + Judge.requests(server.calls().size()),
        "A time-out that starts again with every byte never ends. Give the whole token request a"
            + " deadline: every caller waits for it.");
  }

  private static void charset(Bench bench, AuthType grant) {
    String why =
        "What is not of these characters cannot be sent in the header as it is, and a line break"
            + " in it would add headers of the token endpoint's choice. Refuse such a token.";
    TokenPeer good =
        TokenPeer.on(bench, grant).tokens(TokenPeer.token("az.AZ-09_~+/==", "\"expires_in\":3600"));
    Judge.succeeded(
        bench.call(good.connection(), CALL), "a call with every character a token may have", why);
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("a space", "two words");
    bad.put("a line break", "token\\r\\nX-Injected: yes");
    bad.put("an umlaut", "t\u00f6ken");
    bad.forEach(
        (what, token) ->
            noToken(
                bench,
                grant,
                "a token with " + what,
                TokenPeer.token(token, "\"expires_in\":3600"),
                why));
  }
}
