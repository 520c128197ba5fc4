package dev.gatehouse.mock.ntlm;

import java.util.List;

/**
 * How a gate carries NTLM over HTTP. Starts as IIS does with Windows authentication by NTLM.
 *
 * @param handshake what is demanded of the messages
 * @param schemes that are offered and taken, in their order
 * @param everyRequest whether each request has to log in, as IIS does with {@code
 *     authPersistSingleRequest}
 * @param closeAfterChallenge whether the connection ends with the Type 2, so that no client can log
 *     in that does not notice: a server that is wrong on purpose
 * @since 0.1
 */
public record NtlmGateSettings(
    NtlmSettings handshake,
    List<NtlmScheme> schemes,
    boolean everyRequest,
    boolean closeAfterChallenge) {
  /**
   * @throws IllegalArgumentException if there is no scheme
   */
  public NtlmGateSettings {
    schemes = List.copyOf(schemes);
    if (schemes.isEmpty()) {
      throw new IllegalArgumentException("schemes: at least one is needed");
    }
  }

  /** The scheme NTLM, once for each connection. */
  public static NtlmGateSettings of(NtlmSettings handshake) {
    return new NtlmGateSettings(handshake, List.of(NtlmScheme.NTLM), false, false);
  }

  /** The same with other demands on the messages. */
  public NtlmGateSettings withHandshake(NtlmSettings other) {
    return new NtlmGateSettings(other, schemes, everyRequest, closeAfterChallenge);
  }

  /** The same with these schemes. */
  public NtlmGateSettings withSchemes(NtlmScheme... others) {
    return new NtlmGateSettings(handshake, List.of(others), everyRequest, closeAfterChallenge);
  }

  /** The same with a login for each request, or for each connection. */
  public NtlmGateSettings withEveryRequest(boolean each) {
    return new NtlmGateSettings(handshake, schemes, each, closeAfterChallenge);
  }

  /** The same with the connection ended after the Type 2, or kept. */
  public NtlmGateSettings withCloseAfterChallenge(boolean close) {
    return new NtlmGateSettings(handshake, schemes, everyRequest, close);
  }
}
