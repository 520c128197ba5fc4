package dev.gatehouse.mock;

import static java.net.http.HttpClient.Version.HTTP_1_1;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Mask;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.journal.RingJournal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks from the server to the software under test.
 *
 * @since 0.1
 */
public final class Webhooks {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final RingJournal journal;
  private final MovableClock clock;

  /** Made for the first webhook, since it takes a thread, which ends when nobody holds it. */
  private @Nullable HttpClient client;

  Webhooks(RingJournal journal, MovableClock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Sends one request and waits for its answer, for ten seconds at the most; redirects are not
   * followed. The journal gets an entry with the outcome {@code SENT}.
   *
   * @param target absolute, {@code http} or {@code https}
   * @param method for example {@code POST}
   * @param headers by name
   * @param payload the body; empty for none
   * @return the status of the answer
   * @throws IOException if there was no answer; the journal says why
   */
  public int send(URI target, String method, Map<String, String> headers, byte[] payload)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(TIMEOUT)
            .method(
                method,
                payload.length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(payload));
    headers.forEach(request::header);
    List<Field> fields =
        headers.entrySet().stream()
            .map(header -> new Field(header.getKey(), header.getValue()))
            .toList();
    Instant at = clock.instant();
    try {
      int status = client().send(request.build(), BodyHandlers.discarding()).statusCode();
      record(at, target, method, fields, payload, null, status);
      return status;
    } catch (IOException e) {
      record(at, target, method, fields, payload, "No answer: " + e, 0);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      record(at, target, method, fields, payload, "Interrupted while waiting for the answer.", 0);
      throw new InterruptedIOException("interrupted while waiting for the answer of " + target);
    }
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HTTP_1_1).build();
      client = made;
    }
    return made;
  }

  synchronized void close() {
    client = null;
  }

  private void record(
      Instant at,
      URI target,
      String method,
      List<Field> fields,
      byte[] payload,
      @Nullable String explanation,
      int status) {
    Mask mask = Mask.standard();
    journal.add(
        new JournalEntry(
            journal.nextNumber(),
            at,
            method,
            target.getRawPath(),
            mask.query(target.getRawQuery()),
            mask.fields(fields),
            payload.length,
            "webhook",
            Outcome.SENT,
            status == 0 ? "webhook.failed" : "webhook.sent",
            null,
            Map.of(),
            explanation,
            status,
            null));
  }
}
