package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which request comes after a redirect (RFC 9110, section 15.4), and when to stop. */
final class Redirects {
  private static final int LIMIT = 10;
  private static final Set<Integer> FOLLOWED = Set.of(301, 302, 303, 307, 308);

  private final @Nullable Flaw flaw;

  Redirects(@Nullable Flaw flaw) {
    this.flaw = flaw;
  }

  /**
   * The next request, without any credential; empty when there is none.
   *
   * @param hops how many redirects were followed before
   */
  Optional<Outgoing> next(Outgoing request, Incoming answer, int hops) {
    Optional<String> location = answer.first("Location");
    if (!FOLLOWED.contains(answer.status()) || location.isEmpty()) {
      return Optional.empty();
    }
    if (hops >= LIMIT && flaw != Flaw.HTTP_REDIRECT_LIMIT) {
      throw new Failure(Kind.NETWORK, "more than " + LIMIT + " redirects in a row");
    }
    Target target = request.target().resolve(location.get());
    Outgoing next = request.to(target);
    if (!target.authority().equals(request.target().authority())
        || !target.scheme().equals(request.target().scheme())) {
      next = next.without("Authorization").without("Cookie").without("Proxy-Authorization");
    }
    boolean keeps =
        answer.status() == 307
            || answer.status() == 308
            || request.method().equals("GET")
            || request.method().equals("HEAD");
    return Optional.of(
        keeps ? next : next.withMethod("GET").withBody(new byte[0]).without("Content-Type"));
  }
}
