package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Joins the base URI and a request's path, which cannot leave it: what RFC 3986, section 5.2 allows
 * a reference to do is more than a path should be able to.
 */
final class Paths {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern LEGAL = Pattern.compile("[!-~&&[^\\\\\"<>^`{|}]]*");

  private final URI base;
  private final @Nullable Flaw flaw;

  Paths(URI base, @Nullable Flaw flaw) {
    this.base = base;
    this.flaw = flaw;
  }

  Target target(String given) {
    if (flaw == Flaw.HTTP_BASE_URL_OVERRIDE) {
      return Target.of(URI.create(base + "/").resolve(link(given.replace('\\', '/'))));
    }
    String reference = given.contains("#") ? given.substring(0, given.indexOf('#')) : given;
    if (SCHEME.matcher(reference).matches() || reference.startsWith("//")) {
      throw new Failure(
          Kind.REFUSED, "the path is a whole address; it must be a path below the base URI");
    }
    if (!LEGAL.matcher(reference).matches()) {
      throw new Failure(Kind.REFUSED, "the path has a character that must be percent-encoded");
    }
    int mark = reference.indexOf('?');
    String path = mark < 0 ? reference : reference.substring(0, mark);
    String query = mark < 0 ? null : reference.substring(mark + 1);
    if (Arrays.stream(path.split("/")).anyMatch(Paths::climbs)) {
      throw new Failure(
          Kind.REFUSED, "the path has a '..' segment; it must stay below the base URI");
    }
    String root = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/$", "");
    Target target = Target.of(base);
    return new Target(
        target.scheme(),
        target.host(),
        target.port(),
        path.isEmpty() ? target.path() : root + (path.startsWith("/") ? path : "/" + path),
        query != null && flaw == Flaw.QUERY_NO_DOUBLE ? query.replace("%", "%25") : query);
  }

  private static String link(String given) {
    return given.startsWith("/") && !given.startsWith("//") ? given.substring(1) : given;
  }

  private static boolean climbs(String segment) {
    return segment.replaceAll("%2[eE]", ".").equals("..");
  }
}
