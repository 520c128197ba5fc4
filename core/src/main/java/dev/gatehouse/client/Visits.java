package dev.gatehouse.client;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;

/** Fetches pages over a connection's wire, with cookies of its own. */
final class Visits {
  private static final long LONGEST_PAGE = 1024 * 1024;

  private final Wire wire;
  private final ClientOptions options;
  private final CookieManager cookies =
      new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);

  /** What a request was answered with. */
  record Visit(Outgoing request, int status, Headers headers, byte[] body) {
    URI uri() {
      return request.uri();
    }

    boolean isHtml() {
      return type()
          .filter(type -> type.endsWith("/html") || type.endsWith("xhtml+xml"))
          .isPresent();
    }

    Optional<String> type() {
      return contentType().map(type -> type.getMimeType().toLowerCase(Locale.ROOT));
    }

    /** Empty when it is not said, or unknown here. */
    Optional<Charset> charset() {
      return contentType().map(ContentType::getCharset);
    }

    String text() {
      return new String(body, charset().orElse(StandardCharsets.UTF_8));
    }

    private Optional<ContentType> contentType() {
      return headers
          .first("Content-Type")
          .flatMap(field -> Optional.ofNullable(ContentType.parseLenient(field)));
    }
  }

  Visits(Wire wire, ClientOptions options) {
    this.wire = wire;
    this.options = options;
  }

  /** A time limit for all visits of a login. */
  Deadline deadline() {
    return Deadline.in(options.totalTimeout());
  }

  /**
   * @throws IOException if it would go over a network in plain text, or the page is too long
   * @throws ConnectionException if there is no answer
   */
  Visit fetch(Outgoing request, Deadline deadline) throws IOException {
    if (!options.cleartextCredentials() && Origin.of(request.uri()).isCleartext()) {
      throw new IOException("it leads to " + Origin.of(request.uri()) + ", which is plain http");
    }
    Outgoing withCookies = request.withHeaders(cookies(request.uri()));
    try (Answer answer = wire.send(withCookies, deadline)) {
      byte[] body = WholeBody.read(answer.body(), LONGEST_PAGE);
      keepCookies(request.uri(), answer.headers());
      return new Visit(request, answer.status(), answer.headers(), body);
    } catch (BrokenResponseException e) {
      throw new IOException(request + ": " + e.getMessage());
    }
  }

  private List<Headers.Field> cookies(URI uri) throws IOException {
    List<String> values = cookies.get(uri, Map.of()).getOrDefault("Cookie", List.of());
    return values.isEmpty()
        ? List.of()
        : List.of(new Headers.Field("Cookie", String.join("; ", values)));
  }

  private void keepCookies(URI uri, Headers headers) throws IOException {
    cookies.put(uri, Map.of("Set-Cookie", new ArrayList<>(headers.all("Set-Cookie"))));
  }
}
