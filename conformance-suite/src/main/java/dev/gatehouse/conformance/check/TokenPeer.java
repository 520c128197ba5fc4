package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scripted peer with a token endpoint, an authorization endpoint and an API; it issues a new
 * token, or code, for each request.
 */
final class TokenPeer {
  static final String CLIENT = "conformance-client";
  static final String SECRET = "conformance-client-secret";

  private final Peer peer;
  private final AuthType grant;
  private final AtomicInteger issued = new AtomicInteger();
  private final Map<String, Authorization> authorizations =
      Collections.synchronizedMap(new LinkedHashMap<>());

  private TokenPeer(Peer peer, AuthType grant) {
    this.peer = peer;
    this.grant = grant;
    peer.on("/token", request -> next());
    authorizations(Authorization::granted);
    // A client may look for metadata; there is none.
    peer.answer(request -> Reply.status(404));
    peer.on("/api/orders", Reply.ok());
  }

  /** For the client credentials grant. */
  static TokenPeer on(Bench bench) {
    return on(bench, AuthType.OAUTH2_CLIENT_CREDENTIALS);
  }

  static TokenPeer on(Bench bench, AuthType grant) {
    return new TokenPeer(bench.peer(), grant);
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

  /** Answers authorization requests. */
  TokenPeer authorizations(Function<Authorization, Reply> script) {
    peer.on(
        "/authorize",
        request -> {
          Authorization authorization =
              new Authorization(request, "issued-code-" + issued.incrementAndGet());
          authorizations.put(authorization.code(), authorization);
          return script.apply(authorization);
        });
    return this;
  }

  /** Answers calls of the API with these replies in turn; the last one repeats. */
  TokenPeer api(Reply... replies) {
    peer.on("/api/orders", replies);
    return this;
  }

  /** A fresh token that is good for an hour, with a refresh token where the grant has them. */
  Reply.Answer next() {
    int number = issued.incrementAndGet();
    String refresh =
        grant == AuthType.OAUTH2_AUTHORIZATION_CODE
            ? ",\"refresh_token\":\"issued-refresh-token-" + number + "\""
            : "";
    return token("issued-token-" + number, "\"expires_in\":3600" + refresh);
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
    URI tokenUri = peer.at("/token");
    Secret hidden = Secret.of(secret);
    List<String> list = List.of(scopes);
    return connection(
        grant == AuthType.OAUTH2_AUTHORIZATION_CODE
            ? new OAuth2AuthorizationCodeAuth(
                peer.at("/authorize"), tokenUri, clientId, hidden, placement, list, null, true)
            : new OAuth2ClientCredentialsAuth(tokenUri, clientId, hidden, placement, list));
  }

  /**
   * An authorization code connection with more of its settings.
   *
   * @param authorizationPath of this peer, with any query
   * @param secret null for a public client
   * @param redirectUri null for one of the client's own
   */
  Connection login(String authorizationPath, @Nullable String secret, @Nullable URI redirectUri) {
    return connection(
        new OAuth2AuthorizationCodeAuth(
            peer.at(authorizationPath),
            peer.at("/token"),
            CLIENT,
            secret == null ? null : Secret.of(secret),
            CredentialPlacement.HEADER,
            List.of(),
            redirectUri,
            true));
  }

  private Connection connection(Auth auth) {
    return Connection.of("conformance", peer.at("/api"), auth);
  }

  /** The authorization requests, in order of arrival. */
  List<Authorization> authorizations() {
    synchronized (authorizations) {
      return List.copyOf(authorizations.values());
    }
  }

  /** The authorization that a code of this token request came from. */
  Optional<Authorization> authorization(SeenRequest tokenRequest) {
    return values(tokenRequest, "code").stream()
        .flatMap(code -> Optional.ofNullable(authorizations.get(code)).stream())
        .findFirst();
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
