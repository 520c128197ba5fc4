package dev.gatehouse.conformance;

/**
 * One exchange seen while a check ran, for reports; secrets are masked.
 *
 * @param server who was asked: {@code peer 1}, or {@code gatehouse}
 * @param request request line and header lines
 * @param answer what came of it, in one line
 * @since 0.1
 */
public record Exchange(String server, String request, String answer) {}
