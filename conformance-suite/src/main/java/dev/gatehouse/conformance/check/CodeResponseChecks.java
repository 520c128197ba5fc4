package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a client believes of what a user brings back from the login. */
final class CodeResponseChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private CodeResponseChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("code.state-mismatch", "A code with a wrong state is not redeemed")
            .from(Spec.rfc(6749, "10.12"), Spec.rfc(6749, "4.1.2"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "When the user comes back without a state, or with another than this login's, the"
                    + " call fails and no token is asked for.")
            .step(CodeResponseChecks::stateMismatch),
        Check.must("code.error", "A refused login reaches the caller")
            .from(Spec.rfc(6749, "4.1.2.1"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "When the user comes back with an error, the call fails with its code and"
                    + " description, and no token is asked for; also when nothing came at all.")
            .step(CodeResponseChecks::error),
        Check.must("code.duplicate-param", "No parameter counts twice")
            .from(Spec.rfc(6749, "3.1"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "Two codes or two states refuse the whole answer. The client's own request has each"
                    + " parameter once, also when the endpoint's own query names one of them.")
            .step(CodeResponseChecks::duplicates));
  }

  private static void stateMismatch(Bench bench) {
    TokenPeer earlier = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    bench.call(earlier.connection(), CALL);
    String earlierState =
        earlier.authorizations().stream().map(Authorization::state).findFirst().orElse("");

    Map<String, Function<String, String>> states = new LinkedHashMap<>();
    states.put("an empty state", state -> "");
    states.put("a state of nobody's", state -> "a-state-that-nobody-sent");
    states.put("a state one character longer", state -> state + "A");
    states.put("a state with its last character changed", CodeResponseChecks::changed);
    states.put("a state in the other case", CodeResponseChecks::otherCase);
    // Where every login has the same state, that is the matter of another check.
    states.put(
        "the state of an earlier login",
        state -> state.equals(earlierState) ? changed(state) : earlierState);

    String why =
        "A code with a wrong state was not asked for by this login: an attacker's page may have"
            + " sent it, for your user to work in the attacker's account. Compare the whole state,"
            + " and refuse the answer before anything else is done with it.";
    refused(bench, "no state", login -> login.back("code", login.code()), why);
    states.forEach(
        (what, state) ->
            refused(
                bench,
                what,
                login -> login.back("code", login.code(), "state", state.apply(login.state())),
                why));
  }

  private static String changed(String state) {
    return state.isEmpty()
        ? "A"
        : state.substring(0, state.length() - 1) + (state.endsWith("A") ? "B" : "A");
  }

  private static String otherCase(String state) {
    String upper = state.toUpperCase(Locale.ROOT);
    return upper.equals(state) ? state.toLowerCase(Locale.ROOT) : upper;
  }

  private static void error(Bench bench) {
    String why =
        "Users say no, and servers have reasons of their own: both are part of every login, and"
            + " the code and description are all that a person has to tell them apart. Look for"
            + " an error before you look for a code, and keep the code as text.";
    for (String code : List.of("access_denied", "account_locked")) {
      CallResult result =
          refused(
              bench,
              "the error " + code,
              login ->
                  login.back(
                      "error",
                      code,
                      "error_description",
                      "The user is away",
                      "state",
                      login.state()),
              why);
      String shown = ((CallResult.Failed) result).message() + result.printed();
      Expect.that(
          shown.contains(code) && shown.contains("The user is away"),
          "the client's error has the code " + code + " and its description",
          "the error says: " + ((CallResult.Failed) result).message(),
          why);
    }
    refused(bench, "neither a code nor an error", login -> login.back("state", login.state()), why);
  }

  private static void duplicates(Bench bench) {
    String why =
        "Of two values, the check may see one and the use take the other. RFC 6749 allows each"
            + " parameter once: refuse an answer that has code or state twice, equal or not.";
    refused(
        bench,
        "two codes",
        login -> login.back("code", "other", "code", login.code(), "state", login.state()),
        why);
    refused(
        bench,
        "the same code twice",
        login -> login.back("code", login.code(), "code", login.code(), "state", login.state()),
        why);
    refused(
        bench,
        "a wrong and a right state",
        login -> login.back("code", login.code(), "state", "other", "state", login.state()),
        why);
    refused(
        bench,
        "a right and a wrong state",
        login -> login.back("code", login.code(), "state", login.state(), "state", "other"),
        why);
    ownRequest(bench);
  }

  private static void ownRequest(Bench bench) {
    String why =
        "The endpoint's address may have a query of its own, and some providers put response_type"
            + " there. Keep what is there, and add only what is missing or replace it.";
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    CallResult result =
        bench.call(
            server.login(
                "/authorize?response_type=code&audience=orders%26mail", TokenPeer.SECRET, null),
            CALL);
    Judge.succeeded(result, "a call after a login at an endpoint with a query", why);
    Authorization login = server.authorizations().get(0);
    List<String> names =
        login.request().parameters().stream().map(parameter -> parameter.name()).toList();
    Expect.that(
        names.size() == names.stream().distinct().count()
            && login.values("response_type").equals(List.of("code"))
            && login.values("audience").equals(List.of("orders&mail")),
        "the authorization request has each parameter once, and those of the endpoint's own query",
        "it has " + names.stream().sorted().toList(),
        why);
  }

  /** After this answer of the authorization server, the call fails and the code is not redeemed. */
  private static CallResult refused(
      Bench bench, String answer, Function<Authorization, Reply> script, String why) {
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE).authorizations(script);
    CallResult result = bench.call(server.connection(), CALL);
    Judge.notRedeemed(server, result, answer, why);
    return result;
  }
}
