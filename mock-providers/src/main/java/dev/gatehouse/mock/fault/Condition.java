package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a request has to be like for a fault to meet it.
 *
 * @since 0.1
 */
public sealed interface Condition {
  /** Whether a request is like this. */
  boolean holds(ServerRequest request);

  /** The method; case matters (RFC 9110, section 9.1). */
  record Method(String method) implements Condition {
    public Method {
      if (method.isEmpty() || !method.equals(method.toUpperCase(Locale.ROOT))) {
        throw new IllegalArgumentException("method has to be in upper case, such as POST");
      }
    }

    @Override
    public boolean holds(ServerRequest request) {
      return request.method().equals(method);
    }
  }

  /** A header with this value, perhaps among others; the name compares without case. */
  record Header(String name, String value) implements Condition {
    public Header {
      Allowed.headerName(name);
    }

    @Override
    public boolean holds(ServerRequest request) {
      return request.headers(name).contains(value);
    }
  }

  /** A parameter with this value in the query or in a form, decoded. */
  record Parameter(String name, String value) implements Condition {
    @Override
    public boolean holds(ServerRequest request) {
      return RequestParameters.of(request, name).contains(value);
    }
  }

  /** The client that the request names, by {@code client_id} or as the user of Basic. */
  record Client(String id) implements Condition {
    @Override
    public boolean holds(ServerRequest request) {
      return RequestParameters.of(request, "client_id").contains(id)
          || RequestParameters.basicUser(request).filter(id::equals).isPresent();
    }
  }

  /**
   * Whatever a test can tell.
   *
   * @param description in lists of rules
   * @param predicate called by many threads at once
   */
  record Matching(String description, Predicate<ServerRequest> predicate) implements Condition {
    @Override
    public boolean holds(ServerRequest request) {
      return predicate.test(request);
    }
  }
}
