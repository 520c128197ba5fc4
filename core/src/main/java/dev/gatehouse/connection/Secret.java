package dev.gatehouse.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * Text that must not be shown: it prints as {@code ***} and compares in constant time. Only {@link
 * #reveal()} gives the text, so that every place that does can be found by name.
 *
 * @since 0.1
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = Objects.requireNonNull(text, "a secret is text; there is none");
  }

  /** Wraps a text; the empty text is a secret too. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text itself, to be put on the wire and nowhere else. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
