package dev.gatehouse.mock.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Has the handshake fail without a client certificate that is trusted.
 *
 * <p>It names no authorities, as a client with a certificate of another one would then keep it back
 * (RFC 8446, section 4.2.4), and nobody could say what is wrong with it.
 */
final class TrustedClient extends X509ExtendedTrustManager {
  private final ClientTrust trust;

  TrustedClient(ClientTrust trust) {
    this.trust = trust;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    Optional<ClientTrust.Problem> problem = trust.problem(List.of(chain));
    if (problem.isPresent()) {
      throw new CertificateException(problem.get().explanation());
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw neverAsked();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw neverAsked();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw neverAsked();
  }

  private static IllegalStateException neverAsked() {
    return new IllegalStateException("a server has no servers to trust");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
