package dev.gatehouse.mock.aws.sigv4;

import java.util.ArrayList;
import java.util.List;

/** The canonical URI: how the path stands in what is signed. */
enum CanonicalPath {
  /**
   * Dot segments resolved and empty segments dropped (RFC 3986, section 5.2.4), then each segment
   * encoded once more than it is on the wire: for every service but Amazon S3.
   */
  NORMALIZED {
    @Override
    String of(String rawPath) {
      return encodeSegments(isNormal(rawPath) ? rawPath : normalize(rawPath), false);
    }
  },
  /** Encoded once more, but not normalised: what clients do whose normalisation is off. */
  UNNORMALIZED {
    @Override
    String of(String rawPath) {
      return encodeSegments(rawPath, false);
    }
  },
  /** As an object key is: encoded once, and every slash and dot kept. For Amazon S3. */
  OBJECT_KEY {
    @Override
    String of(String rawPath) {
      return encodeSegments(rawPath, true);
    }
  };

  /**
   * The canonical form.
   *
   * @param rawPath as received, percent-encoded
   */
  abstract String of(String rawPath);

  /**
   * Each segment encoded; the slashes between them stay.
   *
   * @param escapesStay or else they are encoded again: {@code %20} turns into {@code %2520}
   */
  private static String encodeSegments(String path, boolean escapesStay) {
    if (path.isEmpty()) {
      return "/";
    }
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    int at = 0;
    while (at <= path.length()) {
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(at, end);
      encoded.append(
          escapesStay ? PercentEncoding.canonical(segment) : PercentEncoding.encode(segment));
      if (slash >= 0) {
        encoded.append('/');
      }
      at = end + 1;
    }
    return encoded.toString();
  }

  /** Whether there is nothing to normalise, as in nearly every path. */
  private static boolean isNormal(String path) {
    return !path.startsWith("/") || (!path.contains("//") && !path.contains("/."));
  }

  private static String normalize(String path) {
    List<String> kept = new ArrayList<>();
    boolean folder = true;
    for (String segment : path.split("/", -1)) {
      folder = segment.isEmpty() || segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        if (!kept.isEmpty()) {
          kept.remove(kept.size() - 1);
        }
      } else if (!folder) {
        kept.add(segment);
      }
    }
    if (kept.isEmpty()) {
      return "/";
    }
    String joined = "/" + String.join("/", kept);
    return folder ? joined + "/" : joined;
  }
}
