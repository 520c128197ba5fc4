package dev.gatehouse.client;

import dev.gatehouse.connection.NamedSecret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the same query parameters on every request, such as an API key. */
final class FixedQuery implements Authenticator {
  private final Set<String> names;
  private final List<String> pairs;

  private FixedQuery(Set<String> names, List<String> pairs) {
    this.names = names;
    this.pairs = pairs;
  }

  /** The pairs of {@code auth.parameters}, each checked and encoded once. */
  static FixedQuery of(List<NamedSecret> parameters) {
    List<String> pairs = new ArrayList<>();
    for (NamedSecret parameter : parameters) {
      String where = "auth.parameters[" + pairs.size() + "]";
      pairs.add(
          encode(where + ".name", parameter.name())
              + "="
              + encode(where + ".value", parameter.value().reveal()));
    }
    return new FixedQuery(
        parameters.stream().map(NamedSecret::name).collect(Collectors.toUnmodifiableSet()),
        List.copyOf(pairs));
  }

  private static String encode(String field, String text) {
    return PercentCoding.encode(UnicodeText.require(field, text));
  }

  @Override
  public Outgoing authenticate(Outgoing request) {
    return pairs.isEmpty()
        ? request
        : request.withUri(QueryString.with(QueryString.without(request.uri(), names), pairs));
  }

  @Override
  public URI withoutCredential(URI uri) {
    return QueryString.without(uri, names);
  }
}
