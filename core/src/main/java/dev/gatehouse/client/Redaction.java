package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Masks a connection's secrets in texts that others wrote, before a message quotes them. */
record Redaction(List<Secret> secrets) {
  Redaction {
    secrets = List.copyOf(secrets);
  }

  /** The text with every secret, plain or encoded, replaced by {@code ***}. */
  String of(String text) {
    String masked = text;
    for (Secret secret : secrets) {
      String plain = secret.reveal();
      for (String form : Stream.of(plain, form(plain)).filter(f -> !f.isEmpty()).toList()) {
        masked = masked.replace(form, "***");
      }
    }
    return masked;
  }

  private static String form(String plain) {
    return URLEncoder.encode(plain, StandardCharsets.UTF_8);
  }
}
