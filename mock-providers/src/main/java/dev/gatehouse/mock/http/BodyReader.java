package dev.gatehouse.mock.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;

/** Reads a request's body as it arrives, up to a limit; waits without a thread. */
final class BodyReader implements Runnable {
  private static final int FIRST_BYTES = 8 * 1024;

  private final Request request;
  private final long limit;
  private final Consumer<byte[]> whenWhole;
  private final Consumer<Refusal> whenRefused;
  private final ByteArrayOutputStream body;

  BodyReader(
      Request request, long limit, Consumer<byte[]> whenWhole, Consumer<Refusal> whenRefused) {
    this.request = request;
    this.limit = limit;
    this.whenWhole = whenWhole;
    this.whenRefused = whenRefused;
    // A length that was only announced takes no memory yet.
    this.body =
        new ByteArrayOutputStream((int) Math.max(0, Math.min(request.getLength(), FIRST_BYTES)));
  }

  /** Reads what there is, and comes again when there is more. */
  @Override
  public void run() {
    if (request.getLength() > limit) {
      whenRefused.accept(Refusal.bodyTooLarge(limit));
      return;
    }
    while (true) {
      Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Chunk.isFailure(chunk)) {
        whenRefused.accept(Refusal.of(400, chunk.getFailure()));
        return;
      }
      boolean last = chunk.isLast();
      boolean tooLarge = body.size() + (long) chunk.remaining() > limit;
      if (!tooLarge) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes, 0, bytes.length);
        body.write(bytes, 0, bytes.length);
      }
      chunk.release();
      if (tooLarge) {
        whenRefused.accept(Refusal.bodyTooLarge(limit));
        return;
      }
      if (last) {
        whenWhole.accept(body.toByteArray());
        return;
      }
    }
  }
}
