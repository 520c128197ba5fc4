package dev.gatehouse.client;

/** Another's words, fit for a message: one line, not long, no secret. */
final class Quote {
  private static final int LONGEST = 300;

  private Quote() {}

  static String of(String text, Redaction redaction) {
    String masked = redaction.of(text).replaceAll("\\p{Cntrl}", " ");
    return masked.length() > LONGEST ? masked.substring(0, LONGEST) + "..." : masked;
  }
}
