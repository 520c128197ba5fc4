package dev.gatehouse.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A request on its way out: checked, with its final URI.
 *
 * @param caseSensitive whether header names that differ in case only are different names
 */
record Outgoing(
    String method, URI uri, List<Headers.Field> headers, boolean caseSensitive, Body body) {
  private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");

  Outgoing {
    headers = List.copyOf(headers);
  }

  /** The same with these headers, in place of any of the same name. */
  Outgoing withHeaders(List<Headers.Field> credentials) {
    Stream<Headers.Field> kept =
        headers.stream()
            .filter(own -> credentials.stream().noneMatch(field -> same(own.name(), field.name())));
    return new Outgoing(
        method, uri, Stream.concat(kept, credentials.stream()).toList(), caseSensitive, body);
  }

  /** The same without a header, however its name is written. */
  Outgoing without(String name) {
    return new Outgoing(
        method,
        uri,
        headers.stream().filter(field -> !field.name().equalsIgnoreCase(name)).toList(),
        caseSensitive,
        body);
  }

  Outgoing withUri(URI target) {
    return new Outgoing(method, target, headers, caseSensitive, body);
  }

  Outgoing withBody(Body other) {
    return new Outgoing(method, uri, headers, caseSensitive, other);
  }

  /** Whether the body can be sent a second time. */
  boolean isRepeatable() {
    return !(body instanceof Body.Stream stream) || stream.repeatable();
  }

  /** Two credentials contradict each other in any case, whatever the connection says. */
  private boolean same(String one, String other) {
    boolean exactly = caseSensitive && !CREDENTIALS.contains(other.toLowerCase(Locale.ROOT));
    return exactly ? one.equals(other) : one.equalsIgnoreCase(other);
  }

  /** Method and address without the query, which may hold a key. */
  @Override
  public String toString() {
    return method + " " + Origin.of(uri) + uri.getRawPath();
  }
}
