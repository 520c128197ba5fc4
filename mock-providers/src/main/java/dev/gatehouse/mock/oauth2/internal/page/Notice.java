package dev.gatehouse.mock.oauth2.internal.page;

import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Map;

/** A page that only says something: how it went, or what went wrong, and what to do now. */
public final class Notice {
  private Notice() {}

  /** It went as wanted. */
  public static ServerResponse of(String title, String advice) {
    return Pages.of(200, "notice", Map.of("title", title, "problem", "", "advice", advice));
  }

  /** It did not. */
  public static ServerResponse problem(int status, String title, String problem, String advice) {
    return Pages.of(status, "notice", Map.of("title", title, "problem", problem, "advice", advice));
  }
}
