package dev.gatehouse.conformance.peer;

import dev.gatehouse.mock.exchange.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Carries a reply out on one connection. */
final class WireWriter {
  private final OutputStream out;
  private final CountDownLatch peerClosed;

  WireWriter(OutputStream out, CountDownLatch peerClosed) {
    this.out = out;
    this.peerClosed = peerClosed;
  }

  /** Sends an answer and says whether the connection can go on. */
  boolean send(Reply.Answer answer, boolean withBody) throws IOException, InterruptedException {
    byte[] head = head(answer).getBytes(StandardCharsets.ISO_8859_1);
    byte[] body = withBody ? answer.body() : new byte[0];
    if (answer.delivery() instanceof Reply.Dripped dripped) {
      out.write(head);
      out.flush();
      for (byte one : body) {
        if (peerClosed.await(dripped.pause().toNanos(), TimeUnit.NANOSECONDS)) {
          return false;
        }
        out.write(one);
        out.flush();
      }
    } else {
      ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + body.length);
      whole.write(head);
      whole.write(body);
      raw(whole.toByteArray());
    }
    return !(answer.delivery() instanceof Reply.Truncated)
        && answer.headers().stream().noneMatch(WireWriter::closes);
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private static String head(Reply.Answer answer) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Scripted\r\n");
    boolean lengthGiven = false;
    for (Field field : answer.headers()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      lengthGiven |=
          field.name().equalsIgnoreCase("Content-Length")
              || field.name().equalsIgnoreCase("Transfer-Encoding");
    }
    if (!lengthGiven) {
      int missing =
          answer.delivery() instanceof Reply.Truncated truncated ? truncated.missing() : 0;
      head.append("Content-Length: ").append(answer.body().length + missing).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static boolean closes(Field field) {
    return field.name().equalsIgnoreCase("Connection") && field.value().equalsIgnoreCase("close");
  }
}
