package dev.gatehouse.conformance.peer;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads requests off a connection byte by byte and keeps the head exactly as it was sent. */
final class WireReader {
  private static final int LONGEST_HEAD = 256 * 1024;
  private static final int LONGEST_BODY = 64 * 1024 * 1024;

  /** What was read of one request. */
  record Message(String head, byte[] body) {}

  private final InputStream in;
  private final OutputStream out;

  WireReader(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The next request; null when the client has closed the connection. */
  @Nullable Message next() throws IOException {
    String head = head();
    if (head == null) {
      return null;
    }
    SeenRequest seen = new SeenRequest(0, 0, head, new byte[0]);
    if (seen.headers("Expect").stream().anyMatch("100-continue"::equalsIgnoreCase)) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    return new Message(head, body(seen));
  }

  private @Nullable String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int lineLength = 0;
    while (head.size() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      if (next == '\n' && lineLength == 0) {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      head.write(next);
      if (next == '\n') {
        lineLength = 0;
      } else if (next != '\r') {
        lineLength++;
      }
    }
    throw new IOException("the head of a request is longer than " + LONGEST_HEAD + " bytes");
  }

  private byte[] body(SeenRequest seen) throws IOException {
    List<String> codings = seen.headers("Transfer-Encoding");
    if (codings.stream().anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"))) {
      return chunks();
    }
    return exactly(length(seen.header("Content-Length").orElse("0"), 10));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = length(line().split(";", 2)[0], 16);
      if (size == 0) {
        skipTrailers();
        return body.toByteArray();
      }
      body.write(exactly(size));
      if (body.size() > LONGEST_BODY) {
        throw new IOException("the body of a request is longer than " + LONGEST_BODY + " bytes");
      }
      line();
    }
  }

  private void skipTrailers() throws IOException {
    String trailer = line();
    while (!trailer.isEmpty()) {
      trailer = line();
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > LONGEST_HEAD) {
        throw new EOFException("the request ended in the middle of a chunk");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the request ended before its body was whole");
    }
    return bytes;
  }

  private static int length(String text, int radix) throws IOException {
    try {
      int length = Integer.parseInt(text.strip(), radix);
      if (length >= 0 && length <= LONGEST_BODY) {
        return length;
      }
    } catch (NumberFormatException notANumber) {
      // Falls to the error below, which says the same.
    }
    throw new IOException("the request has a length that is none: " + text);
  }
}
