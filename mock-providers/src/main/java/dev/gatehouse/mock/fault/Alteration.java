package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.exchange.TokenForge;
import java.time.Instant;
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
    if (fault instanceof BodyFault body) {
      return SpoiltBody.of(body, response);
    }
    return fault instanceof Fault.AuthorizationError error
        ? AuthorizationAnswer.of(error, response)
        : SpoiltTokens.of((TokenFault) fault, response, forge, now);
  }
}
