package dev.gatehouse.client;

import dev.gatehouse.connection.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * An open connection: sends requests below its base URI, logged in. Safe for use by many threads;
 * TCP connections are pooled and kept alive, in a pool of its own: a login that belongs to a TCP
 * connection, as NTLM's does, is never another identity's. No cookies are kept, and nothing of the
 * environment is used: no {@code .netrc}, no {@link java.net.Authenticator}, no proxy but the one
 * of {@link ClientOptions#withProxy}.
 *
 * @since 0.1
 */
public final class HttpConnection implements AutoCloseable {
  private final Connection connection;
  private final ClientOptions options;
  private final Preparation preparation;
  private final Wire wire;
  private final Authenticator authenticator;
  private final Exchange exchange;

  private HttpConnection(Connection connection, ClientOptions given) {
    ClientOptions options = PoolSettings.timeouts(connection.auth(), given);
    this.connection = connection;
    this.options = options;
    this.preparation = new Preparation(connection);
    Cleartext.refuse(connection, options);
    this.wire =
        new Wire(TrustedTls.of(connection), options, PoolSettings.of(connection.auth(), options));
    this.authenticator = Authenticators.of(connection, options, wire);
    this.exchange = new Exchange(wire, authenticator);
  }

  /**
   * Opens a connection with the default options; sends nothing yet.
   *
   * @throws ConnectionException at {@link Step#OPEN} when the settings cannot be used
   */
  public static HttpConnection open(Connection connection) {
    return open(connection, ClientOptions.defaults());
  }

  /**
   * Opens a connection; sends nothing yet.
   *
   * @throws ConnectionException at {@link Step#OPEN} when the settings cannot be used
   */
  public static HttpConnection open(Connection connection, ClientOptions options) {
    return new HttpConnection(connection, options);
  }

  /** The settings it was opened with. */
  public Connection connection() {
    return connection;
  }

  public Response get(String path) {
    return send(Request.of("GET", path));
  }

  public Response head(String path) {
    return send(Request.of("HEAD", path));
  }

  public Response delete(String path) {
    return send(Request.of("DELETE", path));
  }

  public Response post(String path, Body body) {
    return send(new Request("POST", path, List.of(), body));
  }

  public Response put(String path, Body body) {
    return send(new Request("PUT", path, List.of(), body));
  }

  public Response patch(String path, Body body) {
    return send(new Request("PATCH", path, List.of(), body));
  }

  /**
   * Sends a request and reads the whole answer. Whatever status the server sends, 401, 429 or 503
   * too, is an answer, not a failure: nothing is sent again, but for one retry with a new token
   * when a bearer token was refused as {@code invalid_token}, for one new NTLM handshake when a
   * connection was lost in the first or its login was forgotten, and for redirects, at most 10. A
   * redirect to another scheme, host or port carries no credential.
   *
   * @throws ConnectionException when there is no whole answer
   */
  public Response send(Request request) {
    return send(
        request,
        (status, headers, body) ->
            new Response(status, headers, WholeBody.read(body, options.maximumResponseBytes())));
  }

  /** Reads an answer while it arrives. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * Called once, for the last answer; the stream is closed afterwards, read or not.
     *
     * @param body without any transfer coding; what goes wrong on the wire while it is read is
     *     thrown as a {@link ConnectionException}
     * @throws IOException for the reader's own failures; the caller of {@code send} gets them as
     *     {@link java.io.UncheckedIOException}
     */
    T read(int status, Headers headers, InputStream body) throws IOException;
  }

  /**
   * Sends a request, as {@link #send(Request)} does, and hands the answer to {@code reader} while
   * it arrives, of any length.
   *
   * @return what {@code reader} returned
   * @throws ConnectionException when there is no whole answer
   */
  public <T> T send(Request request, Reader<T> reader) {
    return exchange.run(preparation.of(request), reader);
  }

  /**
   * The scopes that the authorization server granted with the token in use, which may be fewer than
   * were asked for (RFC 6749, section 3.3). Empty before the first request and for auth types
   * without scopes.
   */
  public Optional<List<String>> grantedScopes() {
    return authenticator.grantedScopes();
  }

  /** Closes every pooled connection, and ends the wait for a user who is about to log in. */
  @Override
  public void close() {
    authenticator.close();
    wire.close();
  }
}
