package dev.gatehouse.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a browser is shown that comes back. Nothing of what it asked for stands in it. */
enum ReturnPage {
  THANKS(200, "You can close this window", "Your answer has arrived in the program that asked."),
  NOT_HERE(404, "Nothing here", "A login is waited for, but this is not its answer."),
  NOT_SO(405, "Nothing here", "An answer to a login comes with GET.");

  private final int status;
  private final String html;

  ReturnPage(int status, String title, String text) {
    this.status = status;
    this.html =
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1rem;
          color: #1b1b1b; background: #fff }
        @media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b } }
        </style>
        <main>
        <h1>%1$s</h1>
        <p>%2$s</p>
        </main>
        </html>
        """
            .formatted(title, text);
  }

  /** Whether a request holds an answer, right or wrong; a browser asks for icons and more. */
  static boolean isAnswer(URI asked) {
    return QueryString.parse(asked.getRawQuery()).keySet().stream()
        .anyMatch(AuthorizationAnswer.PARAMETERS::contains);
  }

  void write(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Connection", "close")
        .forEach(headers::set);
    if (this == NOT_SO) {
      headers.set("Allow", "GET");
    }
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
