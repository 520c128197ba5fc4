package dev.gatehouse.mock.fault;

import java.util.Arrays;
import java.util.List;

/**
 * Where a fault is asked for.
 *
 * @since 0.1
 */
public sealed interface Place {
  /** Whether a request came here. */
  boolean holds(Sighting seen);

  /**
   * An endpoint of every provider of the server, by the name the provider has for it.
   *
   * @param name for example {@code token}
   */
  record Endpoint(String name) implements Place {
    public Endpoint {
      if (name.isBlank() || name.indexOf('/') >= 0) {
        throw new IllegalArgumentException(
            "endpoint has to be a name such as token; for a path there is path");
      }
    }

    @Override
    public boolean holds(Sighting seen) {
      return name.equals(seen.endpoint());
    }

    @Override
    public String toString() {
      return "endpoint " + name;
    }
  }

  /** One path, of a provider or of an API, behind a gate or not. */
  record Path(String path) implements Place {
    public Path {
      segments("path", path);
    }

    @Override
    public boolean holds(Sighting seen) {
      return seen.path().equals(segments("path", path));
    }

    @Override
    public String toString() {
      return "path " + path;
    }
  }

  /** Every path that starts with these segments; {@code /} is all of them. */
  record PathPrefix(String prefix) implements Place {
    public PathPrefix {
      segments("pathPrefix", prefix);
    }

    @Override
    public boolean holds(Sighting seen) {
      List<String> start = segments("pathPrefix", prefix);
      return seen.path().size() >= start.size()
          && seen.path().subList(0, start.size()).equals(start);
    }

    @Override
    public String toString() {
      return "paths below " + prefix;
    }
  }

  private static List<String> segments(String what, String path) {
    if (path.equals("/")) {
      return List.of();
    }
    List<String> segments = Arrays.asList(path.replaceFirst("^/", "").split("/", -1));
    boolean plain =
        path.startsWith("/")
            && path.chars().noneMatch(c -> "?#%;\\".indexOf(c) >= 0)
            && segments.stream().noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
    if (!plain) {
      throw new IllegalArgumentException(
          what + " has to be written plainly, such as /api/orders, not " + path);
    }
    if (List.of("__gatehouse", "__admin").contains(segments.get(0))) {
      throw new IllegalArgumentException(
          what + " is where the server itself is controlled, which has no faults: " + path);
    }
    return segments;
  }
}
