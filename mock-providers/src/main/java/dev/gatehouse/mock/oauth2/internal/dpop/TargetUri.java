package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI of a request, without query and fragment, in the one form of all that mean the same (RFC
 * 9449, section 4.3; RFC 3986, sections 6.2.2 and 6.2.3).
 */
final class TargetUri {
  /** RFC 3986, appendix B, with an authority. */
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]+)([^?#]*)(?:\\?[^#]*)?(?:#.*)?");

  private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

  private TargetUri() {}

  /** Of a request, as it came. */
  static String of(ServerRequest request) {
    return normal(request.scheme(), request.authority(), request.path());
  }

  /** Of a text; empty when it is no absolute URI. */
  static Optional<String> of(String uri) {
    Matcher parts = URI.matcher(uri);
    return parts.matches()
        ? Optional.of(normal(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  private static String normal(String scheme, String authority, String path) {
    String plainScheme = scheme.toLowerCase(Locale.ROOT);
    return plainScheme + "://" + authority(plainScheme, authority) + path(path);
  }

  private static String authority(String scheme, String authority) {
    String plain = authority.toLowerCase(Locale.ROOT);
    String usual = scheme.equals("https") ? ":443" : ":80";
    String without = plain.endsWith(":") ? plain.substring(0, plain.length() - 1) : plain;
    return without.endsWith(usual)
        ? without.substring(0, without.length() - usual.length())
        : without;
  }

  private static String path(String path) {
    Deque<String> segments = new ArrayDeque<>();
    String[] parts = encoding(path.isEmpty() ? "/" : path).split("/", -1);
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      if (part.equals("..")) {
        segments.pollLast();
      } else if (!part.equals(".")) {
        segments.addLast(part);
      }
    }
    String last = parts[parts.length - 1];
    boolean folder = last.equals(".") || last.equals("..");
    return "/" + String.join("/", segments) + (folder && !segments.isEmpty() ? "/" : "");
  }

  /** Capital digits, and no encoding of what needs none (RFC 3986, sections 6.2.2.1 and 2). */
  private static String encoding(String path) {
    return ENCODED
        .matcher(path)
        .replaceAll(
            encoded -> {
              char c = (char) Integer.parseInt(encoded.group(1), 16);
              boolean unreserved =
                  (c >= '0' && c <= '9')
                      || (c >= 'A' && c <= 'Z')
                      || (c >= 'a' && c <= 'z')
                      || "-._~".indexOf(c) >= 0;
              return unreserved
                  ? Matcher.quoteReplacement(String.valueOf(c))
                  : encoded.group().toUpperCase(Locale.ROOT);
            });
  }
}
