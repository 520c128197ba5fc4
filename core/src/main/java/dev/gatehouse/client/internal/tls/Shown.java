package dev.gatehouse.client.internal.tls;

import java.security.cert.X509Certificate;

/** Makes what a certificate says fit to be shown: it may come from anybody. */
final class Shown {
  private static final int LONGEST = 300;

  private Shown() {}

  /** The subject as RFC 4514 writes it. */
  static String subject(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal().getName());
  }

  static String issuer(X509Certificate certificate) {
    return name(certificate.getIssuerX500Principal().getName());
  }

  private static String name(String name) {
    return name.isEmpty() ? "without a name" : text(name);
  }

  /** Without what moves a terminal, and not longer than a person reads. */
  static String text(String text) {
    StringBuilder shown = new StringBuilder();
    for (int c : text.codePoints().limit(LONGEST).toArray()) {
      boolean printable =
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
          };
      shown.appendCodePoint(printable ? c : '?');
    }
    return text.codePointCount(0, text.length()) > LONGEST ? shown + "..." : shown.toString();
  }
}
