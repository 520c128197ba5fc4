package dev.gatehouse.mock.tls;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** One version of TLS, with a key of the curve P-256; inherits as the library wants it. */
final class FlawedTlsServer extends DefaultTlsServer {
  private static final SignatureAndHashAlgorithm SHA256_ECDSA =
      new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

  private final TlsFlaw flaw;
  private final ServerCertificate certificate;
  private final Signing authority;

  FlawedTlsServer(TlsFlaw flaw, ServerCertificate certificate, Signing authority) {
    super(new BcTlsCrypto(new SecureRandom()));
    this.flaw = flaw;
    this.certificate = certificate;
    this.authority = authority;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return switch (flaw) {
      case TLS_1_0 -> ProtocolVersion.TLSv10.only();
      case TLS_1_1 -> ProtocolVersion.TLSv11.only();
      default -> ProtocolVersion.TLSv12.only();
    };
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return flaw == TlsFlaw.REVOKED
        ? new int[] {
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        }
        : new int[] {
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
        };
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    BcTlsCrypto crypto = (BcTlsCrypto) getCrypto();
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        PrivateKeyFactory.createKey(certificate.key().getEncoded()),
        chain(crypto),
        flaw == TlsFlaw.REVOKED ? SHA256_ECDSA : null); // before TLS 1.2 there is no choice
  }

  private Certificate chain(BcTlsCrypto crypto) throws IOException {
    List<X509Certificate> all = certificate.chain();
    TlsCertificate[] chain = new TlsCertificate[all.size()];
    for (int i = 0; i < chain.length; i++) {
      try {
        chain[i] = crypto.createCertificate(all.get(i).getEncoded());
      } catch (CertificateEncodingException e) {
        throw new IOException(e);
      }
    }
    return new Certificate(chain);
  }

  /** For those who ask for it (RFC 6066, section 8). */
  @Override
  public @Nullable CertificateStatus getCertificateStatus() {
    return flaw == TlsFlaw.REVOKED
        ? new CertificateStatus(
            CertificateStatusType.ocsp,
            Revocation.of(certificate.chain().get(0), certificate.chain().get(1), authority))
        : null;
  }
}
