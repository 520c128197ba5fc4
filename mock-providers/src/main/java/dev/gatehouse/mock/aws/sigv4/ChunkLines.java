package dev.gatehouse.mock.aws.sigv4;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads lines and bytes of a chunked body by turns; holds no more than a line and a buffer. */
final class ChunkLines implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;
  private static final int LONGEST = 4 * 1024;

  private final InputStream in;

  ChunkLines(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  /** The next line, without its CR LF. */
  String next() throws RefusedSignature, IOException {
    byte[] line = new byte[128];
    int length = 0;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw cutOff();
      }
      if (octet == '\n' && length > 0 && line[length - 1] == '\r') {
        return new String(line, 0, length - 1, StandardCharsets.ISO_8859_1);
      }
      if (length == LONGEST) {
        throw ChunkFaults.incomplete(
            "a line between the chunks is longer than "
                + LONGEST
                + " bytes: does a chunk have more bytes than its size says?");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(LONGEST, 2 * length));
      }
      line[length++] = (byte) octet;
    }
  }

  /** At least one byte of a chunk, at most so many. */
  int read(byte[] buffer, int from, int most) throws RefusedSignature, IOException {
    int read = in.read(buffer, from, most);
    if (read < 0) {
      throw cutOff();
    }
    return read;
  }

  /** The end of a chunk. */
  void requireLineEnd() throws RefusedSignature, IOException {
    int first = in.read();
    int second = in.read();
    if (second < 0) {
      throw cutOff();
    }
    if (first != '\r' || second != '\n') {
      throw ChunkFaults.incomplete("a chunk has more bytes than its size says");
    }
  }

  /** Whether there is nothing more. */
  boolean atEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static RefusedSignature cutOff() {
    return ChunkFaults.incomplete(
        "the body ends before its last chunk does: it was cut off, or the chunk of size 0 is"
            + " missing");
  }
}
