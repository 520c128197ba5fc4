package dev.gatehouse.client.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a server is trusted: the platform first, then the rules it lacks. What is refused
 * is explained by looking at the chain the server sent. Certificates are judged by the real time,
 * wherever a test's clock stands.
 */
final class ServerTrust extends X509ExtendedTrustManager {
  private final @Nullable Trust trust;
  private final boolean verifyHost;

  /**
   * @param trust null when any chain will do
   */
  ServerTrust(@Nullable Trust trust, boolean verifyHost) {
    this.trust = trust;
    this.verifyHost = verifyHost;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, Socket socket)
      throws CertificateException {
    SSLSession session = ((SSLSocket) socket).getHandshakeSession();
    if (trust != null) {
      checkChain(trust, sent, authType, (SSLSocket) socket, session);
    }
    List<String> wrong = host(session.getPeerHost(), sent[0]);
    if (!wrong.isEmpty()) {
      throw new UntrustedServerException(wrong, null);
    }
  }

  private void checkChain(
      Trust trusted, X509Certificate[] sent, String authType, SSLSocket socket, SSLSession session)
      throws CertificateException {
    ServerChain chain = ServerChain.of(sent, trusted);
    List<String> wrong = new ArrayList<>();
    CertificateException refusal = null;
    try {
      trusted.platform().checkServerTrusted(sent, authType, socket);
      wrong.addAll(chain.weaknesses());
    } catch (CertificateException e) {
      refusal = e;
      wrong.addAll(chain.problems(Instant.now()));
    }
    if (session instanceof ExtendedSSLSession extended) {
      StapledAnswer.problem(chain, trusted, extended.getStatusResponses()).ifPresent(wrong::add);
    }
    wrong.addAll(host(session.getPeerHost(), sent[0]));
    if (wrong.isEmpty() && refusal != null) {
      wrong.add("the server's certificate is not trusted: " + Shown.text(refusal.getMessage()));
    }
    if (!wrong.isEmpty()) {
      throw new UntrustedServerException(wrong, refusal);
    }
  }

  private List<String> host(String host, X509Certificate own) {
    return verifyHost ? HostNameCheck.problem(host, own).stream().toList() : List.of();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust == null ? new X509Certificate[0] : trust.platform().getAcceptedIssuers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("connections are sockets here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType)
      throws CertificateException {
    throw new CertificateException("a server is judged with its host name");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(sent, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(sent, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType)
      throws CertificateException {
    throw new CertificateException("this side is the client");
  }
}
