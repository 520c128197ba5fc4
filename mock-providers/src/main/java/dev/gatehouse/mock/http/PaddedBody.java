package dev.gatehouse.mock.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/** Writes spaces, however many, and then a body; each write waits for the one before. */
final class PaddedBody extends IteratingNestedCallback {
  private static final byte[] SPACES = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

  private final Content.Sink sink;
  private final byte[] body;
  private long spaces;
  private boolean bodySent;

  PaddedBody(Content.Sink sink, long spaces, byte[] body, Callback callback) {
    super(callback);
    this.sink = sink;
    this.spaces = spaces;
    this.body = body;
  }

  @Override
  protected Action process() {
    if (spaces > 0) {
      int next = (int) Math.min(spaces, SPACES.length);
      spaces -= next;
      sink.write(false, ByteBuffer.wrap(SPACES, 0, next), this);
      return Action.SCHEDULED;
    }
    if (bodySent) {
      return Action.SUCCEEDED;
    }
    bodySent = true;
    sink.write(true, ByteBuffer.wrap(body), this);
    return Action.SCHEDULED;
  }
}
