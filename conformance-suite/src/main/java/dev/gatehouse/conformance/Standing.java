package dev.gatehouse.conformance;

import java.util.Locale;

/**
 * What a result comes to, worst first.
 *
 * @since 0.1
 */
public enum Standing {
  /** The client does not do what it must. */
  FAILED("failed", "\u2717"),
  /** The suite itself failed. */
  BROKEN("broken", "\u26a1"),
  /** The client does not do what it should. */
  WARNING("warnings", "!"),
  /** Something to know, held against nobody. */
  NOTE("notes", "i"),
  /** The client does right. */
  PASSED("passed", "\u2713"),
  /** The check does not apply. */
  SKIPPED("skipped", "\u2013");

  private final String counted;
  private final String sign;

  Standing(String counted, String sign) {
    this.counted = counted;
    this.sign = sign;
  }

  /** For one result, for example {@code warning}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** After a number, for example {@code warnings}. */
  public String counted() {
    return counted;
  }

  /** One character. */
  public String sign() {
    return sign;
  }
}
