package dev.gatehouse.mock.aws.policy;

/** Patterns with {@code *} for any text and {@code ?} for one character. */
final class Wildcard {
  /** Characters that stand for themselves in a pattern; no policy can hold these two. */
  private static final char LITERAL_STAR = '\uE000';

  private static final char LITERAL_MARK = '\uE001';

  private Wildcard() {}

  /** A text as a pattern that only it fits. */
  static String literal(String text) {
    return text.replace('*', LITERAL_STAR).replace('?', LITERAL_MARK);
  }

  /** A pattern as a text, for comparisons that know no wildcards. */
  static String plain(String pattern) {
    return pattern.replace(LITERAL_STAR, '*').replace(LITERAL_MARK, '?');
  }

  /**
   * Whether a text fits. Linear in the text but for stars, which try again from where they stood.
   */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && fits(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean fits(char pattern, char text) {
    return switch (pattern) {
      case '?' -> true;
      case LITERAL_STAR -> text == '*';
      case LITERAL_MARK -> text == '?';
      default -> pattern == text;
    };
  }
}
