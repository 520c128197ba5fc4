package dev.gatehouse.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body whole, but never more than a limit. */
final class WholeBody {
  private static final int BUFFER = 8192;

  private WholeBody() {}

  /**
   * @throws BrokenResponseException if the body is longer than {@code limit} bytes
   */
  static byte[] read(InputStream body, long limit) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    int n;
    while ((n = body.read(buffer)) >= 0) {
      if (whole.size() + (long) n > limit) {
        throw new BrokenResponseException(
            Step.RECEIVE, "the answer is longer than the allowed " + limit + " bytes");
      }
      whole.write(buffer, 0, n);
    }
    return whole.toByteArray();
  }
}
