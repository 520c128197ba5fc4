package dev.gatehouse.conformance.peer;

import java.io.IOException;
import java.net.Socket;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * TLS in one version before 1.2 and no other, which the platform does not speak any more.
 *
 * @param version such as {@link ProtocolVersion#TLSv10}
 * @param chain of certificates, the server's own first
 * @param key of that one, on an elliptic curve
 */
record OneVersionLayer(ProtocolVersion version, List<X509Certificate> chain, PrivateKey key)
    implements Layer {
  @Override
  public Streams over(Socket socket) throws IOException {
    TlsServerProtocol protocol =
        new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
    protocol.accept(new Server(this, new BcTlsCrypto(new SecureRandom())));
    return new Streams(protocol.getInputStream(), protocol.getOutputStream());
  }

  private static final class Server extends DefaultTlsServer {
    private final OneVersionLayer layer;
    private final BcTlsCrypto crypto;

    Server(OneVersionLayer layer, BcTlsCrypto crypto) {
      super(crypto);
      this.layer = layer;
      this.crypto = crypto;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return layer.version().only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
      };
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
      TlsCertificate[] certificates = new TlsCertificate[layer.chain().size()];
      for (int i = 0; i < certificates.length; i++) {
        certificates[i] = crypto.createCertificate(encoded(layer.chain().get(i)));
      }
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(layer.key().getEncoded());
      return new BcDefaultTlsCredentialedSigner(
          new TlsCryptoParameters(context), crypto, key, new Certificate(certificates), null);
    }

    private static byte[] encoded(X509Certificate certificate) throws IOException {
      try {
        return certificate.getEncoded();
      } catch (CertificateEncodingException e) {
        throw new IOException(e);
      }
    }
  }
}
