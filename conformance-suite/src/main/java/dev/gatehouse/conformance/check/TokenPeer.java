package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** A scripted peer with a token endpoint and an API; it issues a new token for each request. */
final class TokenPeer {
  static final String CLIENT = "conformance-client";
  static final String SECRET = "conformance-client-secret";

  private final Peer peer;
  private final AtomicInteger issued = new AtomicInteger();

  private TokenPeer(Peer peer) {
    this.peer = peer;
    peer.on("/token", request -> next());
  }

  static TokenPeer on(Bench bench) {
    return new TokenPeer(bench.peer());
  }

  Peer peer() {
    return peer;
  }

  /** Answers token requests with these replies in turn; the last one repeats. */
  TokenPeer tokens(Reply... replies) {
    peer.on("/token", replies);
    return this;
  }

  TokenPeer tokens(Function<SeenRequest, Reply> script) {
    peer.on("/token", script);
    return this;
  }

  /** Answers calls of the API with these replies in turn; the last one repeats. */
  TokenPeer api(Reply... replies) {
    peer.on("/api/orders", replies);
    return this;
  }

  /** A fresh token that is good for an hour. */
  Reply.Answer next() {
    return token("issued-token-" + issued.incrementAndGet(), "\"expires_in\":3600");
  }

  /** A Bearer token; {@code members} are more members of the JSON object, empty for none. */
  static Reply.Answer token(String value, String members) {
    String more = members.isEmpty() ? "" : "," + members;
    return Reply.json(
        200, "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\"" + more + "}");
  }

  static Reply.Answer invalidToken() {
    return Reply.status(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  Connection connection(String... scopes) {
    return connection(CredentialPlacement.HEADER, CLIENT, SECRET, scopes);
  }

  Connection connection(
      CredentialPlacement placement, String clientId, String secret, String... scopes) {
    return Connection.of(
        "conformance",
        peer.at("/api"),
        new OAuth2ClientCredentialsAuth(
            peer.at("/token"), clientId, Secret.of(secret), placement, List.of(scopes)));
  }

  List<SeenRequest> tokenRequests() {
    return peer.requests("/token");
  }

  List<SeenRequest> calls() {
    return peer.requests("/api/orders");
  }

  /**
   * The token of a call, wherever the client put it: this is about which token it is. The last of
   * several counts.
   */
  static String bearer(SeenRequest call) {
    Stream<String> header =
        call.headers("Authorization").stream()
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7));
    Stream<String> query =
        call.parameters().stream()
            .filter(parameter -> parameter.name().equals("access_token"))
            .map(Field::value);
    return Stream.concat(query, header).reduce((earlier, later) -> later).orElse("none");
  }

  /** The fields of a token request, wherever the client put them: this is about their values. */
  static List<Field> fields(SeenRequest tokenRequest) {
    return Stream.concat(tokenRequest.form().stream(), tokenRequest.parameters().stream()).toList();
  }

  /** The values of one field of a token request. */
  static List<String> values(SeenRequest tokenRequest, String name) {
    return fields(tokenRequest).stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .toList();
  }
}
