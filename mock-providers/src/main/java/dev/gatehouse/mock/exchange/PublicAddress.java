package dev.gatehouse.mock.exchange;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server calls itself to those who reach it: behind a proxy, in a container, under another
 * host name. It is always the same address, but to those who call it by a name that it was told to
 * follow; a request can never make it call itself by another.
 *
 * @since 0.1
 */
public final class PublicAddress {
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

  private static final Pattern BASE = Pattern.compile("https?://([^/?#@]+)");

  private final String usual;
  private final Set<String> followed;

  private PublicAddress(String usual, Set<String> followed) {
    this.usual = usual;
    this.followed = Set.copyOf(followed);
  }

  /**
   * An address that never changes.
   *
   * @param base of http or https, with a path or without, for example {@code
   *     https://login.example/auth}; a slash at its end does not count
   * @throws IllegalArgumentException if it is none, or has user information, a query or a fragment
   */
  public static PublicAddress of(URI base) {
    String text = base.toString().replaceFirst("/+$", "");
    // Container names may hold an underscore, which java.net.URI does not take for a host.
    String authority = String.valueOf(base.getRawAuthority()).toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(String.valueOf(base.getScheme()))
        || !HOST.matcher(authority).matches()
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "publicUrl: must be http or https with a host, and without user information, query and"
              + " fragment, such as https://login.example, not: "
              + base);
    }
    return new PublicAddress(text, Set.of());
  }

  /**
   * The same, but to those who call it by one of these hosts it is what they call it: by {@code
   * X-Forwarded-Host} and {@code X-Forwarded-Proto}, which a proxy adds, else by {@code Host} and
   * the scheme they came by.
   *
   * @param hosts names or addresses; with a port ({@code localhost:8480}) for that one only,
   *     without for any
   * @throws IllegalArgumentException if one is no host
   */
  public PublicAddress following(String... hosts) {
    Set<String> all = new LinkedHashSet<>(followed);
    for (String host : hosts) {
      String name = host.toLowerCase(Locale.ROOT);
      if (!HOST.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "followHosts: must be a host with a port or without, such as localhost:8480, not: "
                + host);
      }
      all.add(name);
    }
    return new PublicAddress(usual, all);
  }

  /** What it is called where nobody calls it, without a slash at the end. */
  public String usual() {
    return usual;
  }

  /** The path of {@link #usual()}, which a proxy may take away: empty, or starting with a slash. */
  public String usualPath() {
    return URI.create(usual).getRawPath();
  }

  /**
   * Every name and address it goes by or may be made to follow, in lower case, without ports and
   * without the brackets of IPv6: those its certificate has to be valid for (RFC 9110, section
   * 4.3.4).
   */
  public Set<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>(Set.of(host(URI.create(usual).getRawAuthority())));
    followed.forEach(host -> hosts.add(host(host)));
    return hosts;
  }

  private static String host(String authority) {
    String name = authority.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

  /** What it is called to whoever sent a request, without a slash at the end. */
  public String to(ServerRequest request) {
    if (followed.isEmpty()) {
      return usual;
    }
    String host =
        first(request, "X-Forwarded-Host").orElse(request.authority()).toLowerCase(Locale.ROOT);
    if (!follows(host)) {
      return usual;
    }
    String scheme =
        first(request, "X-Forwarded-Proto").orElse(request.scheme()).toLowerCase(Locale.ROOT);
    return Set.of("http", "https").contains(scheme) ? scheme + "://" + host : usual;
  }

  /** What the target of a request is called to whoever sent it, without the query. */
  public String uri(ServerRequest request) {
    String base = to(request);
    String prefix = usualPath();
    boolean kept =
        base.equals(usual) && !prefix.isEmpty() && request.path().startsWith(prefix + "/");
    return base + (kept ? request.path().substring(prefix.length()) : request.path());
  }

  /** Whether it may be called so. */
  public boolean mayBe(String base) {
    Matcher parts = BASE.matcher(base);
    return base.equals(usual) || (parts.matches() && follows(parts.group(1)));
  }

  private boolean follows(String host) {
    Matcher parts = HOST.matcher(host);
    return parts.matches() && (followed.contains(host) || followed.contains(parts.group(1)));
  }

  /** Of several proxies, the one the client reached comes first. */
  private static Optional<String> first(ServerRequest request, String name) {
    return request.header(name).map(list -> List.of(list.split(",", -1)).get(0).strip());
  }
}
