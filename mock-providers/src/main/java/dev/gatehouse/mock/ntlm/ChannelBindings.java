package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.crypto.Digests;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ties a login to the TLS connection it came over: the MD5 of a {@code
 * gss_channel_bindings_struct} (MS-NLMP 2.2.2.1, {@code MsvAvChannelBindings}).
 *
 * @since 0.1
 */
public final class ChannelBindings {
  private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
  private static final int NO_ADDRESSES = 16;
  private static final String PSS = "RSASSA-PSS";
  private static final Pattern STRONGER = Pattern.compile("SHA-?(384|512)");

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
    try {
      byte[] hash =
          MessageDigest.getInstance(hashOf(serverCertificate))
              .digest(serverCertificate.getEncoded());
      return ofApplicationData(
          ByteBuffer.allocate(PREFIX.length + hash.length).put(PREFIX).put(hash).array());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e); // every JDK has them, and it was read from its encoding
    }
  }

  private static String hashOf(X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (signature.equals(PSS) && certificate.getSigAlgParams() != null) {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
      parameters.init(certificate.getSigAlgParams());
      signature = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    }
    Matcher strong = STRONGER.matcher(signature);
    return strong.lookingAt() ? "SHA-" + strong.group(1) : "SHA-256";
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
