package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fixed query parameters after the caller's own query, which stays as it is, except that a
 * parameter of the same name does not get through.
 */
final class QueryLogin implements Login {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final List<Field> parameters;
  private final @Nullable Flaw flaw;

  QueryLogin(List<Field> parameters, @Nullable Flaw flaw) {
    this.parameters = parameters;
    this.flaw = flaw;
  }

  @Override
  public Outgoing sign(Outgoing request) {
    if (parameters.isEmpty()) {
      return request;
    }
    String query = request.target().query();
    Stream<String> callers =
        query == null || query.isEmpty()
            ? Stream.empty()
            : Arrays.stream(query.split("&", -1)).filter(pair -> !mine(pair));
    Stream<String> credentials =
        parameters.stream().map(p -> encode(p.name()) + "=" + encode(p.value()));
    return request.to(
        request
            .target()
            .withQuery(Stream.concat(callers, credentials).collect(Collectors.joining("&"))));
  }

  private boolean mine(String pair) {
    String name = decode(pair.split("=", 2)[0]);
    return flaw != Flaw.QUERY_SAME_NAME
        && parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
  }

  /** Every octet that is not unreserved becomes an escape (RFC 3986, section 2.1). */
  private String encode(String text) {
    if (flaw == Flaw.QUERY_ENCODE) {
      return text;
    }
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append(String.format("%%%02X", octet & 0xff));
      }
    }
    return encoded.toString();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
