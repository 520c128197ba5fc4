package dev.gatehouse.mock.stub;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** A body sent with {@code Content-Encoding: gzip} is matched as what it holds. */
final class UnpackedBody {
  private static final int LONGEST = 64 * 1024 * 1024;

  private UnpackedBody() {}

  /**
   * @throws IllegalArgumentException if it is no gzip, or holds more than 64 MiB
   */
  static byte[] of(ServerRequest request) {
    boolean packed =
        request.headers("Content-Encoding").stream()
            .anyMatch(
                coding -> coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"));
    if (!packed || request.content().length() == 0) {
      return request.body();
    }
    try (GZIPInputStream content = new GZIPInputStream(request.content().open())) {
      byte[] unpacked = content.readNBytes(LONGEST + 1);
      if (unpacked.length > LONGEST) {
        throw new IllegalArgumentException("the gzip body holds more than 64 MiB");
      }
      return unpacked;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Content-Encoding says gzip, but the body is none: " + e.getMessage(), e);
    }
  }
}
