package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Answer;
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

  Exchanges(Occupants occupants, ErrorAnswers errors) {
    this.occupants = occupants;
    this.errors = errors;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Occupant occupant = occupants.at(request.getConnectionMetaData().getLocalSocketAddress());
    Received.connection(request.getConnectionMetaData()).arrived();
    String path = request.getHttpURI().getPath();
    if (path == null || !path.startsWith("/") || request.getMethod().equals("CONNECT")) {
      errors.refuse(Refusal.notAPath(), request, response, callback);
      return true;
    }
    new BodyReader(
            request,
            occupant.limits().bodyBytes(),
            body ->
                new AnswerWriter(request, response, callback, occupant.front())
                    .carryOut(answer(request, body, occupant.front())),
            refusal -> errors.refuse(refusal, request, response, callback))
        .run();
    return true;
  }

  /** Only the answer is kept: it may be carried out long after. */
  private static Answer answer(Request request, ArrivingBody body, Front front) {
    try (body) {
      return front.answer(Received.whole(request, body.whole()));
    }
  }
}
