package dev.gatehouse.mock;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.http.Front;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Mask;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whoever lets itself in where it is. */
record BadTlsFront(TlsFlaw flaw, RingJournal journal, InstantSource clock) implements Front {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public Answer answer(ServerRequest request) {
    boolean tooTrusting = flaw != TlsFlaw.NONE && flaw != TlsFlaw.CLIENT_CERTIFICATE_DEMANDED;
    String principal = principal(request);
    record(
        request,
        principal == null ? Outcome.UNGUARDED : Outcome.ADMITTED,
        tooTrusting ? "client.too-trusting" : "",
        principal,
        tooTrusting ? "the client talks to this server although " + flaw.wrong() : null,
        200);
    ObjectNode json = JSON.createObjectNode();
    json.put("endpoint", flaw.id());
    json.put("wrong", flaw.wrong());
    json.put("tooTrusting", tooTrusting);
    json.put("method", request.method());
    json.put("path", request.path());
    json.put("query", request.query());
    json.put("principal", principal);
    return new Answer.Whole(ServerResponse.json(200, json.toString()));
  }

  /** Whose certificate it is: asked for where one is demanded only. */
  private static @Nullable String principal(ServerRequest request) {
    return request.clientCertificates().isEmpty()
        ? null
        : request.clientCertificates().get(0).getSubjectX500Principal().getName();
  }

  @Override
  public void turnedAway(ServerRequest request, int status, String reason, String explanation) {
    record(request, Outcome.REFUSED, reason, null, explanation, status);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  private void record(
      ServerRequest request,
      Outcome outcome,
      String event,
      @Nullable String principal,
      @Nullable String explanation,
      int status) {
    Mask mask = Mask.standard();
    journal.add(
        new JournalEntry(
            journal.nextNumber(),
            now(),
            request.method(),
            request.path(),
            mask.query(request.query()),
            mask.fields(request.fields()),
            request.content().length(),
            "bad-tls " + flaw.id(),
            outcome,
            event,
            principal,
            Map.of(),
            explanation,
            status,
            null));
  }
}
