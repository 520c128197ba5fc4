package dev.gatehouse.client;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server and an API, each a peer of its own, and connections to both. Nobody looks
 * at a page unless a test says so: the user agent comes back with a code at once.
 */
final class CodeFlow implements AutoCloseable {
  static final String SECRET = "s3cret+&%";
  static final String INVALID_TOKEN = "WWW-Authenticate: Bearer error=\"invalid_token\"";

  private final Peer server;
  private final Peer api;
  private final ManualClock clock = new ManualClock();
  private final Map<String, Peer.Script> pages = new ConcurrentHashMap<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final List<URI> authorizations = new CopyOnWriteArrayList<>();
  private final List<URI> redirects = new CopyOnWriteArrayList<>();
  private final List<HttpConnection> connections = new ArrayList<>();
  private final List<String> scopes = new ArrayList<>(List.of("read", "write"));
  private Function<Map<String, String>, String> answer =
      request -> "code=c" + authorizations.size() + "&state=" + request.get("state");
  private Peer.Script script = (request, out) -> Peer.write(out, 200, "ok");
  private String query = "";
  private @Nullable String clientSecret = SECRET;
  private CredentialPlacement placement = CredentialPlacement.HEADER;
  private @Nullable URI redirectUri;
  private boolean pkce = true;

  CodeFlow() throws IOException {
    server =
        Peer.of(
            (request, out) ->
                pages
                    .getOrDefault(
                        request.target().split("[?]", 2)[0],
                        (other, stream) -> Peer.write(stream, 404, "nothing here"))
                    .answer(request, out));
    api = Peer.of((request, out) -> script.answer(request, out));
    token("\"expires_in\":3600,\"refresh_token\":\"r%d\"");
  }

  /** Token answers with these members; {@code %d} becomes the answer's number, from 1. */
  CodeFlow token(String members) {
    return page(
        "/token",
        (request, out) -> {
          int number = issued.incrementAndGet();
          Peer.write(
              out,
              200,
              "{\"access_token\":\"t"
                  + number
                  + "\",\"token_type\":\"Bearer\""
                  + (members.isEmpty() ? "" : "," + members.replace("%d", "" + number))
                  + "}",
              "Content-Type: application/json");
        });
  }

  CodeFlow page(String path, Peer.Script answers) {
    pages.put(path, answers);
    return this;
  }

  CodeFlow page(String path, int status, String body, String... headers) {
    return page(path, (request, out) -> Peer.write(out, status, body, headers));
  }

  CodeFlow api(Peer.Script answers) {
    script = answers;
    return this;
  }

  /** The query the user comes back with, from the parameters of the authorization request. */
  CodeFlow answer(Function<Map<String, String>, String> answers) {
    answer = answers;
    return this;
  }

  CodeFlow answer(String answers) {
    return answer(request -> answers);
  }

  CodeFlow scopes(String... asked) {
    scopes.clear();
    scopes.addAll(List.of(asked));
    return this;
  }

  CodeFlow query(String own) {
    query = own;
    return this;
  }

  CodeFlow client(@Nullable String secret, CredentialPlacement where) {
    clientSecret = secret;
    placement = where;
    return this;
  }

  CodeFlow redirectUri(String uri) {
    redirectUri = URI.create(uri);
    return this;
  }

  CodeFlow withoutPkce() {
    pkce = false;
    return this;
  }

  /** A user agent that catches the redirect itself. */
  Optional<URI> comeBack(URI authorization, URI redirect) {
    authorizations.add(authorization);
    redirects.add(redirect);
    String text = redirect + (redirect.getRawQuery() == null ? "?" : "&");
    return Optional.of(URI.create(text + answer.apply(parameters(authorization.getRawQuery()))));
  }

  HttpConnection open() {
    return open(UnaryOperator.identity());
  }

  HttpConnection open(UnaryOperator<ClientOptions> options) {
    return open("orders", options);
  }

  HttpConnection open(String name, UnaryOperator<ClientOptions> options) {
    HttpConnection connection =
        HttpConnection.open(
            connection(name),
            options.apply(
                ClientOptions.defaults()
                    .withClock(clock)
                    .withResponseTimeout(Duration.ofSeconds(20))
                    .withTotalTimeout(Duration.ofSeconds(20))
                    .withLoginTimeout(Duration.ofSeconds(20))
                    .withUserAgent(this::comeBack)));
    connections.add(connection);
    return connection;
  }

  Connection connection(String name) {
    return Connection.of(
        name,
        api.uri(),
        new OAuth2AuthorizationCodeAuth(
            at("/authorize" + query),
            at("/token"),
            "my client",
            clientSecret == null ? null : Secret.of(clientSecret),
            placement,
            scopes,
            redirectUri,
            pkce));
  }

  URI at(String path) {
    return URI.create(server.uri() + path);
  }

  ManualClock clock() {
    return clock;
  }

  List<URI> authorizations() {
    return authorizations;
  }

  /** The parameters of the authorization requests. */
  List<Map<String, String>> asked() {
    return authorizations.stream().map(uri -> parameters(uri.getRawQuery())).toList();
  }

  List<URI> redirects() {
    return redirects;
  }

  Peer server() {
    return server;
  }

  List<Peer.Seen> seen(String path) {
    return server.requests().stream()
        .filter(request -> request.target().split("[?]", 2)[0].equals(path))
        .toList();
  }

  /** The parameters of the token requests. */
  List<Map<String, String>> tokenRequests() {
    return seen("/token").stream().map(request -> parameters(request.text())).toList();
  }

  /** What the API saw as credentials, in order. */
  List<String> bearers() {
    return api.requests().stream()
        .flatMap(request -> request.all("Authorization").stream())
        .toList();
  }

  static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new ConcurrentHashMap<>();
    QueryString.parse(form).forEach((name, values) -> parameters.put(name, values.get(0)));
    return parameters;
  }

  /** An API that takes these bearer tokens only. */
  static Peer.Script taking(String... tokens) {
    return (request, out) -> {
      boolean good =
          List.of(tokens)
              .contains(request.first("Authorization").orElse("").replace("Bearer ", ""));
      Peer.write(out, good ? 200 : 401, request.text(), good ? "A: b" : INVALID_TOKEN);
    };
  }

  static void html(OutputStream out, int status, String body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: text/html; charset=utf-8");
    Peer.write(out, status, body, all.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    connections.forEach(HttpConnection::close);
    server.close();
    api.close();
  }
}
