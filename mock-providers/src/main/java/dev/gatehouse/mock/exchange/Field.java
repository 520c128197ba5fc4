package dev.gatehouse.mock.exchange;

/**
 * One header field, name in the case it was received or is to be sent.
 *
 * @since 0.1
 */
public record Field(String name, String value) {}
