package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.ContentMismatch;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

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
          : new Payload(Sha256.hex(request.content()), Optional.empty());
    }
    String text = named.get(0);
    Optional<ChunkSigning> chunks = ChunkSigning.of(text);
    boolean s3 = style == ServiceStyle.S3;
    boolean taken =
        chunks.isPresent()
            ? s3 && (chunks.get().signed() || unsignedAllowed)
            : text.equals(UNSIGNED) && unsignedAllowed;
    if (taken) {
      if (chunks.isPresent()) {
        requireAlgorithm(chunks.get(), claim);
      }
      return new Payload(text, chunks);
    }
    if (s3 && chunks.isEmpty() && !text.equals(UNSIGNED) && !HASH.matcher(text).matches()) {
      throw unknown(text);
    }
    String computed = Sha256.hex(request.content());
    if (!text.equals(computed)) {
      throw new RefusedSignature(
          new ContentMismatch(
              ReadHeaderClaim.shortened(text), computed, explanation(text, chunks, s3, computed)));
    }
    return new Payload(text, Optional.empty());
  }

  private static String explanation(
      String text, Optional<ChunkSigning> chunks, boolean s3, String computed) {
    if (chunks.isPresent() && !s3) {
      return "x-amz-content-sha256 is "
          + text
          + ", but only Amazon S3 takes bodies in chunks of their own; the hash of the body is"
          + " right: "
          + computed;
    }
    if (chunks.isPresent() || text.equals(UNSIGNED)) {
      return "x-amz-content-sha256 is "
          + text
          + ", but this service does not take bodies that are not signed; the hash of the body is"
          + " right: "
          + computed;
    }
    return "x-amz-content-sha256 is not the hash of the body that arrived"
        + (text.equals(Sha256.EMPTY) ? ", but that of an empty one" : "")
        + "; right is "
        + computed;
  }

  /** Neither a hash nor any of the words (AWS documentation of Amazon S3: "Error responses"). */
  private static RefusedSignature unknown(String text) {
    String words =
        Stream.concat(Stream.of(UNSIGNED), ChunkSigning.ids()).collect(Collectors.joining(", "));
    String message = "x-amz-content-sha256 must be " + words + " or a valid sha256 value.";
    return ChunkFaults.invalidArgument(
        "x-amz-content-sha256",
        ReadHeaderClaim.shortened(text),
        message,
        message + " It is " + ReadHeaderClaim.shortened(text));
  }

  private static void requireAlgorithm(ChunkSigning mode, Claim claim) throws RefusedSignature {
    if (mode.signed() && mode.algorithm() != claim.algorithm()) {
      throw incomplete(
          "x-amz-content-sha256 names another algorithm than the Authorization header");
    }
  }

  private static RefusedSignature incomplete(String message) {
    return new RefusedSignature(new Incomplete(message, message));
  }
}
