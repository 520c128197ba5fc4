package dev.gatehouse.mock.oauth2.internal.cors;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins read an endpoint's answers (Fetch Standard, section 3.2, the CORS
 * protocol). It never lets them send the user's cookies.
 *
 * @param endpoint what they may read
 * @param origins whose pages
 * @param methods what they may send, as a list for the browser
 */
public record SharedAcrossOrigins(Endpoint endpoint, Origins origins, String methods)
    implements Endpoint {
  private static final String HEADERS = "Authorization, Content-Type, DPoP";
  private static final String EXPOSED = "WWW-Authenticate, DPoP-Nonce, Retry-After";

  @Override
  public Reply answer(ServerRequest request) {
    Optional<String> origin = request.header("Origin");
    if (origin.isEmpty()) {
      return vary(endpoint.answer(request));
    }
    boolean allowed = origins.allow(origin.get());
    if (isPreflight(request)) {
      return vary(allowed ? preflight(request, origin.get()) : refused(origin.get()));
    }
    Reply reply = endpoint.answer(request);
    if (allowed) {
      return vary(
          with(
              reply,
              share(reply.response(), origin.get()).with("Access-Control-Expose-Headers", EXPOSED),
              reply.explanation()));
    }
    return vary(isOwn(request, origin.get()) ? reply : unreadable(reply, origin.get()));
  }

  private static boolean isPreflight(ServerRequest request) {
    return request.method().equals("OPTIONS")
        && request.header("Access-Control-Request-Method").isPresent();
  }

  private static boolean isOwn(ServerRequest request, String origin) {
    return origin.equals(request.scheme() + "://" + request.authority());
  }

  private Reply preflight(ServerRequest request, String origin) {
    return new Reply(
        share(ServerResponse.status(204), origin)
            .with("Access-Control-Allow-Methods", methods)
            .with("Access-Control-Allow-Headers", HEADERS)
            .with("Access-Control-Max-Age", "600"),
        "cors.preflight",
        "the browser asks whether a page of "
            + origin
            + " may send "
            + request.header("Access-Control-Request-Method").orElse("")
            + " with "
            + request.header("Access-Control-Request-Headers").orElse("no header of its own")
            + "; it may send "
            + methods
            + " with "
            + HEADERS);
  }

  private static Reply refused(String origin) {
    return new Reply(
        ServerResponse.json(403, "{\"error\":\"origin_not_allowed\"}"),
        "cors.refused",
        "the browser asks for a page of " + origin + ", which may not: " + why());
  }

  /** The browser keeps such an answer from the page, which sees a network error and no more. */
  private static Reply unreadable(Reply reply, String origin) {
    String said = reply.explanation() == null ? "" : reply.explanation() + "; but ";
    return with(
        reply,
        reply.response(),
        said + "the browser will keep the answer from the page of " + origin + ": " + why());
  }

  private static String why() {
    return "no client has a redirect URI of that origin, and allowedOrigins does not name it";
  }

  private ServerResponse share(ServerResponse response, String origin) {
    return response.with(
        "Access-Control-Allow-Origin", origins instanceof Origins.Any ? "*" : origin);
  }

  /** Caches keep the answers for different origins apart. */
  private Reply vary(Reply reply) {
    return origins instanceof Origins.Any
        ? reply
        : with(reply, reply.response().with("Vary", "Origin"), reply.explanation());
  }

  private static Reply with(Reply reply, ServerResponse response, @Nullable String explanation) {
    return new Reply(response, reply.event(), explanation);
  }
}
