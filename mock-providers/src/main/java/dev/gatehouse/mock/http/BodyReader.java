package dev.gatehouse.mock.http;

import java.io.IOException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads a request's body as it arrives, up to a limit; waits without a thread. */
final class BodyReader implements Runnable {
  private final Request request;
  private final long limit;
  private final Consumer<ArrivingBody> whenWhole;
  private final Consumer<Refusal> whenRefused;
  private final ArrivingBody body;

  BodyReader(
      Request request,
      long limit,
      Consumer<ArrivingBody> whenWhole,
      Consumer<Refusal> whenRefused) {
    this.request = request;
    this.limit = limit;
    this.whenWhole = whenWhole;
    this.whenRefused = whenRefused;
    this.body = new ArrivingBody(request);
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
      Refusal refusal = take(chunk);
      if (refusal != null) {
        whenRefused.accept(refusal);
        return;
      }
      if (last) {
        whenWhole.accept(body);
        return;
      }
    }
  }

  private @Nullable Refusal take(Chunk chunk) {
    try {
      if (body.length() + chunk.remaining() > limit) {
        return Refusal.bodyTooLarge(limit);
      }
      body.add(chunk.getByteBuffer());
      return null;
    } catch (IOException e) {
      return Refusal.bodyNotKept(e);
    } finally {
      chunk.release();
    }
  }
}
