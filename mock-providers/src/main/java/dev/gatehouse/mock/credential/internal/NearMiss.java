package dev.gatehouse.mock.credential.internal;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Tells how a wrong secret came to be wrong, where that can be told: encoded once too often, white
 * space, another charset. What it says holds nothing of either secret beyond that.
 */
public final class NearMiss {
  /** One way to get a secret wrong. The test is given the right secret and the one that came. */
  private record Mistake(String hint, BiPredicate<String, String> test) {}

  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake("it is empty", (right, came) -> came.isEmpty()),
          new Mistake(
              "it is the word null or undefined: a variable was not set",
              (right, came) -> came.equals("null") || came.equals("undefined")),
          new Mistake(
              "it looks like a placeholder that nobody filled in, such as ${PASSWORD}",
              (right, came) -> came.matches("\\$\\{.*}|\\$\\(.*\\)|\\{\\{.*}}|<.*>")),
          new Mistake(
              "it is right but for white space at its start or end",
              (right, came) -> same(right.strip(), came.strip())),
          new Mistake(
              "it is right but for quotation marks around it",
              (right, came) -> same(right, unquoted(came))),
          new Mistake(
              "it is right but for upper and lower case",
              (right, came) -> same(lowerCase(right), lowerCase(came))),
          new Mistake(
              "it came form-encoded or percent-encoded once too often",
              (right, came) -> same(right, decodedOnceMore(came))),
          new Mistake(
              "a '+' was read as a space, as forms and queries mean it; write '%2B'",
              (right, came) -> same(right.replace('+', ' '), came)),
          new Mistake(
              "it has a '+' where a space is right",
              (right, came) -> same(right, came.replace('+', ' '))),
          new Mistake(
              "it came Base64-encoded once too often", (right, came) -> same(base64(right), came)),
          new Mistake(
              "it was encoded as UTF-8 twice",
              (right, came) -> same(utf8ReadAsLatin1(right), came)),
          new Mistake(
              "its characters outside US-ASCII came as '?': encode it as UTF-8",
              (right, came) -> same(questionMarks(right), came)),
          new Mistake(
              "it is the same text in another Unicode normal form (NFC is usual)",
              (right, came) -> same(normal(right), normal(came))),
          new Mistake(
              "it was cut off at a reserved character, such as ':', '&', '#' or '%'",
              NearMiss::cutAtReserved));

  private NearMiss() {}

  /**
   * What was done to the right secret to get the one that came.
   *
   * @param right the secret that would have been let in
   * @param came the one that was not
   * @return words that follow "the password is wrong: ", or empty when nothing can be told
   */
  public static Optional<String> explain(String right, String came) {
    return MISTAKES.stream()
        .filter(mistake -> mistake.test().test(right, came))
        .map(Mistake::hint)
        .findFirst();
  }

  private static boolean same(String right, String came) {
    return ConstantTime.equal(right, came);
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.charAt(0) == text.charAt(text.length() - 1);
    return quoted && (text.startsWith("\"") || text.startsWith("'"))
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String decodedOnceMore(String text) {
    try {
      return UrlEncodedForm.decode(text);
    } catch (MalformedCredentialException e) {
      return text;
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String utf8ReadAsLatin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String questionMarks(String text) {
    return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean cutAtReserved(String right, String came) {
    return came.length() < right.length()
        && ":&#%=+;, ".indexOf(right.charAt(came.length())) >= 0
        && same(right.substring(0, came.length()), came);
  }
}
