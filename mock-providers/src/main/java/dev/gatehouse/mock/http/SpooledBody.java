package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.eclipse.jetty.util.IO;

/**
 * A body in a temporary file that only its owner can read. The file goes when it is closed; where
 * the system allows it, as Linux does, it has no name from the start, so that not even a killed
 * process leaves it behind.
 */
final class SpooledBody implements RequestBody, AutoCloseable {
  private final FileChannel file;
  private long length;

  private SpooledBody(FileChannel file) {
    this.file = file;
  }

  static SpooledBody create() throws IOException {
    Path path = Files.createTempFile("gatehouse-body-", ".tmp"); // which is the owner's alone
    try {
      return new SpooledBody(
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      length += file.write(bytes, length);
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public InputStream open() {
    return new Reading();
  }

  @Override
  public void close() {
    IO.close(file);
  }

  /** Reads at a place of its own. */
  private final class Reading extends InputStream {
    private final byte[] one = new byte[1];
    private long at;

    @Override
    public int read() throws IOException {
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      Objects.checkFromIndexSize(from, most, into.length);
      int read = file.read(ByteBuffer.wrap(into, from, most), at);
      at += Math.max(0, read);
      return read;
    }
  }
}
