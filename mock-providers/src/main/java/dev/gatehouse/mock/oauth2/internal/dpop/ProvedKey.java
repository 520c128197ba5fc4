package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.DpopVerifier.Proof;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;

/** The key that a client proves to hold when it asks the authorization server for something. */
public final class ProvedKey {
  private ProvedKey() {}

  /**
   * The thumbprint of the key.
   *
   * @throws OAuth2Refusal if the proof is missing or does not hold (RFC 9449, sections 5 and 8)
   */
  public static String of(ServerRequest http, DpopProofs proofs) throws OAuth2Refusal {
    Proof proof = proofs.verify(http);
    if (proof instanceof Proof.Held held) {
      return held.thumbprint();
    }
    Proof.Failed failed = (Proof.Failed) proof;
    throw new OAuth2Refusal(
        400, failed.error(), failed.description(), "dpop_proof", failed.explanation());
  }
}
