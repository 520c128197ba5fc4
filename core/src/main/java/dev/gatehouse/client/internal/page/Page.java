package dev.gatehouse.client.internal.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** A page as somebody without a script engine sees it. */
public final class Page {
  private static final int MOST_FIELDS = 1000;

  private final Document document;
  private final List<Form> forms;

  private Page(Document document, List<Form> forms) {
    this.document = document;
    this.forms = forms;
  }

  /**
   * Reads a page.
   *
   * @param uri where it came from
   * @param charset as the answer named it; null when it did not
   * @throws IOException if it has more forms and fields than a person could mean
   */
  public static Page read(URI uri, byte[] html, @Nullable String charset) throws IOException {
    Document document = Jsoup.parse(new ByteArrayInputStream(html), charset, uri.toString());
    List<Element> controls = document.select("input, button, select, textarea");
    List<FormElement> forms = document.forms();
    if (controls.size() + forms.size() > MOST_FIELDS) {
      throw new IOException("a page has more than " + MOST_FIELDS + " forms and fields");
    }
    return new Page(document, forms.stream().map(form -> new Form(form, controls, uri)).toList());
  }

  /** Whether there is a form with one password field: two are for choosing a new one. */
  public boolean asksForPassword() {
    return loginForm().isPresent();
  }

  /**
   * The login form, filled in.
   *
   * @throws IOException if there is none, or it cannot be submitted
   */
  public Submission logIn(String username, String password) throws IOException {
    Form form = loginForm().orElseThrow(() -> new IOException("there is no login form"));
    form.fillIn(username, password);
    return form.submit(form.buttons().stream().filter(button -> !button.denies()).findFirst());
  }

  /**
   * A form that asks nothing, submitted by the button that agrees. A page with one form and one
   * button leaves no choice; else the button has to say so.
   *
   * @return empty if there is none
   * @throws IOException if it cannot be submitted
   */
  public Optional<Submission> agree() throws IOException {
    List<Form> open = forms.stream().filter(form -> form.questions().isEmpty()).toList();
    for (Form form : open) {
      Optional<Button> agreeing = form.buttons().stream().filter(Button::agrees).findFirst();
      if (agreeing.isPresent()) {
        return Optional.of(form.submit(agreeing));
      }
    }
    boolean noChoice =
        forms.size() == 1
            && open.size() == 1
            && open.get(0).buttons().size() == 1
            && !open.get(0).buttons().get(0).denies();
    return noChoice
        ? Optional.of(open.get(0).submit(open.get(0).buttons().stream().findFirst()))
        : Optional.empty();
  }

  /** What it tells: its alert, else its heading, else its title; empty for none. */
  public Optional<String> tells() {
    return alert().or(() -> text("h1")).or(() -> text("title"));
  }

  /** The alert on it (WAI-ARIA, role {@code alert}). */
  public Optional<String> alert() {
    return text("[role=alert]");
  }

  /** The labels of its buttons. */
  public List<String> buttons() {
    return forms.stream().flatMap(form -> form.buttons().stream()).map(Button::label).toList();
  }

  /** The names of the fields it wants filled in. */
  public List<String> questions() {
    return forms.stream().flatMap(form -> form.questions().stream()).toList();
  }

  private Optional<Form> loginForm() {
    return forms.stream().filter(Form::asksForPassword).findFirst();
  }

  private Optional<String> text(String selector) {
    return document.select(selector).stream()
        .map(Element::text)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .reduce((first, second) -> first + " " + second);
  }
}
