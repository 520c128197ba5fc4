package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.crypto.Digests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * What ties a login to the TLS connection it came over: the MD5 of a {@code
 * gss_channel_bindings_struct} (MS-NLMP 2.2.2.1, {@code MsvAvChannelBindings}).
 *
 * @since 0.1
 */
public final class ChannelBindings {
  private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
  private static final int NO_ADDRESSES = 16;

  private final byte[] hash;

  private ChannelBindings(byte[] hash) {
    this.hash = hash;
  }

  /**
   * Those of a connection on which the server has shown this certificate: {@code
   * tls-server-end-point}, over its hash by the algorithm it is signed with, or by SHA-256 where
   * that is MD5, SHA-1 or none (RFC 5929, section 4.1).
   */
  public static ChannelBindings of(X509Certificate serverCertificate) {
    String signature = serverCertificate.getSigAlgName().toUpperCase(Locale.ROOT);
    String algorithm =
        signature.startsWith("SHA384WITH")
            ? "SHA-384"
            : signature.startsWith("SHA512WITH") ? "SHA-512" : "SHA-256";
    try {
      byte[] hash = MessageDigest.getInstance(algorithm).digest(serverCertificate.getEncoded());
      return ofApplicationData(
          ByteBuffer.allocate(PREFIX.length + hash.length).put(PREFIX).put(hash).array());
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException(e); // every JDK has them, and it was read from its encoding
    }
  }

  /** Those over application data as it is (RFC 2744, section 3.11); addresses are left out. */
  public static ChannelBindings ofApplicationData(byte[] applicationData) {
    byte[] struct =
        ByteBuffer.allocate(NO_ADDRESSES + 4 + applicationData.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(NO_ADDRESSES)
            .putInt(applicationData.length)
            .put(applicationData)
            .array();
    return new ChannelBindings(Digests.md5(struct));
  }

  /** The sixteen bytes. */
  public byte[] hash() {
    return hash.clone();
  }
}
