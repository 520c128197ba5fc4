package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The requests that a fault meets: those at a place that fulfil every condition.
 *
 * <pre>{@code
 * Target.endpoint("token").parameter("grant_type", "refresh_token")
 * Target.pathPrefix("/api/basic").method("POST")
 * }</pre>
 *
 * <p>Requests to {@code /__gatehouse} and {@code /__admin}, which control the server, meet none.
 *
 * @since 0.1
 */
public record Target(Place place, List<Condition> conditions) {
  public Target {
    conditions = List.copyOf(conditions);
  }

  /**
   * An endpoint of every provider of the server.
   *
   * @param name the last segment of its path, such as {@code token}, {@code jwks} or {@code
   *     authorize}; {@code metadata} for the well-known documents
   */
  public static Target endpoint(String name) {
    return new Target(new Place.Endpoint(name), List.of());
  }

  /**
   * One path, whether a provider, a gate or the API itself answers there.
   *
   * @param path written plainly: starting with a slash, not percent-encoded
   */
  public static Target path(String path) {
    return new Target(new Place.Path(path), List.of());
  }

  /**
   * Every path that starts with this one, segment by segment: {@code /api/orders} is one, {@code
   * /api/orders/7} too, {@code /api/orders2} is not. {@code /} is all of them.
   *
   * @param prefix written plainly, as in {@link #path}
   */
  public static Target pathPrefix(String prefix) {
    return new Target(new Place.PathPrefix(prefix), List.of());
  }

  /** Only requests of this method, in upper case. */
  public Target method(String method) {
    return with(new Condition.Method(method));
  }

  /** Only requests that have this header with this value. */
  public Target header(String name, String value) {
    return with(new Condition.Header(name, value));
  }

  /** Only requests that have this parameter in the query or in a form. */
  public Target parameter(String name, String value) {
    return with(new Condition.Parameter(name, value));
  }

  /** Only requests of this OAuth client, whether it names itself in a parameter or by Basic. */
  public Target client(String id) {
    return with(new Condition.Client(id));
  }

  /**
   * Only requests that a test picks out.
   *
   * @param description for lists of rules
   * @param predicate called by many threads at once
   */
  public Target matching(String description, Predicate<ServerRequest> predicate) {
    return with(new Condition.Matching(description, predicate));
  }

  private Target with(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Target(place, more);
  }

  boolean holds(Sighting seen) {
    return place.holds(seen)
        && conditions.stream().allMatch(condition -> condition.holds(seen.request()));
  }
}
