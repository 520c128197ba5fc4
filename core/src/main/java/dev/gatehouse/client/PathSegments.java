package dev.gatehouse.client;

/**
 * Counts how deep a path goes and refuses one that climbs above where it began, however it is
 * written (RFC 3986, section 5.2.4).
 */
final class PathSegments {
  private PathSegments() {}

  static void refuseToClimb(String path) {
    int depth = 0;
    // A backslash and an encoded slash separate segments on some servers, so they count here.
    for (String segment : decode(path).split("[/\\\\]", -1)) {
      // Some servers drop ";parameters" before they look for dots.
      String name = segment.split(";", 2)[0];
      if (name.equals("..")) {
        depth--;
      } else if (!name.isEmpty() && !name.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        throw BaseUri.refused("'..' climbs above the base URI");
      }
    }
  }

  /** Decodes until nothing is left to decode, as a chain of servers could. */
  private static String decode(String path) {
    String text = path;
    String decoded = PercentCoding.decode(text);
    while (!decoded.equals(text)) {
      text = decoded;
      decoded = PercentCoding.decode(text);
    }
    return text;
  }
}
