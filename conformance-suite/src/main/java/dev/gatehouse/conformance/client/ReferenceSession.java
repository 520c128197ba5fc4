package dev.gatehouse.conformance.client;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.client.Body;
import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.ConnectionException;
import dev.gatehouse.client.CustomAuthenticator;
import dev.gatehouse.client.Headers;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.Proxy;
import dev.gatehouse.client.Request;
import dev.gatehouse.client.Response;
import dev.gatehouse.client.TimedOutException;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.InvalidConnectionException;
import dev.gatehouse.mock.MovableClock;
import dev.gatehouse.mock.exchange.Field;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One open {@link HttpConnection}, or the reason why it did not open. */
final class ReferenceSession implements Session {
  private final @Nullable Connection connection;
  private final MovableClock clock;
  private final @Nullable HttpConnection http;
  private final CallResult.@Nullable Failed refusal;

  private ReferenceSession(
      @Nullable Connection connection,
      MovableClock clock,
      @Nullable HttpConnection http,
      CallResult.@Nullable Failed refusal) {
    this.connection = connection;
    this.clock = clock;
    this.http = http;
    this.refusal = refusal;
  }

  static ReferenceSession open(Supplier<Connection> given, ClientSettings settings) {
    MovableClock clock = new MovableClock();
    try {
      Connection connection = given.get();
      HttpConnection http = HttpConnection.open(connection, options(settings, clock));
      return new ReferenceSession(connection, clock, http, null);
    } catch (RuntimeException e) {
      return new ReferenceSession(null, clock, null, failed(e));
    }
  }

  private static ClientOptions options(ClientSettings settings, MovableClock clock) {
    ClientOptions options =
        ClientOptions.defaults()
            .withConnectTimeout(settings.connectTimeout())
            .withResponseTimeout(settings.responseTimeout())
            .withTotalTimeout(settings.totalTimeout())
            .withLoginTimeout(settings.totalTimeout())
            .withUserAgent(settings.userAgent()::authorize)
            .withClock(clock);
    if (settings.issuer() != null) {
      options = options.withIssuer(settings.issuer());
    }
    if (settings.proxy() != null) {
      options = options.withProxy(new Proxy(settings.proxy().uri(), settings.proxy().login()));
    }
    return authenticator(settings.hook()).map(options::withCustomAuthenticator).orElse(options);
  }

  private static Optional<CustomAuthenticator> authenticator(Hook hook) {
    return switch (hook) {
      case NONE -> Optional.empty();
      case DIGEST ->
          Optional.of(
              attempt ->
                  List.of(
                      new Headers.Field(
                          Hook.DIGEST_HEADER,
                          Hook.digest(attempt.method(), attempt.uri(), attempt.body()))));
      case FAILING ->
          Optional.of(
              attempt -> {
                throw new IllegalStateException("the hook was told to fail");
              });
    };
  }

  @Override
  public CallResult call(CallRequest request) {
    if (http == null) {
      return requireNonNull(refusal);
    }
    try {
      return answered(http.send(request(request)));
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  @Override
  public String describe() {
    return String.valueOf((Object) http) + System.lineSeparator() + connection;
  }

  @Override
  public void advance(Duration by) {
    clock.advance(by);
  }

  @Override
  public Optional<List<String>> grantedScopes() {
    return http == null ? Optional.empty() : http.grantedScopes();
  }

  @Override
  public void close() {
    if (http != null) {
      http.close();
    }
  }

  private static Request request(CallRequest call) {
    List<Headers.Field> headers =
        call.headers().stream()
            .filter(field -> !isContentType(field) || call.body().length == 0)
            .map(field -> new Headers.Field(field.name(), field.value()))
            .toList();
    return new Request(call.method(), call.path(), headers, body(call));
  }

  private static Body body(CallRequest call) {
    if (call.body().length == 0) {
      return Body.none();
    }
    String contentType =
        call.headers().stream()
            .filter(ReferenceSession::isContentType)
            .map(Field::value)
            .findFirst()
            .orElse("application/octet-stream");
    return new Body.Bytes(call.body(), contentType);
  }

  private static boolean isContentType(Field field) {
    return field.name().equalsIgnoreCase("Content-Type");
  }

  private static CallResult answered(Response response) {
    List<Field> headers =
        response.headers().fields().stream()
            .map(field -> new Field(field.name(), field.value()))
            .toList();
    return new CallResult.Answered(response.status(), headers, response.body(), "");
  }

  private static CallResult.Failed failed(RuntimeException error) {
    StringWriter printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed, true));
    return new CallResult.Failed(
        kind(error), String.valueOf(error.getMessage()), printed.toString());
  }

  private static CallResult.Kind kind(RuntimeException error) {
    if (error instanceof InvalidConnectionException) {
      return CallResult.Kind.REFUSED;
    }
    if (!(error instanceof ConnectionException failure)) {
      return CallResult.Kind.UNEXPECTED;
    }
    return switch (failure.step()) {
      case OPEN, PREPARE -> CallResult.Kind.REFUSED;
      case AUTHENTICATE -> CallResult.Kind.AUTHENTICATION;
      case CONNECT, EXCHANGE, RECEIVE ->
          ranOutOfTime(failure) ? CallResult.Kind.TIMEOUT : CallResult.Kind.NETWORK;
    };
  }

  private static boolean ranOutOfTime(Throwable error) {
    if (error instanceof TimedOutException) {
      return true;
    }
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedIOException || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }
}
