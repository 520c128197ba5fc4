package dev.gatehouse.client;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/**
 * Compares the host with the certificate's alternative names, and with nothing else: a common name
 * says nothing about hosts (RFC 9525, section 2).
 */
final class HostNameCheck implements HostnameVerifier {
  private final DefaultHostnameVerifier verifier = new DefaultHostnameVerifier();

  @Override
  public boolean verify(String host, SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          && certificate.getSubjectAlternativeNames() != null
          && verifier.verify(host, session);
    } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
      return false;
    }
  }
}
