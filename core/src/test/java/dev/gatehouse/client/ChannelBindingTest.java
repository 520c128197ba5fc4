package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelBindingTest {
  private static KeyPair keys(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private static X509Certificate certificate(KeyPair keys, JcaContentSignerBuilder signer)
      throws Exception {
    Date ever = Date.from(Instant.EPOCH);
    X500Principal name = new X500Principal("CN=server");
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(name, BigInteger.ONE, ever, ever, name, keys.getPublic());
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(signer.build(keys.getPrivate())));
  }

  private static SSLSession session(Certificate... shown) {
    return (SSLSession)
        java.lang.reflect.Proxy.newProxyInstance(
            ChannelBindingTest.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getPeerCertificates");
              if (shown.length == 0) {
                throw new SSLPeerUnverifiedException("nothing shown");
              }
              return shown;
            });
  }

  private static byte[] expected(String hash, X509Certificate certificate) throws Exception {
    byte[] digest = MessageDigest.getInstance(hash).digest(certificate.getEncoded());
    byte[] prefix = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.getInstance("MD5")
        .digest(
            ByteBuffer.allocate(20 + prefix.length + digest.length)
                .put(16, (byte) (prefix.length + digest.length))
                .position(20)
                .put(prefix)
                .put(digest)
                .array());
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, SHA256withRSA, SHA-256",
    "RSA, SHA384withRSA, SHA-384",
    "RSA, SHA512withRSA, SHA-512",
    "EC, SHA384withECDSA, SHA-384",
    "RSA, SHA1withRSA, SHA-256",
    "RSA, MD5withRSA, SHA-256",
    "Ed25519, Ed25519, SHA-256"
  })
  void isOverTheHashOfTheSignature(String key, String signature, String hash) throws Exception {
    X509Certificate server = certificate(keys(key), new JcaContentSignerBuilder(signature));
    assertThat(ChannelBinding.of(session(server))).isEqualTo(expected(hash, server));
  }

  /** The name of the signature does not say which. */
  @ParameterizedTest
  @ValueSource(strings = {"SHA256", "SHA384", "SHA512"})
  void isOverTheHashInTheParametersOfPss(String hash) throws Exception {
    JcaContentSignerBuilder signer =
        new JcaContentSignerBuilder(hash + "withRSAandMGF1")
            .setProvider(new BouncyCastleProvider());
    X509Certificate server = certificate(keys("RSA"), signer);
    assertThat(server.getSigAlgName()).isEqualTo("RSASSA-PSS");
    assertThat(ChannelBinding.of(session(server)))
        .isEqualTo(expected(hash.replace("SHA", "SHA-"), server));
  }

  @Test
  void isOfTheServerAndNotOfWhoStandsAboveIt() throws Exception {
    JcaContentSignerBuilder signer = new JcaContentSignerBuilder("SHA256withECDSA");
    X509Certificate server = certificate(keys("EC"), signer);
    X509Certificate above = certificate(keys("EC"), signer);
    assertThat(ChannelBinding.of(session(server, above))).isEqualTo(expected("SHA-256", server));
  }

  @Test
  void isZeroWhereThereIsNoServerToBindTo() {
    assertThat(ChannelBinding.of(null)).isEqualTo(new byte[16]);
    assertThat(ChannelBinding.of(session())).isEqualTo(new byte[16]);
  }
}
