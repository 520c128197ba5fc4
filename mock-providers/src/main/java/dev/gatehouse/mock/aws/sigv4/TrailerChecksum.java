package dev.gatehouse.mock.aws.sigv4;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksum that follows a body, over what was decoded (AWS documentation: "Checking object
 * integrity").
 */
sealed interface TrailerChecksum {
  /** What every field that carries one starts with. */
  String PREFIX = "x-amz-checksum-";

  void update(byte[] buffer, int length);

  /** Big-endian. */
  byte[] value();

  /**
   * The checksum of a field.
   *
   * @param field its name, or empty for none
   */
  static TrailerChecksum of(String field) throws RefusedSignature {
    return switch (field) {
      case "" -> new None();
      case PREFIX + "crc32" -> new Crc(new CRC32(), Integer.BYTES);
      case PREFIX + "crc32c" -> new Crc(new CRC32C(), Integer.BYTES);
      case PREFIX + "crc64nvme" -> new Crc(new Crc64Nvme(), Long.BYTES);
      case PREFIX + "sha1" -> new Digest(digest("SHA-1"));
      case PREFIX + "sha256" -> new Digest(digest("SHA-256"));
      case PREFIX + "sha512" -> new Digest(digest("SHA-512"));
      case PREFIX + "md5" -> new Digest(digest("MD5"));
      default ->
          throw ChunkFaults.invalid(
              "The value specified in the x-amz-trailer header is not supported",
              "x-amz-trailer announces "
                  + ReadHeaderClaim.shortened(field)
                  + "; it may announce "
                  + PREFIX
                  + " with crc32, crc32c, crc64nvme, sha1, sha256, sha512 or md5");
    };
  }

  /** Compares it with what the trailer says. */
  default void require(String field, String claimed) throws RefusedSignature {
    byte[] value = value();
    String right = Base64.getEncoder().encodeToString(value);
    if (right.equals(claimed)) {
      return;
    }
    String explanation =
        "the trailer's "
            + field
            + " is "
            + ReadHeaderClaim.shortened(claimed)
            + "; that of the body is "
            + right;
    if (isOfSize(claimed, value.length)) {
      throw ChunkFaults.badDigest(
          field.substring(PREFIX.length()).toUpperCase(Locale.ROOT), explanation);
    }
    throw ChunkFaults.invalid("Value for " + field + " trailing header is invalid.", explanation);
  }

  private static boolean isOfSize(String claimed, int size) {
    try {
      return Base64.getDecoder().decode(claimed).length == size;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /** No checksum was announced. */
  record None() implements TrailerChecksum {
    @Override
    public void update(byte[] buffer, int length) {}

    @Override
    public byte[] value() {
      return new byte[0];
    }
  }

  /** A cyclic redundancy check of so many bytes. */
  record Crc(Checksum checksum, int size) implements TrailerChecksum {
    @Override
    public void update(byte[] buffer, int length) {
      checksum.update(buffer, 0, length);
    }

    @Override
    public byte[] value() {
      ByteBuffer value = ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue());
      byte[] low = new byte[size];
      value.position(Long.BYTES - size).get(low);
      return low;
    }
  }

  /** A hash. */
  record Digest(MessageDigest digest) implements TrailerChecksum {
    @Override
    public void update(byte[] buffer, int length) {
      digest.update(buffer, 0, length);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
