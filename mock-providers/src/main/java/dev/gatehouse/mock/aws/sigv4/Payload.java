package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.ContentMismatch;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * What of the body is signed: its hash, a word that says it is not, or one that says it comes in
 * chunks with signatures of their own.
 *
 * @param text the last line of the canonical request
 * @param chunks how the chunks are signed; empty when there are none
 */
record Payload(String text, Optional<ChunkSigning> chunks) {
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String HEADER = "X-Amz-Content-Sha256";

  /**
   * Reads and checks it.
   *
   * @param style Amazon S3 wants the hash in a header; other services make it themselves
   * @param unsignedAllowed whether the body may go unsigned
   */
  static Payload of(ServerRequest request, Claim claim, ServiceStyle style, boolean unsignedAllowed)
      throws RefusedSignature {
    List<String> named = request.headers(HEADER);
    if (named.size() > 1) {
      throw incomplete("the header " + HEADER + " is there " + named.size() + " times");
    }
    if (named.isEmpty()) {
      if (style == ServiceStyle.S3 && claim.place() == Claim.Place.HEADER) {
        throw incomplete("Missing required header for this request: x-amz-content-sha256");
      }
      return style == ServiceStyle.S3
          ? new Payload(UNSIGNED, Optional.empty())
          : new Payload(Sha256.hex(request.body()), Optional.empty());
    }
    String text = named.get(0);
    Optional<ChunkSigning> chunks = ChunkSigning.of(text);
    if (chunks.isPresent() || (text.equals(UNSIGNED) && unsignedAllowed)) {
      return new Payload(text, chunks);
    }
    String computed = Sha256.hex(request.body());
    if (!text.equals(computed)) {
      throw new RefusedSignature(
          new ContentMismatch(
              ReadHeaderClaim.shortened(text),
              computed,
              text.equals(UNSIGNED)
                  ? "x-amz-content-sha256 is UNSIGNED-PAYLOAD, which this service does not take;"
                      + " the hash of the body is right: "
                      + computed
                  : "x-amz-content-sha256 is not the hash of the body that arrived"
                      + (text.equals(Sha256.EMPTY) ? ", but that of an empty one" : "")
                      + "; right is "
                      + computed));
    }
    return new Payload(text, Optional.empty());
  }

  private static RefusedSignature incomplete(String message) {
    return new RefusedSignature(new Incomplete(message, message));
  }
}
