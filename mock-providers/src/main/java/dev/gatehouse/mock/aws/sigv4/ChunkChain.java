package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.ServerRequest;

/**
 * The chain of a body's signatures: each chunk's is over that of the chunk before it, the first
 * one's over that of the request, the trailer's over that of the last chunk (AWS documentation:
 * "Transferring payload in multiple chunks", "Including trailing headers").
 */
final class ChunkChain {
  private final Claim claim;
  private final Signer signer;
  private final SigningInput input;
  private final ServerRequest request;
  private String previous;

  /**
   * A chain.
   *
   * @param claim of the request, whose own signature holds
   * @param input of the request, for whoever is refused
   */
  ChunkChain(Claim claim, Signer signer, SigningInput input, ServerRequest request) {
    this.claim = claim;
    this.signer = signer;
    this.input = input;
    this.request = request;
    this.previous = claim.signature();
  }

  /**
   * The signature of the next chunk.
   *
   * @param number of the chunk, from 1
   */
  void requireChunk(String hash, String signature, long number) throws RefusedSignature {
    require(
        "PAYLOAD",
        Sha256.EMPTY + '\n' + hash,
        signature,
        "the signature of chunk "
            + number
            + " does not hold: the chunk, its place in the order or a signature before it is not"
            + " what was signed");
  }

  /** The signature of the trailer, its fields each with a line end. */
  void requireTrailer(String fields, String signature) throws RefusedSignature {
    require(
        "TRAILER",
        Sha256.hex(fields),
        signature,
        "the signature of the trailer does not hold: its fields or the chunks before it are not"
            + " what was signed");
  }

  private void require(String what, String signed, String signature, String explanation)
      throws RefusedSignature {
    String toSign =
        claim.algorithm().id()
            + '-'
            + what
            + '\n'
            + claim.timestamp()
            + '\n'
            + claim.scope().text()
            + '\n'
            + previous
            + '\n'
            + signed;
    if (!signer.verifies(toSign, signature)) {
      throw new RefusedSignature(
          Diagnosis.told(claim, signature, input, request, toSign, explanation));
    }
    previous = signature;
  }
}
