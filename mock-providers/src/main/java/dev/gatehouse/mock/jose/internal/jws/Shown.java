package dev.gatehouse.mock.jose.internal.jws;

import java.util.Map;

/** What somebody else's JWT says, in an explanation: short, and on one line. */
public final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  /** {@code the aud https://other.example}, or {@code no aud}. */
  public static String claim(String name, Map<String, Object> claims) {
    Object value = claims.get(name);
    return value == null ? "no " + name : "the " + name + " " + text(value);
  }

  /** A value, cut off where it is long. */
  public static String text(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
