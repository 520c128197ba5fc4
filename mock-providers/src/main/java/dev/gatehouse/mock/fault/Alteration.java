package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.exchange.TokenForge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a fault makes of the real answer. */
sealed interface Alteration {
  /** The answer with the fault in it. */
  record Done(Answer answer) implements Alteration {}

  /** This answer cannot have the fault. */
  record Impossible(String why) implements Alteration {}

  /**
   * What a fault makes of an answer.
   *
   * @param fault one that changes the answer
   * @param forge makes tokens of whoever answered
   */
  static Alteration of(Fault fault, Answer answer, Optional<TokenForge> forge, Instant now) {
    if (fault instanceof Fault.Delay delay) {
      return new Done(new Answer.Delayed(delay.by(), answer));
    }
    if (answer instanceof Answer.Whole whole) {
      return of(fault, whole.response(), forge, now);
    }
    if (answer instanceof Answer.Delayed delayed) {
      Alteration late = of(fault, delayed.then(), forge, now);
      return late instanceof Done done
          ? new Done(new Answer.Delayed(delayed.by(), done.answer()))
          : late;
    }
    return new Impossible("the stub that answered misbehaves already");
  }

  private static Alteration of(
      Fault fault, ServerResponse response, Optional<TokenForge> forge, Instant now) {
    if (fault instanceof Fault.MalformedBody) {
      return new Done(new Answer.Whole(malformed(response)));
    }
    if (fault instanceof Fault.TruncatedBody) {
      return new Done(truncated(response));
    }
    if (fault instanceof Fault.OversizedBody oversized) {
      int spaces = oversized.bytes() - response.body().length;
      return spaces > 0
          ? new Done(new Answer.Padded(response, spaces))
          : new Impossible("the body is that long already");
    }
    if (fault instanceof Fault.DrippingBody dripping) {
      return new Done(new Answer.Dribbled(response, dripping.parts(), dripping.over()));
    }
    if (fault instanceof Fault.WrongContentType wrong) {
      return new Done(new Answer.Whole(withContentType(response, wrong.contentType())));
    }
    return SpoiltTokens.of((TokenFault) fault, response, forge, now);
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
