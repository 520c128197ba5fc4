package dev.gatehouse.mock.journal;

/**
 * A fault that was asked for and met a request.
 *
 * @param rule the id of the rule it was asked for by
 * @param type what it is, for example {@code oauth-error}
 * @since 0.1
 */
public record FiredFault(String rule, String type) {}
