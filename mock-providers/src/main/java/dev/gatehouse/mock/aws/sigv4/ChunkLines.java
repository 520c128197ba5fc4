package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.ChunkCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads lines and bytes of a chunked body by turns. */
final class ChunkLines {
  private final InputStream in;
  private final int longest;

  ChunkLines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in);
    this.longest = longest;
  }

  /** The next line, without its CR LF. */
  String next() throws RefusedSignature, IOException {
    byte[] line = new byte[128];
    int length = 0;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw truncated();
      }
      if (octet == '\n' && length > 0 && line[length - 1] == '\r') {
        return new String(line, 0, length - 1, StandardCharsets.US_ASCII);
      }
      if (length == longest) {
        throw ChunkedBody.bad(
            ChunkCode.InvalidChunk,
            "a line between the chunks is longer than " + longest + " bytes");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(longest, 2 * length));
      }
      line[length++] = (byte) octet;
    }
  }

  /** At least one byte of a chunk, at most so many. */
  int read(byte[] buffer, int most) throws RefusedSignature, IOException {
    int read = in.read(buffer, 0, most);
    if (read < 0) {
      throw truncated();
    }
    return read;
  }

  void requireEmpty() throws RefusedSignature, IOException {
    if (!next().isEmpty()) {
      throw ChunkedBody.bad(ChunkCode.InvalidChunk, "a chunk is longer than its size says");
    }
  }

  void requireEnd() throws RefusedSignature, IOException {
    if (in.read() >= 0) {
      throw ChunkedBody.bad(ChunkCode.IncompleteBody, "bytes follow the last chunk");
    }
  }

  private static RefusedSignature truncated() {
    return ChunkedBody.bad(
        ChunkCode.IncompleteBody, "the body ends within a chunk: it was cut off");
  }
}
