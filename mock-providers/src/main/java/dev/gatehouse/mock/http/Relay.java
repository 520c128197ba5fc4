package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One request of a proxy's client and the answer of the server it is for, which is handed on as it
 * comes. Each step is a turn of the loop: parse, write, read, wait.
 */
final class Relay extends IteratingCallback implements HttpParser.ResponseHandler {
  private static final int HEADER_BYTES = 64 * 1024;

  /** RFC 9110, section 9.2.2. */
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private static final String CUT = "it closed the connection before its answer was whole";

  private final Answer.Relayed asked;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Onward onward;
  private final String server;
  private final HttpParser parser = new HttpParser(this, HEADER_BYTES, WireRules.MESSAGES);
  private final List<Field> fields = new ArrayList<>();
  private volatile @Nullable Origin origin;
  private boolean reused;
  private int status;
  private boolean begun;
  private boolean interim;
  private boolean persistent;
  private boolean whole;
  private @Nullable ByteBuffer piece;
  private @Nullable Throwable failure;

  Relay(
      Answer.Relayed asked, Request request, Response response, Callback callback, Onward onward) {
    this.asked = asked;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.onward = onward;
    this.server = asked.host() + ":" + asked.port();
    parser.setHeadResponse(asked.request().method().equals("HEAD"));
  }

  /** Asks, by a connection that this client has to the server already, else by a new one. */
  void begin() {
    Origin idle = Origins.of(request.getConnectionMetaData()).take(server);
    if (idle == null || !idle.getEndPoint().isOpen()) {
      onward.connect(this, request, asked.host(), asked.port());
      return;
    }
    reused = true;
    origin = idle;
    idle.carry(this);
    new OriginRequest(asked.request(), idle.getEndPoint()).iterate();
  }

  /** The new connection is there. */
  void connected(Origin fresh) {
    origin = fresh;
    fresh.fillInterested();
    new OriginRequest(asked.request(), fresh.getEndPoint()).iterate();
  }

  /** There is no connection. */
  void notConnected(@Nullable Throwable cause) {
    answerFor(cause);
  }

  /** The connection was lost while the server was waited for. */
  void broke(Throwable cause) {
    abort(cause);
  }

  @Override
  protected Action process() throws Throwable {
    Origin from = Objects.requireNonNull(origin, "not connected");
    ByteBuffer buffer = from.buffer();
    while (true) {
      ByteBuffer next = piece;
      if (next != null) {
        piece = null;
        response.write(false, next, this);
        return Action.SCHEDULED;
      }
      if (whole) {
        return Action.SUCCEEDED;
      }
      // Also with nothing to parse: that is how the end of a body is told.
      boolean ended = parser.isAtEOF();
      parser.parseNext(buffer);
      if (failure != null) {
        throw failure;
      }
      if (interim) {
        interim = false;
        fields.clear();
        parser.reset();
      } else if (piece == null && !whole && !buffer.hasRemaining()) {
        if (ended) {
          throw new EofException(CUT);
        }
        BufferUtil.clear(buffer);
        int filled = from.getEndPoint().fill(buffer);
        if (filled == 0) {
          from.fillInterested();
          return Action.IDLE;
        }
        if (filled < 0) {
          persistent = false;
          parser.atEOF();
        }
      }
    }
  }

  @Override
  public void startResponse(HttpVersion version, int code, String reason) {
    status = code;
    persistent = version == HttpVersion.HTTP_1_1;
  }

  @Override
  public void parsedHeader(HttpField field) {
    String value = field.getValue();
    fields.add(new Field(field.getName(), value == null ? "" : value));
    if (field.getName().equalsIgnoreCase("Connection") && field.contains("close")) {
      persistent = false;
    }
  }

  @Override
  public boolean headerComplete() {
    if (status / 100 == 1) {
      return false; // RFC 9110, section 15.2: the client has had its 100 from the proxy
    }
    begun = true;
    response.setStatus(status);
    HopByHop.without(fields)
        .forEach(field -> response.getHeaders().add(field.name(), field.value()));
    response.getHeaders().add("Via", OriginRequest.VIA);
    asked.ending().ended(status, null);
    return false;
  }

  @Override
  public boolean content(ByteBuffer bytes) {
    piece = bytes;
    return true;
  }

  @Override
  public boolean contentComplete() {
    return false;
  }

  @Override
  public boolean messageComplete() {
    interim = status / 100 == 1;
    whole = !interim;
    return true;
  }

  @Override
  public void earlyEOF() {
    failure = new EofException(CUT);
  }

  @Override
  public void badMessage(HttpException bad) {
    failure = new IllegalStateException("its answer is no HTTP: " + bad.getReason());
  }

  @Override
  protected void onCompleteSuccess() {
    Origin from = Objects.requireNonNull(origin, "not connected");
    if (persistent && !from.buffer().hasRemaining()) {
      from.rest();
      Origins.of(request.getConnectionMetaData()).putBack(server, from);
    } else {
      from.close();
    }
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    Origin from = origin;
    if (from != null) {
      from.close();
    }
    if (begun) {
      callback.failed(cause);
    } else if (reused && IDEMPOTENT.contains(asked.request().method())) {
      // It closed while nobody asked (RFC 9112, section 9.3.1).
      new Relay(asked, request, response, callback, onward).begin();
    } else {
      answerFor(cause);
    }
  }

  private void answerFor(@Nullable Throwable cause) {
    BadGateway answer = BadGateway.of(cause);
    asked.ending().ended(answer.status(), answer.explanation());
    answer.write(response, callback);
  }
}
