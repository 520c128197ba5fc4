package dev.gatehouse.mock.journal;

import dev.gatehouse.mock.exchange.Field;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One exchange. Secrets are masked in every part of it.
 *
 * @param number counts up from 1 for each server
 * @param at the server's time when the request had arrived
 * @param method as sent
 * @param path raw, as received
 * @param query raw, secrets masked; null when there was none
 * @param fields the request's header fields, secrets masked
 * @param bodySize of the request, in bytes
 * @param handledBy who decided: {@code gate /api/basic}, {@code oauth2 /oauth2/default}, {@code
 *     api}
 * @param outcome how it ended
 * @param event a provider's word for it, or the reason of a refusal; empty when there is none
 * @param principal who was admitted; null when nobody was
 * @param evidence what proved it, for example {@code scope}
 * @param explanation in words a developer can act on; null when there is nothing to explain
 * @param status of the response; 0 when the connection was cut without one
 * @param fault that was asked for and met this request; null when none did
 * @since 0.1
 */
public record JournalEntry(
    long number,
    Instant at,
    String method,
    String path,
    @Nullable String query,
    List<Field> fields,
    long bodySize,
    String handledBy,
    Outcome outcome,
    String event,
    @Nullable String principal,
    Map<String, String> evidence,
    @Nullable String explanation,
    int status,
    @Nullable FiredFault fault) {
  public JournalEntry {
    fields = List.copyOf(fields);
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }
}
