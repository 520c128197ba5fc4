package dev.gatehouse.mock.routing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path as gates see it, so that no way of writing it slips past them: every segment decoded once,
 * its parameters dropped ({@code ;x=1}), empty segments dropped, encoded slashes and backslashes
 * taken as separators, and dot segments resolved (RFC 3986, section 5.2.4), in this order. The API
 * gets the same path, so that what was judged is what is served.
 */
final class RequestPath {
  private final List<Segment> segments;
  private final boolean endsInSlash;

  /**
   * @param separator the slash before it, as written
   * @param raw as written
   * @param plain as matched
   */
  private record Segment(String separator, String raw, String plain) {}

  private RequestPath(List<Segment> segments, boolean endsInSlash) {
    this.segments = segments;
    this.endsInSlash = endsInSlash;
  }

  /**
   * Reads a path.
   *
   * @param raw percent-encoded as received
   */
  static RequestPath of(String raw) {
    List<Segment> resolved = new ArrayList<>();
    String separator = "/";
    boolean folder = false;
    int at = 0;
    while (at <= raw.length()) {
      int end = at;
      while (end < raw.length() && separatorLength(raw, end) == 0) {
        end++;
      }
      String text = raw.substring(at, end);
      String plain = decoded(withoutParameters(text));
      boolean dots = plain.equals(".") || plain.equals("..");
      if (plain.equals("..") && !resolved.isEmpty()) {
        resolved.remove(resolved.size() - 1);
      } else if (!plain.isEmpty() && !dots) {
        resolved.add(new Segment(separator, text, plain));
      }
      folder = plain.isEmpty() || dots;
      int length = end < raw.length() ? separatorLength(raw, end) : 1;
      separator = end < raw.length() ? raw.substring(end, end + length) : "/";
      at = end + length;
    }
    return new RequestPath(List.copyOf(resolved), folder);
  }

  /** The plain segments. */
  List<String> plain() {
    return segments.stream().map(Segment::plain).toList();
  }

  /** Whether the first segments are these. */
  boolean startsWith(List<String> prefix) {
    if (prefix.size() > segments.size()) {
      return false;
    }
    for (int i = 0; i < prefix.size(); i++) {
      if (!segments.get(i).plain().equals(prefix.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The path resolved, in the encoding it was received in.
   *
   * @param prefix what it starts with, which is written plainly
   */
  String resolved(List<String> prefix) {
    StringBuilder path = new StringBuilder();
    for (String segment : prefix) {
      path.append('/').append(segment);
    }
    for (int i = prefix.size(); i < segments.size(); i++) {
      Segment segment = segments.get(i);
      path.append(i == prefix.size() ? "/" : segment.separator()).append(segment.raw());
    }
    return endsInSlash || path.isEmpty() ? path.append('/').toString() : path.toString();
  }

  /** How many characters of a separator start here: {@code /}, {@code %2F} or {@code %5C}. */
  private static int separatorLength(String raw, int at) {
    char c = raw.charAt(at);
    if (c == '/' || c == '\\') {
      return 1;
    }
    return raw.regionMatches(true, at, "%2F", 0, 3) || raw.regionMatches(true, at, "%5C", 0, 3)
        ? 3
        : 0;
  }

  /** RFC 3986, section 3.3: parameters follow a semicolon. */
  private static String withoutParameters(String segment) {
    int semicolon = segment.indexOf(';');
    return semicolon < 0 ? segment : segment.substring(0, semicolon);
  }

  /** Decodes once; what is no percent-encoding stays. */
  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
      if (low < 0) {
        bytes.write(raw[i]);
      } else {
        bytes.write(high * 16 + low);
        i += 2;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
