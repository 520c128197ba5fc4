package dev.gatehouse.mock.oauth2.internal.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The pages people see. What goes into them is escaped; they run no script but their own, are kept
 * by no cache and shown in no frame.
 */
public final class Pages {
  private static final ConcurrentMap<String, Template> TEMPLATES = new ConcurrentHashMap<>();

  private Pages() {}

  /**
   * A page.
   *
   * @param name of its template
   * @param model what the template names
   */
  public static ServerResponse of(int status, String name, Map<String, Object> model) {
    String html = TEMPLATES.computeIfAbsent(name, Pages::compile).execute(model);
    return ServerResponse.status(status)
        .with("Content-Type", "text/html;charset=utf-8")
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with("X-Frame-Options", "DENY")
        .withBody(html);
  }

  private static Template compile(String name) {
    try (InputStream file = Pages.class.getResourceAsStream(name + ".html.mustache")) {
      if (file == null) {
        throw new IllegalStateException("there is no page " + name);
      }
      return Mustache.compiler()
          .escapeHTML(true)
          .withLoader(
              partial ->
                  new InputStreamReader(
                      Pages.class.getResourceAsStream(partial + ".html.mustache"),
                      StandardCharsets.UTF_8))
          .compile(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
