package dev.gatehouse.mock.oauth2.internal.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The pages people see. What goes into them is escaped; they run no script but their own, load
 * nothing, are kept by no cache and shown in no frame.
 */
public final class Pages {
  private static final ConcurrentMap<String, Page> PAGES = new ConcurrentHashMap<>();

  private record Page(Template template, String policy) {}

  private Pages() {}

  /**
   * A page.
   *
   * @param name of its template
   * @param model what the template names; of a section, the empty text counts as false
   */
  public static ServerResponse of(int status, String name, Map<String, Object> model) {
    Page page = PAGES.computeIfAbsent(name, Pages::compile);
    return ServerResponse.status(status)
        .with("Content-Type", "text/html;charset=utf-8")
        .with("Cache-Control", "no-store")
        .with("Content-Security-Policy", page.policy())
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with("X-Frame-Options", "DENY")
        .withBody(page.template().execute(model));
  }

  private static Page compile(String name) {
    String source = source(name);
    Template template =
        Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withLoader(partial -> new StringReader(source(partial)))
            .compile(source);
    return new Page(template, ContentPolicy.of(source));
  }

  private static String source(String name) {
    try (InputStream file = Pages.class.getResourceAsStream(name + ".html.mustache")) {
      if (file == null) {
        throw new IllegalStateException("there is no page " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
