package dev.gatehouse.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body as it arrives; what goes wrong meanwhile is a typed failure. */
final class AnswerBody extends FilterInputStream {
  private final Failures failures;

  AnswerBody(InputStream in, Failures failures) {
    super(in);
    this.failures = failures;
  }

  @Override
  public int read() {
    try {
      return in.read();
    } catch (IOException e) {
      throw failures.whileReceiving(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw failures.whileReceiving(e);
    }
  }

  @Override
  public long skip(long n) {
    try {
      return in.skip(n);
    } catch (IOException e) {
      throw failures.whileReceiving(e);
    }
  }

  /** Left to {@link Answer#close()}: closing this would read on to the end. */
  @Override
  public void close() {}
}
