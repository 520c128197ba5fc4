package dev.gatehouse.mock.routing;

import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.routing.Recorder.Decision;

/**
 * What a gate said to a request that does not pass.
 *
 * @param decision the journal's words
 * @param response what the client gets
 */
record Judged(Decision decision, ServerResponse response) {
  /**
   * @param handledBy who judged
   * @param verdict another than admitted
   */
  static Judged of(String handledBy, Verdict verdict) {
    if (verdict instanceof Verdict.Challenged challenged) {
      return new Judged(
          new Decision(
              handledBy,
              Outcome.CHALLENGED,
              "",
              null,
              challenged.evidence(),
              challenged.explanation(),
              challenged.response().status()),
          challenged.response());
    }
    Verdict.Refused refused = (Verdict.Refused) verdict;
    return new Judged(
        new Decision(
            handledBy,
            Outcome.REFUSED,
            refused.reason(),
            null,
            refused.evidence(),
            refused.explanation(),
            refused.response().status()),
        refused.response());
  }
}
