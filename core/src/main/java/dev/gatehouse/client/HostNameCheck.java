package dev.gatehouse.client;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Compares the host with the certificate's alternative names, and with nothing else: a common name
 * says nothing about hosts (RFC 9525, section 2).
 */
final class HostNameCheck implements HostnameVerifier {
  /** Kinds of alternative names (RFC 5280, section 4.2.1.6). */
  private static final Integer DNS = 2;

  private static final Integer ADDRESS = 7;

  private final DefaultHostnameVerifier verifier = new DefaultHostnameVerifier();

  @Override
  public boolean verify(String host, SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          && hasNameLike(host, certificate)
          && verifier.verify(host, session);
    } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
      return false;
    }
  }

  /**
   * Whether there is one of the host's own kind, without which the library takes the common name.
   */
  private static boolean hasNameLike(String host, X509Certificate certificate)
      throws CertificateParsingException {
    Integer kind =
        InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host) || host.startsWith("[")
            ? ADDRESS
            : DNS;
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names != null && names.stream().anyMatch(name -> name.get(0).equals(kind));
  }
}
