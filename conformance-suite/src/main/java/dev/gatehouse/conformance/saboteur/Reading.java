package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one answer: status line, fields and body (RFC 9112, sections 4 to 8). */
final class Reading {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_FIELDS = 200;

  private final Socket socket;
  private final InputStream in;
  private final Deadline deadline;
  private final long limit;
  private final @Nullable Flaw flaw;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8192];
  private int next;
  private int filled;

  Reading(Socket socket, Deadline deadline, long limit, @Nullable Flaw flaw) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.deadline = deadline;
    this.limit = limit;
    this.flaw = flaw;
  }

  Incoming answerTo(String method) throws IOException {
    int status = status(line());
    List<Field> fields = fields();
    if (status >= 100 && status < 200) {
      return answerTo(method);
    }
    Incoming head = new Incoming(status, fields, new byte[0]);
    boolean tunnel = method.equals("CONNECT") && status < 300;
    if (!method.equals("HEAD") && !tunnel && status != 204 && status != 304) {
      body(head);
    }
    return new Incoming(status, fields, body.toByteArray());
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
      throw new IOException("the answer is not HTTP/1.1");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private List<Field> fields() throws IOException {
    List<Field> fields = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || fields.size() == MOST_FIELDS) {
        throw new IOException("a header field that is none, or too many of them");
      }
      fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return fields;
  }

  private void body(Incoming head) throws IOException {
    Optional<String> length = head.first("Content-Length");
    if (head.first("Transfer-Encoding").isPresent()) {
      chunks();
    } else if (length.isPresent()) {
      take(Long.parseLong(length.get().strip()));
    } else {
      while (filled()) {
        keep(filled - next);
      }
    }
  }

  private void chunks() throws IOException {
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      take(size);
      line();
    }
    fields();
  }

  private long chunkSize() throws IOException {
    return Long.parseLong(line().split(";", 2)[0].strip(), 16);
  }

  private void take(long length) throws IOException {
    long left = length;
    while (left > 0 && filled()) {
      left -= keep((int) Math.min(left, filled - next));
    }
    if (left > 0 && flaw != Flaw.HTTP_TRUNCATED) {
      throw new IOException("the answer ended " + left + " bytes before its end");
    }
  }

  /** Moves so many bytes of the buffer to the body. */
  private int keep(int count) throws IOException {
    if (body.size() + count > limit) {
      throw new IOException("the answer is longer than " + limit + " bytes");
    }
    body.write(buffer, next, count);
    next += count;
    return count;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = octet(); octet != '\n'; octet = octet()) {
      if (octet < 0 || line.size() == LONGEST_LINE) {
        throw new IOException("the answer ended, or went on, within a line");
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).replaceAll("\r$", "");
  }

  private int octet() throws IOException {
    return filled() ? buffer[next++] & 0xff : -1;
  }

  /** Whether there is a byte in the buffer, after waiting for one. */
  private boolean filled() throws IOException {
    if (next == filled) {
      socket.setSoTimeout(deadline.nextReadMillis());
      next = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return filled > 0;
  }
}
