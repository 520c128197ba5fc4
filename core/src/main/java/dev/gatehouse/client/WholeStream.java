package dev.gatehouse.client;

import java.io.IOException;
import java.io.InputStream;

/** Makes a body that can be read once into one that can be hashed first and sent afterwards. */
final class WholeStream {
  /** The most that API Gateway and Lambda take, and more. */
  static final int LIMIT = 16 * 1024 * 1024;

  private WholeStream() {}

  /**
   * A body that can be read again.
   *
   * @throws InvalidRequestException if it is one that cannot, and too long to be held in memory
   */
  static Body of(Body body) {
    return body instanceof Body.Stream stream && !stream.repeatable() ? read(stream) : body;
  }

  private static Body read(Body.Stream stream) {
    try (InputStream in = stream.source().open()) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new InvalidRequestException(
            "the body is signed, so it is read twice: one that cannot be opened again may have at"
                + " most "
                + LIMIT
                + " bytes; make the stream repeatable");
      }
      if (stream.length() >= 0 && bytes.length != stream.length()) {
        throw new InvalidRequestException(
            "the request's body has "
                + bytes.length
                + " bytes instead of the promised "
                + stream.length());
      }
      return new Body.Bytes(bytes, stream.contentType());
    } catch (IOException e) {
      throw new InvalidRequestException(Step.PREPARE, "the request's body could not be read", e);
    }
  }
}
