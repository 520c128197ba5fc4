package dev.gatehouse.mock.exchange;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;

/** A body as most are. */
record InMemoryBody(byte[] bytes) implements RequestBody {
  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void digestInto(MessageDigest digest) {
    digest.update(bytes);
  }
}
