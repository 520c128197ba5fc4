package dev.gatehouse.client.internal.page;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A form: what it asks for, and what it sends (WHATWG HTML, section 4.10.21). */
final class Form {
  private static final Set<String> TEXT =
      Set.of("", "text", "email", "tel", "number", "search", "url");

  private final FormElement element;
  private final URI page;
  private final List<Element> enabled;

  /**
   * A form of a page.
   *
   * @param controls all of the page, in its order, which a form's own list does not keep
   */
  Form(FormElement element, List<Element> controls, URI page) {
    this.element = element;
    this.page = page;
    Set<Element> own = new HashSet<>(element.elements());
    this.enabled =
        controls.stream()
            .filter(own::contains)
            .filter(control -> !control.hasAttr("disabled"))
            .filter(control -> control.closest("fieldset[disabled]") == null)
            .toList();
  }

  boolean asksForPassword() {
    return passwords().size() == 1;
  }

  /** The names of the visible fields that are still empty, passwords too. */
  List<String> questions() {
    return enabled.stream()
        .filter(control -> isText(control) || isOfType(control, "password"))
        .filter(control -> control.val().isEmpty())
        .map(control -> control.attr("name"))
        .toList();
  }

  List<Button> buttons() {
    return enabled.stream().filter(Button::is).map(Button::new).toList();
  }

  void fillIn(String username, String password) {
    Element secret = passwords().get(0);
    usernameBefore(secret).ifPresent(field -> field.val(username));
    secret.val(password);
  }

  /** What submitting it with this button, or with none, sends. */
  Submission submit(Optional<Button> button) throws IOException {
    boolean post = attribute(button, "method").equalsIgnoreCase("post");
    String coding = attribute(button, "enctype").toLowerCase(Locale.ROOT);
    if (post && !coding.isEmpty() && !coding.equals(Submission.FORM)) {
      throw new IOException("its form is sent as " + coding + ", which is not understood here");
    }
    return Submission.of(post, target(button), FormData.of(enabled, button));
  }

  private URI target(Optional<Button> button) throws IOException {
    if (attribute(button, "action").isBlank()) {
      return page;
    }
    try {
      return new URI(
          button
              .map(b -> b.element().absUrl("formaction"))
              .filter(absolute -> !absolute.isEmpty())
              .orElseGet(() -> element.absUrl("action")));
    } catch (URISyntaxException e) {
      throw new IOException("its form leads to something that is no URI");
    }
  }

  /** The form's attribute, which a button may override, such as {@code formmethod}. */
  private String attribute(Optional<Button> button, String name) {
    return button
        .map(b -> b.element().attr("form" + name))
        .filter(value -> !value.isEmpty())
        .orElse(element.attr(name));
  }

  private List<Element> passwords() {
    return enabled.stream().filter(control -> isOfType(control, "password")).toList();
  }

  /** The field that says it is for the user name, else the last text field before the password. */
  private Optional<Element> usernameBefore(Element password) {
    List<Element> texts = enabled.stream().filter(Form::isText).toList();
    return texts.stream()
        .filter(field -> field.attr("autocomplete").contains("username"))
        .findFirst()
        .or(
            () ->
                texts.stream()
                    .filter(field -> enabled.indexOf(field) < enabled.indexOf(password))
                    .reduce((earlier, later) -> later));
  }

  private static boolean isText(Element control) {
    return control.normalName().equals("input")
        && TEXT.contains(type(control))
        && !control.hasAttr("readonly");
  }

  private static boolean isOfType(Element control, String type) {
    return control.normalName().equals("input") && type(control).equals(type);
  }

  private static String type(Element control) {
    return control.attr("type").toLowerCase(Locale.ROOT);
  }
}
