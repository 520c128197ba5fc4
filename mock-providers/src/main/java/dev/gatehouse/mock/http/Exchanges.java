package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Every request of every port: reads it whole, asks whoever has the port, carries out the answer.
 */
final class Exchanges extends Handler.Abstract {
  private final Occupants occupants;
  private final ErrorAnswers errors;
  private final Supplier<Onward> onward;

  /**
   * @param onward made for the first answer that needs it
   */
  Exchanges(Occupants occupants, ErrorAnswers errors, Supplier<Onward> onward) {
    this.occupants = occupants;
    this.errors = errors;
    this.onward = onward;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Occupant occupant = occupants.at(request.getConnectionMetaData().getLocalSocketAddress());
    Front front = occupant.front();
    Received.connection(request.getConnectionMetaData())
        .arrived(request.getConnectionMetaData().isPersistent());
    AnswerWriter writer = new AnswerWriter(request, response, callback, front, onward);
    if (front.isProxy() && request.getMethod().equals("CONNECT")) {
      writer.carryOut(front.answer(Received.towards(request, RequestBody.NONE)));
      return true;
    }
    String path = request.getHttpURI().getPath();
    boolean hasPath = path != null && path.startsWith("/");
    if (!front.isProxy() && (!hasPath || request.getMethod().equals("CONNECT"))) {
      errors.refuse(Refusal.notAPath(), request, response, callback);
      return true;
    }
    new BodyReader(
            request,
            occupant.limits().bodyBytes(),
            body -> writer.carryOut(answer(request, body, front)),
            refusal -> errors.refuse(refusal, request, response, callback))
        .run();
    return true;
  }

  /** Only the answer is kept, as it may be carried out long after; what is relayed goes with it. */
  private static Answer answer(Request request, ArrivingBody body, Front front) {
    ServerRequest whole =
        front.isProxy()
            ? Received.towards(request, body.whole())
            : Received.whole(request, body.whole());
    boolean relayed = false;
    try {
      Answer answer = front.answer(whole);
      relayed = answer instanceof Answer.Relayed;
      return answer;
    } finally {
      if (!relayed) {
        body.close();
      }
    }
  }
}
