package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a body: in memory while it is short, else in a file, which goes when the body
 * is closed and at the latest when the exchange ends, however it ends.
 */
final class ArrivingBody implements AutoCloseable {
  private static final int FIRST_BYTES = 8 * 1024;
  private static final int MOST_IN_MEMORY = 1024 * 1024;

  private final Request request;
  private ByteArrayOutputStream memory;
  private @Nullable SpooledBody file;

  ArrivingBody(Request request) {
    this.request = request;
    // A length that was only announced takes no memory yet.
    this.memory =
        new ByteArrayOutputStream((int) Math.max(0, Math.min(request.getLength(), FIRST_BYTES)));
  }

  long length() {
    return file == null ? memory.size() : file.length();
  }

  /** Takes what the buffer has. */
  void add(ByteBuffer bytes) throws IOException {
    if (file == null && memory.size() + bytes.remaining() > MOST_IN_MEMORY) {
      file = spool();
    }
    if (file != null) {
      file.append(bytes);
    } else {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      memory.write(copy, 0, copy.length);
    }
  }

  private SpooledBody spool() throws IOException {
    SpooledBody spooled = SpooledBody.create();
    Request.addCompletionListener(request, failure -> spooled.close());
    spooled.append(ByteBuffer.wrap(memory.toByteArray()));
    memory = new ByteArrayOutputStream(0);
    return spooled;
  }

  RequestBody whole() {
    return file == null ? RequestBody.of(memory.toByteArray()) : file;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
