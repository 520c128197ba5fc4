package dev.gatehouse.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** A streamed request body, held to the length it promised. */
final class BodyEntity extends AbstractHttpEntity {
  private static final int BUFFER = 8192;

  private final Body.Stream body;

  private BodyEntity(Body.Stream body) {
    // The content type is a checked header already.
    super((String) null, null, body.length() < 0);
    this.body = body;
  }

  static @Nullable HttpEntity of(Body body) {
    if (body instanceof Body.Bytes bytes) {
      return new ByteArrayEntity(bytes.bytes(), null);
    }
    return body instanceof Body.Stream stream ? new BodyEntity(stream) : null;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = getContent()) {
      byte[] buffer = new byte[BUFFER];
      long sent = 0;
      int n;
      while ((n = read(in, buffer)) >= 0) {
        sent += n;
        if (body.length() >= 0 && sent > body.length()) {
          throw new BodySourceException("is longer than the promised " + body.length(), null);
        }
        out.write(buffer, 0, n);
      }
      if (sent < body.length()) {
        throw new BodySourceException(
            "ended after " + sent + " of the promised " + body.length() + " bytes", null);
      }
    }
  }

  private static int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new BodySourceException("could not be read", e);
    }
  }

  @Override
  public InputStream getContent() throws IOException {
    try {
      return body.source().open();
    } catch (IOException e) {
      throw new BodySourceException("could not be opened", e);
    }
  }

  @Override
  public boolean isRepeatable() {
    return body.repeatable();
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  @Override
  public long getContentLength() {
    return body.length();
  }

  @Override
  public void close() {}
}
