package dev.gatehouse.mock.page.internal;

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
 * The pages of a provider: the templates that lie beside one of its classes. What goes into them is
 * escaped; they run no script but their own, load nothing, are kept by no cache and shown in no
 * frame.
 */
public final class PageSet {
  private final Class<?> home;
  private final ConcurrentMap<String, Page> pages = new ConcurrentHashMap<>();

  private record Page(Template template, String policy) {}

  private PageSet(Class<?> home) {
    this.home = home;
  }

  /** The pages whose templates lie beside this class, as {@code name.html.mustache}. */
  public static PageSet beside(Class<?> home) {
    return new PageSet(home);
  }

  /**
   * A page.
   *
   * @param name of its template
   * @param model what the template names; of a section, the empty text counts as false
   */
  public ServerResponse page(int status, String name, Map<String, Object> model) {
    Page page = pages.computeIfAbsent(name, this::compile);
    return ServerResponse.status(status)
        .with("Content-Type", "text/html;charset=utf-8")
        .with("Cache-Control", "no-store")
        .with("Content-Security-Policy", page.policy())
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with("X-Frame-Options", "DENY")
        .withBody(page.template().execute(model));
  }

  private Page compile(String name) {
    String source = source(name);
    Template template =
        Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withLoader(partial -> new StringReader(source(partial)))
            .compile(source);
    return new Page(template, ContentPolicy.of(source));
  }

  private String source(String name) {
    try (InputStream file = home.getResourceAsStream(name + ".html.mustache")) {
      if (file == null) {
        throw new IllegalStateException("there is no page " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
