package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;
import static dev.gatehouse.connection.AuthType.OAUTH2_CLIENT_CREDENTIALS;
import static dev.gatehouse.connection.CredentialPlacement.BODY;
import static dev.gatehouse.connection.CredentialPlacement.HEADER;

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
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.mock.exchange.Field;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How a token is asked for, and where it is put. */
final class TokenRequestChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private TokenRequestChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("token.post-form", "A token is asked for by POST of a form")
            .from(Spec.rfc(6749, "3.2"), Spec.rfc(6749, "2.3.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule("The token request is a POST of a form; nothing secret is in its URI.")
            .step(EachGrant.step(TokenRequestChecks::postForm)),
        Check.must("token.basic-encoded", "Client id and secret are form-encoded before Basic")
            .from(Spec.rfc(6749, "2.3.1"), Spec.rfc(6749, "B"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "In the Authorization header of a token request, client id and client secret are"
                    + " each form-encoded before they are joined and encoded in Base64.")
            .step(EachGrant.step(TokenRequestChecks::basicEncoded)),
        Check.must("token.one-method", "A client authenticates in one way at a time")
            .from(Spec.rfc(6749, "2.3"), Spec.rfc(6749, "3.2.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "The client secret is in the header or in the body of a token request, as"
                    + " configured, and never in both. A client without a secret sends its id.")
            .step(EachGrant.step(TokenRequestChecks::oneMethod)),
        Check.must("token.redirect", "A redirect of the token endpoint is not followed")
            .from(Spec.rfc(6749, "3.2"), Spec.rfc(9110, "15.4.8"))
            .needsOneOf(EachGrant.TYPES)
            .rule("When the token endpoint redirects, the client secret is not sent there.")
            .step(EachGrant.step(TokenRequestChecks::redirect)),
        Check.must("token.bearer-place", "The token is in the Authorization header alone")
            .from(Spec.rfc(6750, "2.1"), Spec.rfc(6750, "2.3"))
            .needsOneOf(EachGrant.TYPES)
            .rule("The access token is sent as Authorization: Bearer, not in the URI or the body.")
            .step(EachGrant.step(TokenRequestChecks::bearerPlace)),
        Check.must("cc.fields", "A client credentials request has its own fields and no others")
            .from(Spec.rfc(6749, "4.4.2"), Spec.rfc(6749, "4.4.3"))
            .needs(OAUTH2_CLIENT_CREDENTIALS)
            .rule(
                "The form has grant_type=client_credentials and the scopes, and no field of another"
                    + " grant. An answer without refresh_token is fine.")
            .step(TokenRequestChecks::fields));
  }

  private static void postForm(Bench bench, AuthType grant) {
    for (CredentialPlacement placement : CredentialPlacement.values()) {
      TokenPeer server = TokenPeer.on(bench, grant);
      CallResult result =
          bench.call(
              server.connection(placement, TokenPeer.CLIENT, TokenPeer.SECRET, "orders"), CALL);
      SeenRequest request = Judge.only(server.tokenRequests(), "token request");
      String type = request.header("Content-Type").orElse("none").toLowerCase(Locale.ROOT);
      Expect.that(
          request.method().equals("POST")
              && type.startsWith("application/x-www-form-urlencoded")
              && request.query().isEmpty()
              && request.form("grant_type").isPresent(),
          "POST /token with a form in its body",
          request.method()
              + " "
              + request.path()
              + (request.query().isEmpty() ? "" : " with a query")
              + " and the Content-Type "
              + type,
          "A query is written into the logs of every server on the way, the client secret with it."
              + " Send the fields in the body of a POST.");
      Judge.succeeded(result, "a call with the token", "The token endpoint has issued a token.");
    }
  }

  private static void basicEncoded(Bench bench, AuthType grant) {
    String id = "id:with%41 and+\u00fc";
    String secret = "secret:%2B+ &=\u00fc";
    TokenPeer server = TokenPeer.on(bench, grant);
    bench.call(server.connection(HEADER, id, secret), CALL);
    SeenRequest request = Judge.only(server.tokenRequests(), "token request");
    Expect.that(
        decoded(request.header("Authorization").orElse("")).equals(List.of(id, secret)),
        "after Base64, text before and after the first colon decode, as a form, to client id and"
            + " client secret",
        "they decode to something else",
        "Without form-encoding, a colon in the id moves the border between both, and a server"
            + " reads + and % as escapes. Encode each as in a form, join them with a colon, then"
            + " encode in Base64.");
  }

  private static List<String> decoded(String authorization) {
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.replaceFirst("(?i)^Basic +", "")),
              StandardCharsets.UTF_8);
      String[] parts = pair.split(":", 2);
      return parts.length < 2
          ? List.of()
          : List.of(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
              URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return List.of();
    }
  }

  private static void oneMethod(Bench bench, AuthType grant) {
    for (CredentialPlacement placement : CredentialPlacement.values()) {
      TokenPeer server = TokenPeer.on(bench, grant);
      bench.call(server.connection(placement, TokenPeer.CLIENT, TokenPeer.SECRET), CALL);
      SeenRequest request = Judge.only(server.tokenRequests(), "token request");
      boolean header = request.header("Authorization").isPresent();
      boolean body = !TokenPeer.values(request, "client_secret").isEmpty();
      Expect.that(
          header == (placement == HEADER) && body == (placement == BODY),
          "with credentialPlacement " + placement.id() + ", the secret is there only",
          "header: " + (header ? "yes" : "no") + ", body: " + (body ? "yes" : "no"),
          "A server must refuse a request that authenticates in two ways (RFC 6749, section 2.3)."
              + " Send the secret where it is configured and nowhere else.");
    }
    if (grant == OAUTH2_AUTHORIZATION_CODE) {
      publicClient(bench);
    }
  }

  private static void publicClient(Bench bench) {
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    bench.call(server.login("/authorize", null, null), CALL);
    SeenRequest request = Judge.only(server.tokenRequests(), "token request");
    boolean header = request.header("Authorization").isPresent();
    List<String> ids = TokenPeer.values(request, "client_id");
    Expect.that(
        !header
            && ids.equals(List.of(TokenPeer.CLIENT))
            && TokenPeer.values(request, "client_secret").isEmpty(),
        "without a client secret, the client_id is in the form, and there is no Authorization"
            + " header",
        "the fields are "
            + TokenPeer.fields(request).stream().map(Field::name).toList()
            + (header ? ", and there is an Authorization header" : ""),
        "A client that cannot authenticate has to say who it is, so that it is not given another"
            + " client's token. An empty secret is no secret: leave it out.");
  }

  private static void redirect(Bench bench, AuthType grant) {
    for (int status : List.of(302, 307, 308)) {
      Peer other = bench.peer().answer(TokenPeer.token("token-from-elsewhere", ""));
      TokenPeer server =
          TokenPeer.on(bench, grant).tokens(Reply.redirect(status, other.at("/moved-token")));
      CallResult result = bench.call(server.connection(BODY, "client", "redirect-secret"), CALL);
      Judge.only(server.tokenRequests(), "token request");
      // By its path, as a late request of another program may come to a port that was free again.
      int followed = other.requests("/moved-token").size();
      Expect.that(
          followed == 0 && server.calls().isEmpty() && Judge.declared(result),
          "after "
              + status
              + " of the token endpoint, the call fails and the other server gets"
              + " nothing",
          Judge.told(result) + "; the other server got " + Judge.requests(followed),
          "With 307 and 308 the whole form is sent again, the client secret with it. A token"
              + " endpoint is configured and does not move: treat a redirect as an error.");
    }
  }

  private static void bearerPlace(Bench bench, AuthType grant) {
    String token = "bearer-place-token";
    TokenPeer server =
        TokenPeer.on(bench, grant).tokens(TokenPeer.token(token, "\"expires_in\":3600"));
    CallResult result =
        bench.call(
            server.connection(),
            new CallRequest(
                "POST",
                "/orders",
                List.of(new Field("Content-Type", "application/x-www-form-urlencoded")),
                "item=7".getBytes(StandardCharsets.UTF_8)));
    SeenRequest call = Judge.only(server.calls(), "call");
    long places = call.fields().stream().filter(field -> field.value().contains(token)).count();
    Expect.that(
        call.headers("Authorization").equals(List.of("Bearer " + token))
            && places == 1
            && call.target().equals("/api/orders")
            && call.text().equals("item=7"),
        "the token is in Authorization: Bearer, and nothing else of the request has changed",
        Judge.told(result)
            + "; Authorization: "
            + (call.header("Authorization").isPresent() ? "yes" : "no")
            + ", elsewhere: "
            + (call.target().contains(token) || call.text().contains(token) || places > 1
                ? "yes"
                : "no"),
        "A URI is logged and sent on as Referer, and a body belongs to the caller. Put the token"
            + " into the header, with the scheme Bearer and one space.");
  }

  private static void fields(Bench bench) {
    TokenPeer server = TokenPeer.on(bench);
    CallResult result =
        bench.call(
            server.connection(BODY, TokenPeer.CLIENT, TokenPeer.SECRET, "orders:read", "mail"),
            CALL);
    SeenRequest request = Judge.only(server.tokenRequests(), "token request");
    Set<String> foreign =
        TokenPeer.fields(request).stream()
            .map(Field::name)
            .filter(
                Set.of(
                        "redirect_uri",
                        "code",
                        "code_verifier",
                        "username",
                        "password",
                        "refresh_token",
                        "response_type",
                        "state")
                    ::contains)
            .collect(Collectors.toSet());
    Expect.that(
        TokenPeer.values(request, "grant_type").equals(List.of("client_credentials"))
            && TokenPeer.values(request, "scope").equals(List.of("orders:read mail"))
            && TokenPeer.values(request, "client_id").equals(List.of(TokenPeer.CLIENT))
            && foreign.isEmpty(),
        "grant_type=client_credentials, scope=orders:read mail, the client's id, once each, and no"
            + " field of another grant",
        "the fields are " + TokenPeer.fields(request).stream().map(Field::name).toList(),
        "Strict servers refuse fields that do not belong to the grant. Scopes are joined with"
            + " spaces into one field.");
    Judge.succeeded(
        result,
        "a call after an answer without refresh_token",
        "This grant issues no refresh token; ask for a new access token instead.");
    Judge.succeeded(
        bench.call(
            bench.gatehouse().scenario(OAUTH2_CLIENT_CREDENTIALS).connection(),
            CallRequest.get("/hello")),
        "a call of a server that verifies client and token",
        "The token request must be right as a whole.");
  }
}
