package dev.gatehouse.conformance.peer;

import dev.gatehouse.mock.exchange.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a peer does with a request.
 *
 * @since 0.1
 */
public sealed interface Reply {
  /** What it is, in one line, for reports. */
  String summary();

  /**
   * An answer in HTTP/1.1.
   *
   * @param status the status code
   * @param headers in order; Content-Length is added unless there is one
   * @param body the bytes
   * @param delivery how they are sent
   */
  record Answer(int status, List<Field> headers, byte[] body, Delivery delivery) implements Reply {
    public Answer {
      headers = List.copyOf(headers);
    }

    @Override
    public String summary() {
      String fields =
          headers.stream()
              .map(field -> ", " + field.name() + ": " + field.value())
              .collect(Collectors.joining());
      return status + fields + ", " + body.length + " bytes of body" + delivery.summary();
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
      List<Field> more = new ArrayList<>(headers);
      more.add(new Field(name, value));
      return new Answer(status, more, body, delivery);
    }

    /** The same with this body, as UTF-8. */
    public Answer withBody(String text) {
      return new Answer(status, headers, text.getBytes(StandardCharsets.UTF_8), delivery);
    }

    /** The same, but it claims this many bytes more than it sends, then closes. */
    public Answer truncated(int missing) {
      return new Answer(status, headers, body, new Truncated(missing));
    }

    /** The same, but the body comes one byte at a time, with this pause before each. */
    public Answer dripped(Duration pause) {
      return new Answer(status, headers, body, new Dripped(pause));
    }
  }

  /** Bytes as they are, HTTP or not; the connection is closed after them. */
  record Raw(byte[] bytes) implements Reply {
    @Override
    public String summary() {
      return bytes.length + " scripted bytes, then the connection is closed";
    }
  }

  /** No answer, ever; the connection stays open until the client or the peer closes it. */
  record Stall() implements Reply {
    @Override
    public String summary() {
      return "no answer, the connection stays open";
    }
  }

  /** The connection is closed without an answer. */
  record HangUp() implements Reply {
    @Override
    public String summary() {
      return "no answer, the connection is closed";
    }
  }

  /**
   * What a proxy does with CONNECT (RFC 9110, section 9.3.6): 200, and from then on the connection
   * is as one that the other peer accepted itself, with a layer of its own and all.
   */
  record Tunnel(Peer to) implements Reply {
    @Override
    public String summary() {
      return "200, a tunnel to the port " + to.port();
    }
  }

  /** How an answer is sent. */
  sealed interface Delivery {
    /** What is odd about it, for reports; empty for nothing. */
    default String summary() {
      return "";
    }
  }

  /** At once. */
  record Whole() implements Delivery {}

  /** With a Content-Length that is too long by so many bytes. */
  record Truncated(int missing) implements Delivery {
    @Override
    public String summary() {
      return ", cut off " + missing + " bytes before its Content-Length";
    }
  }

  /** One byte of the body at a time. */
  record Dripped(Duration pause) implements Delivery {
    @Override
    public String summary() {
      return ", one byte every " + pause.toMillis() + " ms";
    }
  }

  /** A status with an empty body. */
  static Answer status(int status) {
    return new Answer(status, List.of(), new byte[0], new Whole());
  }

  /** 200 with a short text. */
  static Answer ok() {
    return text(200, "ok");
  }

  /** A plain text. */
  static Answer text(int status, String text) {
    return status(status).with("Content-Type", "text/plain; charset=utf-8").withBody(text);
  }

  /** A JSON text. */
  static Answer json(int status, String json) {
    return status(status).with("Content-Type", "application/json").withBody(json);
  }

  /** A web page, such as a gateway's 502. */
  static Answer html(int status, String html) {
    return status(status).with("Content-Type", "text/html").withBody(html);
  }

  /** A redirect. */
  static Answer redirect(int status, URI target) {
    return status(status).with("Location", target.toString());
  }

  /** See {@link Stall}. */
  static Reply stall() {
    return new Stall();
  }

  /** See {@link HangUp}. */
  static Reply hangUp() {
    return new HangUp();
  }

  /** See {@link Tunnel}. */
  static Reply tunnel(Peer to) {
    return new Tunnel(to);
  }
}
