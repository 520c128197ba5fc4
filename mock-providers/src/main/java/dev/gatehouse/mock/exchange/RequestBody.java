package dev.gatehouse.mock.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * The bytes of a request, wherever they are: a long body lies in a file until the exchange ends,
 * and whoever reads it as a stream needs no more memory for a gigabyte than for a line.
 *
 * @since 0.1
 */
public interface RequestBody {
  /** A request without a body. */
  RequestBody NONE = of(new byte[0]);

  /** A body in memory; the bytes are not copied. */
  static RequestBody of(byte[] bytes) {
    return new InMemoryBody(bytes);
  }

  /** How many bytes. */
  long length();

  /**
   * Reads it from its start, as often as wanted; a body that lies in a file only until the exchange
   * ends. To be closed by the reader.
   */
  InputStream open();

  /**
   * All of it in memory.
   *
   * @throws IllegalStateException if it is longer than an array can be
   * @throws UncheckedIOException if it cannot be read
   */
  default byte[] bytes() {
    long length = length();
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException("a body of " + length + " bytes fits in no array");
    }
    try (InputStream in = open()) {
      return in.readNBytes((int) length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has a digest take all of it.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  default void digestInto(MessageDigest digest) {
    try (InputStream in = open()) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
