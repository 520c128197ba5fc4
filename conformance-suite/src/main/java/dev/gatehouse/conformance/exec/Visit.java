package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.UserAgent;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * An authorization request that a client's user is to be taken to, and back from.
 *
 * @param id the client's own number for it
 */
record Visit(int id, URI uri, URI redirectUri) {
  static final String TYPE = "authorize";

  static Visit read(ObjectNode message) throws Messages.UnreadableMessageException {
    return new Visit(
        Messages.number(message, "id"),
        Messages.uri(message, "uri"),
        Messages.uri(message, "redirectUri"));
  }

  ObjectNode toMessage() {
    return Messages.of(TYPE)
        .put("id", id)
        .put("uri", uri.toString())
        .put("redirectUri", redirectUri.toString());
  }

  /** Makes it, and says in a message where it led. */
  ObjectNode made(UserAgent userAgent) {
    ObjectNode redirected = Messages.of("redirected").put("id", id);
    try {
      Optional<URI> end = userAgent.authorize(uri, redirectUri);
      return end.map(to -> redirected.put("uri", to.toString())).orElse(redirected);
    } catch (IOException | RuntimeException e) {
      return redirected.put("error", String.valueOf(e.getMessage()));
    }
  }
}
