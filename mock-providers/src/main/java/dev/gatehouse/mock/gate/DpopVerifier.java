package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which key the sender of a request holds, by the proof in its DPoP field (RFC 9449).
 * Verifiers run on many threads at once.
 *
 * @since 0.1
 */
public interface DpopVerifier {
  /** The algorithms proofs may be signed by, as a challenge lists them (RFC 9449, section 7.1). */
  List<String> algorithms();

  /**
   * Verifies the proof of a request for an API.
   *
   * @param accessToken the token beside it, which the proof must be made for
   */
  Proof verify(ServerRequest request, String accessToken);

  /**
   * What a verifier says to a proof.
   *
   * @since 0.1
   */
  sealed interface Proof {
    /**
     * The proof holds.
     *
     * @param thumbprint of the key that made it (RFC 7638): the {@code jkt} of tokens bound to it
     */
    record Held(String thumbprint) implements Proof {}

    /**
     * The proof is missing, or does not hold.
     *
     * @param reason a stable word for it, in lower case with hyphens: {@code replayed-proof}
     * @param error {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     * @param description for the client, printable US-ASCII without quotation mark and backslash
     * @param explanation for the journal, in words a developer can act on, without any secret
     * @param nonce to be used in the next proof; null when none is asked for
     */
    record Failed(
        String reason, String error, String description, String explanation, @Nullable String nonce)
        implements Proof {}
  }
}
