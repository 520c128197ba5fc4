package dev.gatehouse.client;

import dev.gatehouse.connection.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a request and joins it to the base URI, before anything is sent. */
final class Preparation {
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");

  private final BaseUri base;
  private final boolean caseSensitive;

  Preparation(Connection connection) {
    this.base = BaseUri.of(connection.baseUri());
    this.caseSensitive = connection.caseSensitiveHeaders();
  }

  BaseUri base() {
    return base;
  }

  Outgoing of(Request request) {
    if (!METHODS.contains(request.method())) {
      throw new InvalidRequestException(
          "the method must be GET, POST, PUT, PATCH, DELETE or HEAD, in upper case");
    }
    List<Headers.Field> headers = new ArrayList<>(request.headers());
    contentType(request).ifPresent(headers::add);
    for (Headers.Field field : headers) {
      FieldSyntax.wrongName(field.name())
          .or(() -> FieldSyntax.wrongValue(field.value()))
          .ifPresent(
              problem -> {
                throw new InvalidRequestException(problem);
              });
    }
    return new Outgoing(
        request.method(), base.resolve(request.path()), headers, caseSensitive, request.body());
  }

  /** The body's own media type, unless the caller's headers name one. */
  private static Optional<Headers.Field> contentType(Request request) {
    if (request.headers().stream().anyMatch(f -> f.name().equalsIgnoreCase("Content-Type"))) {
      return Optional.empty();
    }
    Body body = request.body();
    return body instanceof Body.Bytes bytes
        ? Optional.of(new Headers.Field("Content-Type", bytes.contentType()))
        : body instanceof Body.Stream stream
            ? Optional.of(new Headers.Field("Content-Type", stream.contentType()))
            : Optional.empty();
  }
}
