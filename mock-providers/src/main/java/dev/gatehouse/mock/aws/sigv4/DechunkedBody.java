package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * What a verified body in chunks carries, read from between their heads each time: it takes neither
 * memory nor a second file.
 *
 * @param chunked as it came
 * @param length of the payload
 */
record DechunkedBody(RequestBody chunked, ChunkSigning mode, long length) implements RequestBody {
  @Override
  public InputStream open() {
    return new Payload(new ChunkLines(chunked.open()), mode.signed());
  }

  private static final class Payload extends InputStream {
    private final byte[] one = new byte[1];
    private final ChunkLines lines;
    private final boolean signed;
    private long left;
    private boolean begun;
    private boolean ended;

    Payload(ChunkLines lines, boolean signed) {
      this.lines = lines;
      this.signed = signed;
    }

    @Override
    public int read() throws IOException {
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      Objects.checkFromIndexSize(from, most, into.length);
      if (most == 0) {
        return 0;
      }
      try {
        if (left == 0 && !ended) {
          nextChunk();
        }
        if (ended) {
          return -1;
        }
        int read = lines.read(into, from, (int) Math.min(most, left));
        left -= read;
        return read;
      } catch (RefusedSignature e) {
        throw new IOException("the body is another than was verified", e);
      }
    }

    private void nextChunk() throws RefusedSignature, IOException {
      if (begun) {
        lines.requireLineEnd();
      }
      left = ChunkHead.parse(lines.next(), signed).size();
      begun = true;
      ended = left == 0;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
