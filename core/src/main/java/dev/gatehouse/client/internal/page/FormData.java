package dev.gatehouse.client.internal.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What the controls of a form send (WHATWG HTML, section 4.10.21.4). */
final class FormData {
  private static final Set<String> SILENT = Set.of("submit", "button", "reset", "image", "file");

  private FormData() {}

  /** The pairs of the controls in order, and of the button that submits; URL-encoded. */
  static String of(List<Element> controls, Optional<Button> button) {
    return controls.stream()
        .filter(control -> !control.attr("name").isEmpty())
        .flatMap(control -> pairs(control, button))
        .collect(Collectors.joining("&"));
  }

  private static Stream<String> pairs(Element control, Optional<Button> button) {
    return values(control, button).map(value -> encode(control.attr("name")) + "=" + encode(value));
  }

  private static Stream<String> values(Element control, Optional<Button> button) {
    if (Button.is(control)) {
      return button.filter(b -> b.element().equals(control)).map(b -> control.val()).stream();
    }
    return switch (control.normalName()) {
      case "input" -> input(control);
      case "textarea" -> Stream.of(control.wholeText());
      case "select" -> select(control);
      default -> Stream.empty();
    };
  }

  private static Stream<String> input(Element control) {
    String type = control.attr("type").toLowerCase(Locale.ROOT);
    if (SILENT.contains(type)) {
      return Stream.empty();
    }
    if (!type.equals("checkbox") && !type.equals("radio")) {
      return Stream.of(control.val());
    }
    return control.hasAttr("checked")
        ? Stream.of(control.hasAttr("value") ? control.val() : "on")
        : Stream.empty();
  }

  private static Stream<String> select(Element control) {
    List<Element> options = control.select("option:not([disabled])");
    List<Element> selected = options.stream().filter(o -> o.hasAttr("selected")).toList();
    boolean takesTheFirst = selected.isEmpty() && !control.hasAttr("multiple");
    return (takesTheFirst ? options.stream().limit(1) : selected.stream())
        .map(option -> option.hasAttr("value") ? option.val() : option.text());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
