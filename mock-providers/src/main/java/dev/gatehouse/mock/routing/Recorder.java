package dev.gatehouse.mock.routing;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.fault.Interference;
import dev.gatehouse.mock.journal.FiredFault;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Mask;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.journal.RingJournal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes exchanges into the journal, secrets masked. */
final class Recorder {
  private final RingJournal journal;
  private volatile Mask mask = Mask.standard();

  Recorder(RingJournal journal) {
    this.journal = journal;
  }

  /** What was decided on a request; the journal's words. */
  record Decision(
      String handledBy,
      Outcome outcome,
      String event,
      @Nullable String principal,
      Map<String, String> evidence,
      @Nullable String explanation,
      int status,
      @Nullable FiredFault fault) {

    Decision(
        String handledBy,
        Outcome outcome,
        String event,
        @Nullable String principal,
        Map<String, String> evidence,
        @Nullable String explanation,
        int status) {
      this(handledBy, outcome, event, principal, evidence, explanation, status, null);
    }

    Decision(
        String handledBy, Outcome outcome, String event, @Nullable String explanation, int status) {
      this(handledBy, outcome, event, null, Map.of(), explanation, status);
    }

    /** The same, with what faults made of it. */
    Decision disturbed(Interference faults) {
      if (faults.remarks().isEmpty()) {
        return this;
      }
      String remarks = String.join("; ", faults.remarks());
      return new Decision(
          handledBy,
          outcome,
          event,
          principal,
          evidence,
          explanation == null ? remarks : explanation + "; " + remarks,
          AnswerStatus.of(faults.answer()),
          faults.fired());
    }
  }

  void mask(Mask wanted) {
    mask = wanted;
  }

  /** Adds an entry and returns its number. */
  long record(Instant at, ServerRequest request, Decision decision) {
    Mask hiding = mask;
    long number = journal.nextNumber();
    journal.add(
        new JournalEntry(
            number,
            at,
            request.method(),
            request.path(),
            hiding.query(request.query()),
            hiding.fields(request.fields()),
            request.content().length(),
            decision.handledBy(),
            decision.outcome(),
            decision.event(),
            decision.principal(),
            decision.evidence(),
            decision.explanation(),
            decision.status(),
            decision.fault()));
    return number;
  }
}
