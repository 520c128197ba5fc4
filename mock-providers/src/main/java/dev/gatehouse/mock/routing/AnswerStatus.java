package dev.gatehouse.mock.routing;

import dev.gatehouse.mock.exchange.Answer;

/** The status of an answer, for the journal. */
final class AnswerStatus {
  private AnswerStatus() {}

  /** 0 when the connection is cut before there is a status. */
  static int of(Answer answer) {
    if (answer instanceof Answer.Whole whole) {
      return whole.response().status();
    }
    if (answer instanceof Answer.Delayed delayed) {
      return of(delayed.then());
    }
    if (answer instanceof Answer.Dribbled dribbled) {
      return dribbled.response().status();
    }
    if (answer instanceof Answer.Truncated truncated) {
      return truncated.response().status();
    }
    if (answer instanceof Answer.Padded padded) {
      return padded.response().status();
    }
    if (answer instanceof Answer.Malformed malformed) {
      return malformed.head().status();
    }
    return 0;
  }
}
