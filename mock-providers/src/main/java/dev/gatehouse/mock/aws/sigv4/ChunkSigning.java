package dev.gatehouse.mock.aws.sigv4;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a body in chunks is signed (AWS documentation: "Signature calculations for the authorization
 * header: transferring payload in multiple chunks").
 */
enum ChunkSigning {
  SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", true, false, Algorithm.V4),
  SIGNED_WITH_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true, true, Algorithm.V4),
  SIGNED_V4A("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", true, false, Algorithm.V4A),
  SIGNED_V4A_WITH_TRAILER(
      "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", true, true, Algorithm.V4A),
  UNSIGNED_WITH_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER", false, true, Algorithm.V4);

  private final String id;
  private final boolean signed;
  private final boolean trailer;
  private final Algorithm algorithm;

  ChunkSigning(String id, boolean signed, boolean trailer, Algorithm algorithm) {
    this.id = id;
    this.signed = signed;
    this.trailer = trailer;
    this.algorithm = algorithm;
  }

  static Optional<ChunkSigning> of(String id) {
    return Arrays.stream(values()).filter(mode -> mode.id.equals(id)).findFirst();
  }

  /** As requests name them. */
  static Stream<String> ids() {
    return Arrays.stream(values()).map(mode -> mode.id);
  }

  /** Whether each chunk has a signature. */
  boolean signed() {
    return signed;
  }

  /** Whether header fields follow the last chunk. */
  boolean trailer() {
    return trailer;
  }

  /** By what each chunk is signed. */
  Algorithm algorithm() {
    return algorithm;
  }
}
