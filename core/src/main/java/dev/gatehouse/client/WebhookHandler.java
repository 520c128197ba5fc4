package dev.gatehouse.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Puts a request to the secret path into the inbox, and turns every other away. */
final class WebhookHandler implements HttpRequestHandler {
  private final byte[] path;
  private final Inbox inbox;

  WebhookHandler(String path, Inbox inbox) {
    this.path = path.getBytes(StandardCharsets.UTF_8);
    this.inbox = inbox;
  }

  @Override
  public void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
      throws IOException {
    String target = Optional.ofNullable(request.getPath()).orElse("");
    int question = target.indexOf('?');
    String asked = question < 0 ? target : target.substring(0, question);
    // In constant time, so that the path cannot be found byte by byte.
    if (!MessageDigest.isEqual(path, asked.getBytes(StandardCharsets.UTF_8))) {
      inbox.countElsewhere();
      refuse(request, response, HttpStatus.SC_NOT_FOUND);
      return;
    }
    byte[] body = body(request.getEntity());
    if (body.length > WebhookReceiver.MAXIMUM_BODY_BYTES) {
      inbox.countTooLarge();
      refuse(request, response, HttpStatus.SC_REQUEST_TOO_LONG);
      return;
    }
    String query = question < 0 ? null : target.substring(question + 1);
    boolean kept = inbox.offer(new Webhook(request.getMethod(), headers(request), query, body));
    response.setCode(kept ? HttpStatus.SC_NO_CONTENT : HttpStatus.SC_SERVICE_UNAVAILABLE);
  }

  /**
   * Reads some more of the payload first, so that a sender in the middle of it gets the answer and
   * not a broken connection; what is left then is not read, so the connection ends.
   */
  private static void refuse(ClassicHttpRequest request, ClassicHttpResponse response, int status)
      throws IOException {
    if (request.getEntity() != null) {
      request.getEntity().getContent().skip(WebhookReceiver.MAXIMUM_BODY_BYTES);
      request.setEntity(null); // or the server reads it to its end before it answers
    }
    response.setCode(status);
    response.setHeader("Connection", "close");
  }

  /** The payload, or one byte more than the most there may be. */
  private static byte[] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    return entity.getContent().readNBytes(WebhookReceiver.MAXIMUM_BODY_BYTES + 1);
  }

  private static Headers headers(ClassicHttpRequest request) {
    List<Headers.Field> fields =
        Arrays.stream(request.getHeaders())
            .map(
                header ->
                    new Headers.Field(
                        header.getName(), Optional.ofNullable(header.getValue()).orElse("")))
            .toList();
    return new Headers(fields, false);
  }
}
