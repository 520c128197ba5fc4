package dev.gatehouse.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a redirect leads and what may be sent there (RFC 9110, section 15.4). */
final class Redirects {
  /** More than any server needs; a loop ends here. */
  static final int LIMIT = 10;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  /** What a request may tell a stranger; everything else can be a credential. */
  private static final Set<String> HARMLESS =
      Set.of("accept", "accept-language", "cache-control", "content-type", "range", "user-agent");

  private Redirects() {}

  /**
   * The request a redirect asks for, without any credential; empty when the answer is the caller's,
   * because it is no redirect or asks to repeat an unsafe request at another origin.
   *
   * @throws RedirectFailedException if it is one that cannot be followed
   */
  static Optional<Outgoing> next(Outgoing from, int status, List<Headers.Field> answer) {
    List<String> locations =
        answer.stream()
            .filter(field -> field.name().equalsIgnoreCase("Location"))
            .map(Headers.Field::value)
            .toList();
    if (!STATUSES.contains(status) || locations.isEmpty()) {
      return Optional.empty();
    }
    if (locations.size() > 1) {
      throw new RedirectFailedException("the redirect names more than one target");
    }
    URI target = RedirectTarget.of(from.uri(), locations.get(0));
    boolean stranger = !Origin.of(target).equals(Origin.of(from.uri()));
    boolean safe = from.method().equals("GET") || from.method().equals("HEAD");
    if (!safe && becomesGet(from.method(), status)) {
      return Optional.of(
          new Outgoing(
              "GET",
              target,
              from.headers().stream()
                  .filter(field -> !lower(field).startsWith("content-"))
                  .filter(field -> !stranger || HARMLESS.contains(lower(field)))
                  .toList(),
              from.caseSensitive(),
              Body.none()));
    }
    if (!safe && stranger) {
      return Optional.empty();
    }
    if (!from.isRepeatable()) {
      throw new RedirectFailedException(
          "the server redirected with " + status + ", but the body cannot be sent again");
    }
    return Optional.of(
        new Outgoing(
            from.method(),
            target,
            from.headers().stream()
                .filter(field -> !stranger || HARMLESS.contains(lower(field)))
                .toList(),
            from.caseSensitive(),
            from.body()));
  }

  /** 303 always asks for a GET; for 301 and 302 after a POST everybody does the same. */
  private static boolean becomesGet(String method, int status) {
    return status == 303 || (method.equals("POST") && (status == 301 || status == 302));
  }

  private static String lower(Headers.Field field) {
    return field.name().toLowerCase(Locale.ROOT);
  }
}
