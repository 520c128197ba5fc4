package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.SeenRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client sends when a user logs in: with the user, and with the code. */
final class CodeRequestChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final int LOGINS = 5;
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private CodeRequestChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("code.state", "Every login has a state of its own that nobody can guess")
            .from(Spec.rfc(6749, "10.12"), Spec.rfc(6749, "10.10"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule("The authorization request has one state, random and another for each login.")
            .step(CodeRequestChecks::state),
        Check.must("code.pkce-s256", "The PKCE challenge is the SHA-256 of the verifier")
            .from(Spec.rfc(7636, "4.2"), Spec.rfc(7636, "4.3"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "code_challenge_method is S256, and code_challenge is the verifier's SHA-256 in"
                    + " Base64url without padding.")
            .step(CodeRequestChecks::challenge),
        Check.must("code.pkce-verifier", "Every login has a PKCE verifier that nobody can guess")
            .from(Spec.rfc(7636, "4.1"), Spec.rfc(7636, "7.1"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "code_verifier is 43 to 128 of the characters A-Z a-z 0-9 - . _ ~, random and"
                    + " another one for each login.")
            .step(CodeRequestChecks::verifier),
        Check.must("code.pkce-sent", "The PKCE verifier is sent with the code")
            .from(Spec.rfc(7636, "4.5"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule("The token request for a code has one code_verifier.")
            .step(CodeRequestChecks::verifierSent),
        Check.must("code.redirect-uri", "The redirect URI is the same in both requests")
            .from(Spec.rfc(6749, "4.1.3"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "The token request repeats the redirect_uri of the authorization request to the"
                    + " letter; a configured one is used as it is.")
            .step(CodeRequestChecks::redirectUri));
  }

  private static void state(Bench bench) {
    String why =
        "The state is what tells the answer to this login from one that an attacker slips in: with"
            + " a code of the attacker's, your user would work in the attacker's account. Make it"
            + " of 128 random bits or more, anew for each login.";
    List<String> states = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      Authorization login = login(bench, null).authorization();
      Expect.that(
          login.values("state").size() == 1 && !login.state().isEmpty(),
          "the authorization request has one state",
          "it has " + login.values("state").size(),
          why);
      states.add(login.state());
    }
    Unguessable.judge("the state", states, why);
  }

  /** One login, from the authorization request to the token request. */
  private record Login(Authorization authorization, SeenRequest tokenRequest) {
    String verifier() {
      return String.join("", TokenPeer.values(tokenRequest, "code_verifier"));
    }
  }

  private static Login login(Bench bench, @Nullable URI redirectUri) {
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    CallResult result = bench.call(server.login("/authorize", TokenPeer.SECRET, redirectUri), CALL);
    Judge.succeeded(
        result, "a call after a login", "The rest of this check looks at how the login was done.");
    List<Authorization> logins = server.authorizations();
    Expect.that(
        logins.size() == 1,
        "exactly one authorization request arrives",
        Judge.requests(logins.size()) + " arrived",
        "One call of one user needs one login.");
    return new Login(logins.get(0), Judge.only(server.tokenRequests(), "token request"));
  }

  private static void challenge(Bench bench) {
    String why =
        "With the method plain, whoever sees the authorization request can redeem the code: in the"
            + " browser's history, or in a log. The SHA-256 of the verifier gives nothing away."
            + " Encode the hash's 32 octets, not its hex, in Base64url, and leave out the padding.";
    Login login = login(bench, null);
    Expect.that(
        login.authorization().values("code_challenge_method").equals(List.of("S256")),
        "the authorization request has code_challenge_method=S256",
        "it has " + login.authorization().values("code_challenge_method"),
        why);
    Expect.that(
        login.authorization().values("code_challenge").equals(List.of(s256(login.verifier()))),
        "code_challenge is the SHA-256 of the token request's code_verifier, in Base64url",
        login.verifier().isEmpty()
            ? "there is no code_verifier to compare it with"
            : "it is something else, of "
                + login.authorization().value("code_challenge").orElse("").length()
                + " characters",
        why);
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void verifier(Bench bench) {
    String why =
        "The verifier proves that whoever redeems a code is who asked for it, for as long as"
            + " nobody else can know it. Take 32 octets of a secure random generator for each"
            + " login, in Base64url.";
    List<String> verifiers = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      String verifier = login(bench, null).verifier();
      Expect.that(
          VERIFIER.matcher(verifier).matches(),
          "code_verifier is 43 to 128 of the characters A-Z a-z 0-9 - . _ ~",
          "it has "
              + verifier.length()
              + " characters"
              + (verifier.matches("[A-Za-z0-9._~-]*") ? "" : ", and others among them"),
          why);
      verifiers.add(verifier);
    }
    Unguessable.judge("the code_verifier", verifiers, why);
  }

  private static void verifierSent(Bench bench) {
    int verifiers = TokenPeer.values(login(bench, null).tokenRequest(), "code_verifier").size();
    Expect.that(
        verifiers == 1,
        "the token request has one code_verifier",
        "it has " + verifiers,
        "A challenge without its verifier protects nothing: servers that check refuse the code, and"
            + " others would give it to anybody. Keep the verifier until the code comes back.");
  }

  private static void redirectUri(Bench bench) {
    judge(login(bench, null));
    URI configured = URI.create("https://app.example/callback?tenant=7");
    Login login = login(bench, configured);
    judge(login);
    Expect.that(
        login.authorization().values("redirect_uri").equals(List.of(configured.toString())),
        "the configured redirect URI is in the authorization request, its query with it",
        "there is " + login.authorization().values("redirect_uri"),
        "Servers compare it letter by letter with the registered one.");
  }

  private static void judge(Login login) {
    List<String> first = login.authorization().values("redirect_uri");
    List<String> second = TokenPeer.values(login.tokenRequest(), "redirect_uri");
    Expect.that(
        first.size() == 1 && second.equals(first),
        "redirect_uri is in both requests, once each and equal",
        "the authorization request has " + first + ", the token request has " + second,
        "A server issues a code for one redirect URI and redeems it for that one only. Keep the"
            + " text that was sent and send it again; do not parse it, nor add a slash.");
  }
}
