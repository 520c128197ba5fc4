package dev.gatehouse.mock.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsServerProtocol;

/**
 * The server's side of TLS with a flaw that the JDK's own cannot have but in the whole JVM: old
 * versions, which a security property disables, and stapled OCSP responses, which a system property
 * enables. BouncyCastle's does, for one connection at a time.
 */
public final class StreamTls {
  private final TlsFlaw flaw;
  private final ServerCertificate certificate;
  private final Signing authority;

  private StreamTls(TlsFlaw flaw, ServerCertificate certificate, Signing authority) {
    this.flaw = flaw;
    this.certificate = certificate;
    this.authority = authority;
  }

  /** Whether a flaw is one of those. */
  public static boolean has(TlsFlaw flaw) {
    return flaw == TlsFlaw.TLS_1_0 || flaw == TlsFlaw.TLS_1_1 || flaw == TlsFlaw.REVOKED;
  }

  /**
   * A server with a flaw and a certificate of an authority.
   *
   * @param host whom clients ask for
   * @param hosts names and IP addresses
   */
  public static StreamTls of(
      TlsFlaw flaw, CertificateAuthority authority, String host, Set<String> hosts) {
    return new StreamTls(flaw, authority.serverCertificate(flaw, host, hosts), authority.signing());
  }

  /** What a client sends and gets, once the handshake is done. */
  public record Plain(InputStream in, OutputStream out) {}

  /** The client has refused the server by an alert (RFC 8446, section 6.2). */
  public static final class RefusedByAlertException extends IOException {
    private static final long serialVersionUID = 1;

    private final String alert;

    RefusedByAlertException(String alert, IOException cause) {
      super("Received fatal alert: " + alert, cause);
      this.alert = alert;
    }

    /** Its name in the RFC: {@code protocol_version}. */
    public String alert() {
      return alert;
    }
  }

  /**
   * Shakes hands.
   *
   * @throws RefusedByAlertException if the client refuses
   * @throws IOException if the handshake fails
   */
  public Plain accept(InputStream in, OutputStream out) throws IOException {
    TlsServerProtocol protocol = new TlsServerProtocol(in, out);
    try {
      protocol.accept(new FlawedTlsServer(flaw, certificate, authority));
    } catch (TlsFatalAlertReceived e) {
      throw new RefusedByAlertException(AlertDescription.getName(e.getAlertDescription()), e);
    }
    return new Plain(protocol.getInputStream(), protocol.getOutputStream());
  }
}
