package dev.gatehouse.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Ties a login to the TLS channel it is sent over, so that nobody can pass it on (RFC 5929, section
 * 4). Written here, since no library at hand has it in its public API.
 */
final class ChannelBinding {
  private static final int HASH_LENGTH = 16;
  private static final String PSS = "RSASSA-PSS";

  /** Four empty fields of addresses come first (RFC 2744, section 3.11). */
  private static final int ADDRESSES = 16;

  private ChannelBinding() {}

  /** The hash that MsvAvChannelBindings carries (MS-NLMP 2.2.2.1); zero outside of TLS. */
  static byte[] of(@Nullable SSLSession session) {
    try {
      if (session == null
          || !(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) {
        return new byte[HASH_LENGTH];
      }
      return MessageDigest.getInstance("MD5").digest(struct(endPoint(certificate)));
    } catch (SSLPeerUnverifiedException e) {
      return new byte[HASH_LENGTH];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has these hashes", e);
    }
  }

  private static byte[] endPoint(X509Certificate certificate) throws GeneralSecurityException {
    byte[] prefix = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
    byte[] hash = MessageDigest.getInstance(hashOf(certificate)).digest(certificate.getEncoded());
    return ByteBuffer.allocate(prefix.length + hash.length).put(prefix).put(hash).array();
  }

  /** The hash of the signature; SHA-256 for MD5, SHA-1 and where there is no single one. */
  private static String hashOf(X509Certificate certificate) throws GeneralSecurityException {
    String signature = certificate.getSigAlgName();
    String name = signature.equals(PSS) ? pssHash(certificate.getSigAlgParams()) : signature;
    String hash = name.toUpperCase(Locale.ROOT).replace("-", "");
    return hash.startsWith("SHA384")
        ? "SHA-384"
        : hash.startsWith("SHA512") ? "SHA-512" : "SHA-256";
  }

  /** Its name does not say, so its parameters do; SHA-1 without any (RFC 4055, section 3.1). */
  private static String pssHash(byte @Nullable [] parameters) throws GeneralSecurityException {
    if (parameters == null) {
      return "SHA-1";
    }
    try {
      AlgorithmParameters read = AlgorithmParameters.getInstance(PSS);
      read.init(parameters);
      return read.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    } catch (IOException e) {
      throw new GeneralSecurityException("the platform has read them before", e);
    }
  }

  /** RFC 4121, section 4.1.1.2. */
  private static byte[] struct(byte[] data) {
    return ByteBuffer.allocate(ADDRESSES + Integer.BYTES + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(ADDRESSES)
        .putInt(data.length)
        .put(data)
        .array();
  }
}
