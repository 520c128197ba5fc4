package dev.gatehouse.conformance.saboteur;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** TLS 1.0 to 1.2, whichever the server likes: what no platform does any more by itself. */
final class OutdatedTls {
  private OutdatedTls() {}

  /** Judges a server's certificates. */
  @FunctionalInterface
  interface Judge {
    void check(X509Certificate[] chain) throws GeneralSecurityException, IOException;
  }

  static Socket over(Socket plain, Judge judge) throws IOException {
    TlsClientProtocol protocol =
        new TlsClientProtocol(plain.getInputStream(), plain.getOutputStream());
    protocol.connect(new Client(judge));
    return new Secured(plain, protocol);
  }

  private static final class Client extends DefaultTlsClient {
    private final Judge judge;

    Client(Judge judge) {
      super(new BcTlsCrypto(new SecureRandom()));
      this.judge = judge;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
          try {
            judge.check(chain(server.getCertificate().getCertificateList()));
          } catch (GeneralSecurityException e) {
            throw new SSLException("the certificate is not trusted", e);
          }
        }

        @Override
        public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
          return null;
        }
      };
    }

    private static X509Certificate[] chain(TlsCertificate[] certificates)
        throws GeneralSecurityException, IOException {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate[] chain = new X509Certificate[certificates.length];
      for (int i = 0; i < chain.length; i++) {
        InputStream der = new ByteArrayInputStream(certificates[i].getEncoded());
        chain[i] = (X509Certificate) factory.generateCertificate(der);
      }
      return chain;
    }
  }

  /** The streams of the protocol in the form of a socket, which the rest of this client reads. */
  private static final class Secured extends Socket {
    private final Socket plain;
    private final TlsClientProtocol protocol;

    Secured(Socket plain, TlsClientProtocol protocol) {
      this.plain = plain;
      this.protocol = protocol;
    }

    @Override
    public InputStream getInputStream() {
      return protocol.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
      return protocol.getOutputStream();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
      plain.setSoTimeout(millis);
    }

    @Override
    public synchronized void close() throws IOException {
      plain.close();
    }
  }
}
