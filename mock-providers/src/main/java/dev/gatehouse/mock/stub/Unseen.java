package dev.gatehouse.mock.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a gate keeps to itself, so that one stub fits behind every gate: {@code /orders} for {@code
 * /api/query-params/orders?api_key=SECRET}.
 *
 * @param prefix of the path, {@code /api/basic} for example, or empty
 * @param parameters names of query parameters that carry a credential
 * @since 0.1
 */
public record Unseen(String prefix, Set<String> parameters) {
  /** Stubs see the whole request. */
  public static final Unseen NOTHING = new Unseen("", Set.of());

  public Unseen {
    parameters = Set.copyOf(parameters);
  }

  String path(String path) {
    String below = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    return below.startsWith("/") ? below : "/" + below;
  }

  /**
   * @throws IllegalArgumentException if a percent-encoding is malformed
   */
  @Nullable String query(@Nullable String query) {
    if (query == null || parameters.isEmpty()) {
      return query;
    }
    String seen =
        Arrays.stream(query.split("&", -1))
            .filter(pair -> !parameters.contains(name(pair)))
            .collect(Collectors.joining("&"));
    return seen.isEmpty() ? null : seen;
  }

  private static String name(String pair) {
    int equals = pair.indexOf('=');
    return URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), UTF_8);
  }
}
