package dev.gatehouse.client.internal.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** A button that submits its form. */
record Button(Element element) {
  private static final Set<String> AGREEING =
      Set.of(
          "accept",
          "agree",
          "allow",
          "approve",
          "authorise",
          "authorize",
          "confirm",
          "consent",
          "continue",
          "grant",
          "ok",
          "permit",
          "yes");
  private static final Set<String> DENYING =
      Set.of(
          "abort",
          "back",
          "cancel",
          "decline",
          "deny",
          "disagree",
          "disallow",
          "don",
          "don't",
          "no",
          "not",
          "refuse",
          "reject");

  /** {@code button} submits unless it says otherwise. */
  static boolean is(Element element) {
    String type = element.attr("type").toLowerCase(Locale.ROOT);
    return switch (element.normalName()) {
      case "button" -> !type.equals("button") && !type.equals("reset");
      case "input" -> type.equals("submit");
      default -> false;
    };
  }

  /** What a person reads on it. */
  String label() {
    return element.normalName().equals("button") ? element.text().strip() : element.val();
  }

  boolean denies() {
    return words().anyMatch(DENYING::contains);
  }

  boolean agrees() {
    return !denies() && words().anyMatch(AGREEING::contains);
  }

  /** Its name and id help where the label is in another language. */
  private Stream<String> words() {
    return Stream.of(label(), element.val(), element.attr("name"), element.id())
        .flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z']+")));
  }
}
