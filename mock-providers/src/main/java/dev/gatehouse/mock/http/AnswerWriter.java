package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Carries out one answer; delays are the timer's, so that no thread waits. */
final class AnswerWriter {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Front front;
  private final Supplier<Onward> onward;

  /**
   * @param onward made for the first answer that needs it
   */
  AnswerWriter(
      Request request, Response response, Callback callback, Front front, Supplier<Onward> onward) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.front = front;
    this.onward = onward;
  }

  void carryOut(Answer answer) {
    if (answer instanceof Answer.Whole whole) {
      whole(whole.response());
    } else if (answer instanceof Answer.Delayed delayed) {
      after(delayed.by(), () -> carryOut(delayed.then()));
    } else if (answer instanceof Answer.Dribbled dribbled) {
      dribbled(dribbled);
    } else if (answer instanceof Answer.Padded padded) {
      padded(padded);
    } else if (answer instanceof Answer.Truncated truncated) {
      truncated(truncated);
    } else if (answer instanceof Answer.Malformed malformed) {
      raw(head(malformed.head(), "Transfer-Encoding: chunked"), malformed.garbage());
    } else if (answer instanceof Answer.Garbage garbage) {
      raw(garbage.bytes());
    } else if (answer instanceof Answer.Empty) {
      raw();
    } else if (answer instanceof Answer.Relayed relayed) {
      new Relay(relayed, request, response, callback, onward.get()).begin();
    } else if (answer instanceof Answer.Tunnelled tunnelled) {
      onward.get().tunnel(tunnelled, request, response, callback);
    } else {
      reset();
    }
  }

  private void whole(ServerResponse whole) {
    begin(whole);
    if (mayHaveBody(whole.status())) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.body().length);
      response.write(true, ByteBuffer.wrap(whole.body()), callback);
    } else {
      response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }
  }

  private void begin(ServerResponse whole) {
    response.setStatus(whole.status());
    HttpFields.Mutable fields = response.getHeaders();
    fields.put(HttpHeader.DATE, DateGenerator.formatDate(front.now().toEpochMilli()));
    for (Field field : whole.fields()) {
      if (field.name().equalsIgnoreCase("Date")) {
        fields.put(HttpHeader.DATE, field.value());
      } else if (!isFraming(field)) {
        fields.add(field.name(), field.value());
      }
    }
  }

  /** RFC 9112, section 6: the length is the server's to say. */
  private static boolean isFraming(Field field) {
    return field.name().equalsIgnoreCase("Content-Length")
        || field.name().equalsIgnoreCase("Transfer-Encoding");
  }

  /** RFC 9110, section 6.4.1. */
  private static boolean mayHaveBody(int status) {
    return status != 204 && status != 304;
  }

  private void dribbled(Answer.Dribbled dribbled) {
    begin(dribbled.response());
    if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
      response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
    }
    byte[] body = dribbled.response().body();
    int parts = Math.max(1, Math.min(dribbled.parts(), body.length));
    Duration pause = dribbled.over().dividedBy(parts);
    response.write(
        false,
        BufferUtil.EMPTY_BUFFER,
        then(() -> after(pause, () -> part(body, 0, parts, pause))));
  }

  private void part(byte[] body, int index, int parts, Duration pause) {
    int from = (int) ((long) body.length * index / parts);
    int to = (int) ((long) body.length * (index + 1) / parts);
    ByteBuffer bytes = ByteBuffer.wrap(body, from, to - from);
    if (index + 1 == parts) {
      response.write(true, bytes, callback);
    } else {
      response.write(
          false, bytes, then(() -> after(pause, () -> part(body, index + 1, parts, pause))));
    }
  }

  private void padded(Answer.Padded padded) {
    begin(padded.response());
    byte[] body = padded.response().body();
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, padded.spaces() + body.length);
    new PaddedBody(response, padded.spaces(), body, callback).iterate();
  }

  private void truncated(Answer.Truncated truncated) {
    byte[] body = truncated.response().body();
    raw(
        head(truncated.response(), "Content-Length: " + body.length),
        Arrays.copyOf(body, truncated.sent()));
  }

  private Callback then(Runnable next) {
    return Callback.from(next, callback::failed);
  }

  private void after(Duration delay, Runnable next) {
    // A delay may be longer than what a silent client is given.
    request.addIdleTimeoutListener(ignored -> false);
    Scheduler timer = request.getComponents().getScheduler();
    timer.schedule(() -> request.getComponents().getExecutor().execute(next), delay);
  }

  private static byte[] head(ServerResponse head, String framing) {
    StringBuilder text =
        new StringBuilder("HTTP/1.1 ")
            .append(head.status())
            .append(' ')
            .append(HttpStatus.getMessage(head.status()))
            .append("\r\n");
    for (Field field : head.fields()) {
      if (!isFraming(field)) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    text.append(framing).append("\r\n\r\n");
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Writes past Jetty's HTTP, and ends the connection. */
  private void raw(byte[]... pieces) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    ByteBuffer[] buffers = new ByteBuffer[pieces.length];
    for (int i = 0; i < pieces.length; i++) {
      buffers[i] = ByteBuffer.wrap(pieces[i]);
    }
    endPoint.write(Callback.from(() -> cut(endPoint), failure -> cut(endPoint)), buffers);
  }

  private void cut(EndPoint endPoint) {
    endPoint.close();
    callback.failed(new CutOffException());
  }

  /** A closed socket that lingers for no time sends a reset (socket(7), SO_LINGER). */
  private void reset() {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    EndPoint socket = endPoint;
    while (socket instanceof EndPoint.Wrapper wrapper) {
      socket = wrapper.unwrap();
    }
    try {
      ((SocketChannelEndPoint) socket).getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // The client is gone already, which is what was asked for.
    }
    cut(socket);
  }
}
