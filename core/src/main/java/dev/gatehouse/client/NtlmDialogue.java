package dev.gatehouse.client;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * The three messages of NTLM on one connection (MS-NTHT 4.1): the first comes with an empty body,
 * the last with the real one.
 *
 * @param request for messages
 */
record NtlmDialogue(NtlmIdentity identity, NtlmSide side, InstantSource clock, String request) {

  /**
   * Logs the connection in and sends the request, once.
   *
   * @param hasBody whether the request has one that the first message left out
   * @return the answer to the request: one that refuses the login too, as there is no second try
   * @throws NtlmHandshakeException if the second message is malformed
   * @throws LostHandshakeException if the connection is gone before the third message was written
   */
  ClassicHttpResponse login(Leg leg, Line line, byte[] bindings, boolean hasBody)
      throws IOException {
    byte[] negotiate = identity.negotiate();
    ClassicHttpResponse first = first(leg, side.field(negotiate));
    if (!side.isAskedBy(first)) {
      return hasBody && !isRedirect(first) ? again(leg, line, first) : first;
    }
    Optional<String> challenge = side.offer(first).filter(message -> !message.isEmpty());
    if (challenge.isEmpty()) {
      return first;
    }
    byte[] proof = proof(negotiate, challenge.get(), bindings);
    line.skip(first);
    if (!line.isReusable()) {
      throw new LostHandshakeException(
          "the " + side + " closed the connection after its NTLM challenge");
    }
    return leg.send(List.of(side.field(proof)), true);
  }

  private ClassicHttpResponse first(Leg leg, Headers.Field negotiate) throws IOException {
    try {
      return leg.send(List.of(negotiate), false);
    } catch (IOException e) {
      throw LostHandshakeException.isLoss(e)
          ? new LostHandshakeException("the " + side + " closed the connection without an answer")
          : e;
    }
  }

  /** A server that wants no login got an empty body so far; a redirect will be followed with it. */
  private static ClassicHttpResponse again(Leg leg, Line line, ClassicHttpResponse first)
      throws IOException {
    line.skip(first);
    if (!line.isReusable()) {
      throw new LostHandshakeException("the connection was closed before the body was sent");
    }
    return leg.sendWhole();
  }

  private static boolean isRedirect(ClassicHttpResponse answer) {
    return answer.getCode() / 100 == 3;
  }

  private byte[] proof(byte[] negotiate, String challenge, byte[] bindings) {
    try {
      return identity.authenticate(
          negotiate, Base64.getDecoder().decode(challenge), bindings, clock.instant());
    } catch (IllegalArgumentException e) {
      throw malformed("it is not Base64");
    } catch (InvalidChallengeException e) {
      throw malformed(e.getMessage());
    }
  }

  private NtlmHandshakeException malformed(String problem) {
    return new NtlmHandshakeException(
        request + ": the " + side + "'s NTLM challenge (Type 2) is malformed: " + problem);
  }
}
