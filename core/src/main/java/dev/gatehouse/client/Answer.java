package dev.gatehouse.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** The answer to one attempt; its body is still on the wire. */
final class Answer implements AutoCloseable {
  private final Line line;
  private final ClassicHttpResponse response;
  private final List<Headers.Field> fields;
  private InputStream body;
  private final boolean caseSensitive;

  Answer(Line line, ClassicHttpResponse response, boolean caseSensitive, Failures failures)
      throws IOException {
    this.line = line;
    this.response = response;
    this.caseSensitive = caseSensitive;
    this.fields =
        Arrays.stream(response.getHeaders())
            .map(h -> new Headers.Field(h.getName(), h.getValue() == null ? "" : h.getValue()))
            .toList();
    this.body = new AnswerBody(line.body(response), failures);
  }

  int status() {
    return response.getCode();
  }

  List<Headers.Field> fields() {
    return fields;
  }

  Headers headers() {
    return new Headers(fields, caseSensitive);
  }

  InputStream body() {
    return body;
  }

  /** The first bytes of the body; the reader still gets them. */
  byte[] peek(int limit) throws IOException {
    byte[] start = body.readNBytes(limit);
    body = new SequenceInputStream(new ByteArrayInputStream(start), body);
    return start;
  }

  /**
   * Closes the TCP connection, unless the body was read to its end: then it went back to the pool.
   * Closing the response instead would first read all that is left, however much that is.
   */
  @Override
  public void close() {
    line.close();
  }
}
