package dev.gatehouse.mock.oauth2.internal.page;

import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.page.internal.PageSet;
import java.util.Map;

/** The pages of an authorization server. */
public final class Pages {
  private static final PageSet PAGES = PageSet.beside(Pages.class);

  private Pages() {}

  /** A page, as {@link PageSet#page}. */
  public static ServerResponse of(int status, String name, Map<String, Object> model) {
    return PAGES.page(status, name, model);
  }
}
