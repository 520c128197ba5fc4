package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.fault.Alteration.Done;
import dev.gatehouse.mock.fault.Alteration.Impossible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the faults of a body make of an answer. */
final class SpoiltBody {
  private SpoiltBody() {}

  static Alteration of(BodyFault fault, ServerResponse response) {
    if (fault instanceof BodyFault.Malformed) {
      return new Done(new Answer.Whole(malformed(response)));
    }
    if (fault instanceof BodyFault.Truncated) {
      return new Done(truncated(response));
    }
    if (fault instanceof BodyFault.Oversized oversized) {
      int spaces = oversized.bytes() - response.body().length;
      return spaces > 0
          ? new Done(new Answer.Padded(response, spaces))
          : new Impossible("the body is that long already");
    }
    if (fault instanceof BodyFault.Dripping dripping) {
      return new Done(new Answer.Dribbled(response, dripping.parts(), dripping.over()));
    }
    BodyFault.WrongContentType wrong = (BodyFault.WrongContentType) fault;
    return new Done(new Answer.Whole(withContentType(response, wrong.contentType())));
  }

  /** The last byte that is no white space becomes one that ends no JSON. */
  private static ServerResponse malformed(ServerResponse response) {
    byte[] body = response.body();
    int end = body.length;
    while (end > 0 && body[end - 1] >= 0 && body[end - 1] <= ' ') {
      end--;
    }
    byte[] spoilt = Arrays.copyOf(body, Math.max(1, end));
    spoilt[spoilt.length - 1] = '<';
    return new ServerResponse(response.status(), response.fields(), spoilt);
  }

  /** Of an empty body, a byte is announced that never comes. */
  private static Answer truncated(ServerResponse response) {
    return response.body().length == 0
        ? new Answer.Truncated(response.withBody(" "), 0)
        : new Answer.Truncated(response, response.body().length / 2);
  }

  private static ServerResponse withContentType(ServerResponse response, String contentType) {
    List<Field> fields = new ArrayList<>(response.fields());
    fields.removeIf(field -> field.name().equalsIgnoreCase("Content-Type"));
    fields.add(new Field("Content-Type", contentType));
    return new ServerResponse(response.status(), fields, response.body());
  }
}
