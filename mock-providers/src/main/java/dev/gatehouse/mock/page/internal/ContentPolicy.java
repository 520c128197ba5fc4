package dev.gatehouse.mock.page.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page may do (Content Security Policy Level 3): show itself, and run the script it was
 * written with, by its hash. There is no rule on where forms go, as browsers apply it to the
 * redirect that follows too, which leads to the application.
 */
final class ContentPolicy {
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  private ContentPolicy() {}

  static String of(String source) {
    String scripts =
        SCRIPT.matcher(source).results().map(ContentPolicy::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
        + " frame-ancestors 'none'"
        + (scripts.isEmpty() ? "" : "; script-src " + scripts);
  }

  private static String hash(MatchResult script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
