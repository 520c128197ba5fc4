package dev.gatehouse.client;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An API and a token endpoint, each a peer of its own, and a connection to both. */
final class Tokens implements AutoCloseable {
  static final String SECRET = "s3cret+&%";

  private final Peer endpoint;
  private final Peer api;
  private final AtomicInteger issued = new AtomicInteger();
  private final ManualClock clock = new ManualClock();
  private final HttpConnection connection;

  /** Writes the token endpoint's answer; {@code number} counts from 1. */
  @FunctionalInterface
  interface Issuer {
    void answer(OutputStream out, int number) throws IOException, InterruptedException;
  }

  Tokens(Issuer issuer, Peer.Script api) throws IOException {
    this(issuer, api, CredentialPlacement.HEADER, List.of("read", "write"));
  }

  Tokens(Issuer issuer, Peer.Script script, CredentialPlacement placement, List<String> scopes)
      throws IOException {
    this.endpoint = Peer.of((request, out) -> issuer.answer(out, issued.incrementAndGet()));
    this.api = Peer.of(script);
    this.connection =
        HttpConnection.open(
            Connection.of(
                "tokens",
                api.uri(),
                new OAuth2ClientCredentialsAuth(
                    URI.create(endpoint.uri() + "/token?tenant=a%2Fb"),
                    "my client",
                    Secret.of(SECRET),
                    placement,
                    scopes)),
            ClientOptions.defaults()
                .withClock(clock)
                .withResponseTimeout(Duration.ofSeconds(30))
                .withTotalTimeout(Duration.ofSeconds(30)));
  }

  /** Issues {@code t1}, {@code t2} and so on, with these further members. */
  static Issuer issuing(String members) {
    return (out, number) ->
        Peer.write(
            out,
            200,
            "{\"access_token\":\"t" + number + "\",\"token_type\":\"Bearer\"" + members + "}");
  }

  /** An issuer that always answers this. */
  static Issuer answering(int status, String body) {
    return (out, number) -> Peer.write(out, status, body);
  }

  Peer endpoint() {
    return endpoint;
  }

  Peer api() {
    return api;
  }

  ManualClock clock() {
    return clock;
  }

  HttpConnection connection() {
    return connection;
  }

  /** What the API saw as credentials, in order. */
  List<String> bearers() {
    return api.requests().stream()
        .flatMap(request -> request.all("Authorization").stream())
        .toList();
  }

  @Override
  public void close() throws IOException {
    connection.close();
    api.close();
    endpoint.close();
  }
}
