package dev.gatehouse.client.internal.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 and 1.2 over connected sockets. A handshake that fails is an {@link
 * javax.net.ssl.SSLException} whose message says why, for a person.
 */
public final class Handshakes implements TlsSocketStrategy {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  /** Of a session whose server asked for a client certificate and has answered nothing yet. */
  private static final String UNANSWERED = "dev.gatehouse.unanswered";

  private final SSLContext context;
  private final ClientIdentity identity;
  private final boolean verifyHost;

  /**
   * @param verifyHost whether the server's certificate has to name the host
   * @param trustAll whether any chain of certificates will do
   * @throws GeneralSecurityException if this Java has no TLS, or no trust store that can be read
   */
  public Handshakes(TlsMaterial material, boolean verifyHost, boolean trustAll)
      throws GeneralSecurityException {
    this.identity = new ClientIdentity(material.own());
    this.verifyHost = verifyHost;
    this.context = SSLContext.getInstance("TLS");
    Trust trust = trustAll ? null : Trust.in(material.trusted());
    context.init(
        new KeyManager[] {identity}, new TrustManager[] {new ServerTrust(trust, verifyHost)}, null);
  }

  /** One handshake; the library shows its socket to nobody else. */
  private final class Handshake extends DefaultClientTlsStrategy {
    private @Nullable SSLSocket socket;

    Handshake() {
      super(
          context,
          VERSIONS,
          null,
          SSLBufferMode.STATIC,
          verifyHost ? HostnameVerificationPolicy.BOTH : HostnameVerificationPolicy.CLIENT,
          verifyHost ? new HostNameCheck() : NoopHostnameVerifier.INSTANCE);
    }

    @Override
    protected void initializeSocket(SSLSocket upgraded) {
      socket = upgraded;
    }

    Peer peer() {
      return new Peer(socket != null && identity.isDemandedBy(socket), identity.own());
    }
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String host, int port, Object attachment, HttpContext exchange)
      throws IOException {
    Handshake handshake = new Handshake();
    try {
      SSLSocket secured = handshake.upgrade(socket, host, port, attachment, exchange);
      if (identity.isDemandedBy(secured)) {
        secured.getSession().putValue(UNANSWERED, handshake.peer());
      }
      return secured;
    } catch (IOException e) {
      throw handshake.peer().explained(e);
    }
  }

  /**
   * Explains an error after the handshake: since TLS 1.3 a server judges the client's certificate
   * when the client's side of the handshake is over. Its alert is lost where it closed the
   * connection while the request was still on its way.
   *
   * @param e of TLS, or a loss of the connection
   * @param session of the connection; null without TLS
   * @return the same error when it is none of TLS
   */
  public IOException explained(IOException e, @Nullable SSLSession session) {
    IOException explained = new Peer(true, identity.own()).explained(e);
    return explained == e && session != null && session.getValue(UNANSWERED) instanceof Peer peer
        ? peer.hungUp(e)
        : explained;
  }

  /** The server has answered a request, so that the client's certificate, or none, pleases it. */
  public static void answered(@Nullable SSLSession session) {
    if (session != null) {
      session.removeValue(UNANSWERED);
    }
  }
}
