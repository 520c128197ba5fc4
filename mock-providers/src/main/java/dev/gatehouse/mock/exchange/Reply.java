package dev.gatehouse.mock.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A provider's answer, with what the journal is to say about it.
 *
 * @param response what the client gets
 * @param event what happened, as {@code subject.event}: {@code grant.success}, {@code
 *     client_authentication.refused}; the journal's outcome is a refusal when the status is 400 or
 *     above or the event ends in {@code .refused}
 * @param explanation in words a developer can act on, without any secret; null when there is
 *     nothing to explain
 * @param answered an earlier request that this answers, such as the authorization request after the
 *     pages that it led to; null when it answers its own request only
 * @since 0.1
 */
public record Reply(
    ServerResponse response,
    String event,
    @Nullable String explanation,
    @Nullable ServerRequest answered) {
  /** An answer to its own request. */
  public Reply(ServerResponse response, String event, @Nullable String explanation) {
    this(response, event, explanation, null);
  }

  /** The same as the answer to an earlier request, whose faults can meet it. */
  public Reply answering(ServerRequest earlier) {
    return new Reply(response, event, explanation, earlier);
  }
}
