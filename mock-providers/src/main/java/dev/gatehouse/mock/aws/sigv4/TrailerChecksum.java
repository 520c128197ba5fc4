package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.ChunkCode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that follows a body, over what was decoded (AWS documentation: "Checking object
 * integrity").
 */
final class TrailerChecksum {
  private static final String PREFIX = "x-amz-checksum-";

  private final String field;
  private final @Nullable Checksum crc;
  private final @Nullable MessageDigest digest;

  private TrailerChecksum(String field, @Nullable Checksum crc, @Nullable MessageDigest digest) {
    this.field = field;
    this.crc = crc;
    this.digest = digest;
  }

  /** The first checksum announced; one that is not known here is refused. */
  static TrailerChecksum of(List<String> announced) throws RefusedSignature {
    for (String name : announced) {
      if (name.startsWith(PREFIX)) {
        return switch (name.substring(PREFIX.length())) {
          case "crc32" -> new TrailerChecksum(name, new CRC32(), null);
          case "crc32c" -> new TrailerChecksum(name, new CRC32C(), null);
          case "crc64nvme" -> new TrailerChecksum(name, new Crc64Nvme(), null);
          case "sha1" -> new TrailerChecksum(name, null, digest("SHA-1"));
          case "sha256" -> new TrailerChecksum(name, null, digest("SHA-256"));
          default ->
              throw ChunkedBody.bad(
                  ChunkCode.InvalidChunk,
                  "x-amz-trailer announces a checksum unknown here; there are crc32, crc32c,"
                      + " crc64nvme, sha1 and sha256");
        };
      }
    }
    return new TrailerChecksum("", null, null);
  }

  void update(byte[] buffer, int length) {
    if (crc != null) {
      crc.update(buffer, 0, length);
    }
    if (digest != null) {
      digest.update(buffer, 0, length);
    }
  }

  void check(Map<String, String> trailer) throws RefusedSignature {
    if (field.isEmpty()) {
      return;
    }
    String right = Base64.getEncoder().encodeToString(value());
    if (!right.equals(trailer.get(field))) {
      throw ChunkedBody.bad(
          ChunkCode.BadDigest,
          "the trailer's " + field + " is not that of the payload; right is " + right);
    }
  }

  private byte[] value() {
    if (digest != null) {
      return digest.digest();
    }
    long value = crc == null ? 0 : crc.getValue();
    return crc instanceof Crc64Nvme
        ? ByteBuffer.allocate(8).putLong(value).array()
        : ByteBuffer.allocate(4).putInt((int) value).array();
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
