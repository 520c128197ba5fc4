package dev.gatehouse.mock;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.http.Front;
import dev.gatehouse.mock.http.HandshakeFailure;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Mask;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.tls.StreamTls;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whoever lets itself in where it is, and the journal who did and who did not. */
record BadTlsFront(TlsFlaw flaw, RingJournal journal, InstantSource clock) implements Front {
  private static final JsonMapper JSON = new JsonMapper();

  /** What the journal says of an exchange. */
  private record Remark(
      Outcome outcome,
      String event,
      @Nullable String principal,
      Map<String, String> evidence,
      @Nullable String explanation,
      int status) {}

  @Override
  public Answer answer(ServerRequest request) {
    if (!isTls(request)) {
      String words = "this endpoint is to be asked by https; plain HTTP says nothing about TLS";
      record(request, new Remark(Outcome.REFUSED, "plain-http", null, Map.of(), words, 400));
      return new Answer.Whole(ServerResponse.text(400, "Use https.\n"));
    }
    String principal =
        request.clientCertificates().isEmpty()
            ? null
            : request.clientCertificates().get(0).getSubjectX500Principal().getName();
    record(
        request,
        isRightToRefuse()
            ? new Remark(
                Outcome.UNGUARDED,
                "client.too-trusting",
                null,
                Map.of(),
                "the client talks to this server although " + flaw.wrong(),
                200)
            : new Remark(
                principal == null ? Outcome.UNGUARDED : Outcome.ADMITTED,
                "",
                principal,
                Map.of(),
                null,
                200));
    ObjectNode json = JSON.createObjectNode();
    json.put("endpoint", flaw.id());
    json.put("wrong", flaw.wrong());
    json.put("tooTrusting", isRightToRefuse());
    json.put("method", request.method());
    json.put("path", request.path());
    json.put("query", request.query());
    json.put("principal", principal);
    return new Answer.Whole(ServerResponse.json(200, json.toString()));
  }

  /** A relay takes TLS off before. */
  private boolean isTls(ServerRequest request) {
    return request.scheme().equals("https") || StreamTls.has(flaw);
  }

  private boolean isRightToRefuse() {
    return flaw != TlsFlaw.NONE && flaw != TlsFlaw.CLIENT_CERTIFICATE_DEMANDED;
  }

  @Override
  public void handshakeFailed(HandshakeFailure failure) {
    record(new ServerRequest("", "https", "", "", null, List.of(), new byte[0]), remark(failure));
  }

  private Remark remark(HandshakeFailure failure) {
    String rightly = isRightToRefuse() ? ", as " + flaw.wrong() : "";
    if (failure.alert() != null) {
      return new Remark(
          Outcome.REFUSED,
          "client.refused",
          null,
          Map.of("alert", failure.alert()),
          "client refused: " + failure.alert() + rightly,
          0);
    }
    return failure.hungUp()
        ? new Remark(
            Outcome.REFUSED,
            "client.hung-up",
            null,
            Map.of(),
            "client hung up in the TLS handshake" + rightly,
            0)
        : new Remark(
            Outcome.REFUSED,
            "handshake.failed",
            null,
            Map.of(),
            "the TLS handshake failed: " + failure.problem(),
            0);
  }

  @Override
  public void turnedAway(ServerRequest request, int status, String reason, String explanation) {
    record(request, new Remark(Outcome.REFUSED, reason, null, Map.of(), explanation, status));
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  private void record(ServerRequest request, Remark remark) {
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
            remark.outcome(),
            remark.event(),
            remark.principal(),
            remark.evidence(),
            remark.explanation(),
            remark.status(),
            null));
  }
}
