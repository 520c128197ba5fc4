package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.AWS_ACCESS_KEY;
import static dev.gatehouse.connection.AuthType.AWS_IAM_ROLE;
import static dev.gatehouse.connection.AuthType.BASIC;
import static dev.gatehouse.connection.AuthType.HEADER;
import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;
import static dev.gatehouse.connection.AuthType.OAUTH2_CLIENT_CREDENTIALS;
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
import dev.gatehouse.connection.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What a client prints. */
final class SecretChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final String SECRET = "printed secret&1";

  private SecretChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("secret.not-in-text", "No secret shows in any text")
            .from(Spec.rfc(6750, "5.3"), Spec.cwe(532))
            .needs(BASIC, HEADER, OAUTH2_CLIENT_CREDENTIALS)
            .rule(
                "No password, key, client secret, code or token shows in the client's own text, in"
                    + " log lines, or in an error with all its causes.")
            .step(SecretChecks::nowhere),
        Check.must("secret.url-redacted", "A key in the query does not show in messages")
            .from(Spec.rfc(6750, "5.3"), Spec.rfc(9110, "17.9"))
            .needs(QUERY_PARAMS)
            .rule("Messages that name the URI of a request leave out its query, or mask the key.")
            .step(SecretChecks::query));
  }

  private static void nowhere(Bench bench) {
    Peer basic = bench.peer().answer(Reply.hangUp());
    silent(bench, Given.basic(basic.uri(), "alice", SECRET), SECRET);
    Peer header = bench.peer().answer(Reply.hangUp());
    silent(bench, Given.header(header.uri(), "X-Api-Key", SECRET), SECRET);

    TokenPeer refused =
        TokenPeer.on(bench).tokens(Reply.json(401, "{\"error\":\"invalid_client\"}"));
    silent(bench, refused.connection(), TokenPeer.SECRET);
    TokenPeer hungUp =
        TokenPeer.on(bench)
            .tokens(TokenPeer.token("printed-token", "\"expires_in\":3600"))
            .api(Reply.hangUp());
    silent(bench, hungUp.connection(), "printed-token");
    TokenPeer broken =
        TokenPeer.on(bench).tokens(Reply.json(200, "{\"access_token\":[\"printed-token\"],:"));
    silent(bench, broken.connection(), "printed-token");
    if (bench.client().authTypes().contains(OAUTH2_AUTHORIZATION_CODE)) {
      afterALogin(bench);
    }
    if (bench.client().authTypes().contains(AWS_ACCESS_KEY)) {
      Peer api = bench.peer().answer(Reply.hangUp());
      silent(bench, Given.accessKey(api.uri(), AwsService.API), AwsService.SECRET);
    }
    if (bench.client().authTypes().contains(AWS_IAM_ROLE)) {
      inASession(bench);
    }
  }

  private static void inASession(Bench bench) {
    RolePeer refused = RolePeer.on(bench).sessions(RolePeer.error(403, "AccessDenied", "no"));
    silent(bench, refused.connection(), AwsService.SECRET);
    RolePeer hungUp = RolePeer.on(bench).calls(Reply.hangUp());
    silent(bench, hungUp.connection(), RolePeer.secret(1));
    RolePeer hungUpToo = RolePeer.on(bench).calls(Reply.hangUp());
    silent(bench, hungUpToo.connection(), RolePeer.token(1));
  }

  private static void afterALogin(Bench bench) {
    TokenPeer distrusted =
        TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE)
            .authorizations(login -> login.back("code", "printed-code", "state", "another"))
            .tokens(Reply.json(400, "{\"error\":\"invalid_grant\"}"));
    silent(bench, distrusted.connection(), "printed-code");
    TokenPeer refused =
        TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE)
            .authorizations(login -> login.back("code", "printed-code", "state", login.state()))
            .tokens(Reply.json(400, "{\"error\":\"invalid_grant\"}"));
    silent(bench, refused.connection(), "printed-code");
    TokenPeer hungUp =
        TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE)
            .tokens(
                TokenPeer.token(
                    "printed-token",
                    "\"expires_in\":3600,\"refresh_token\":\"printed-refresh-token\""))
            .api(Reply.hangUp());
    silent(bench, hungUp.connection(), "printed-refresh-token");
  }

  private static void query(Bench bench) {
    Peer hungUp = bench.peer().answer(Reply.hangUp());
    silent(bench, Given.query(hungUp.uri(), "api_key", SECRET), SECRET);
    silent(bench, Given.query(bench.closedPort().uri(), "api_key", SECRET), SECRET);
  }

  private static void silent(Bench bench, Connection connection, String secret) {
    try (Session session = bench.open(connection)) {
      CallResult result = session.call(CALL);
      String type = connection.auth().type().id();
      Expect.that(
          result instanceof CallResult.Failed failed && !failed.printed().isBlank(),
          "with " + type + ", a call that goes wrong ends in an error with a text",
          Judge.told(result),
          "The check reads what the client prints of its errors, so there has to be one.");
      String shown = session.describe() + ((CallResult.Failed) result).message() + result.printed();
      Expect.that(
          forms(secret).stream().noneMatch(shown::contains),
          "with " + type + ", the secret is in no text that the client makes",
          "it shows in: " + line(shown, secret),
          "Errors and log lines are copied into tickets and chats. Keep secrets in a type that"
              + " prints as ***, and build messages without request headers and queries.");
    }
  }

  private static String line(String text, String secret) {
    return text.lines()
        .filter(line -> forms(secret).stream().anyMatch(line::contains))
        .findFirst()
        .orElse("a text of several lines");
  }

  private static List<String> forms(String secret) {
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return List.of(
        secret,
        encoded,
        encoded.replace("+", "%20"),
        Base64.getEncoder().encodeToString(("alice:" + secret).getBytes(StandardCharsets.UTF_8)));
  }
}
