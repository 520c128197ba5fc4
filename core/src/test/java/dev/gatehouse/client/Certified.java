package dev.gatehouse.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate made to order, with its key.
 *
 * @param chain the certificate itself first
 */
record Certified(KeyPair keys, List<X509Certificate> chain) {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  X509Certificate certificate() {
    return chain.get(0);
  }

  PrivateKey key() {
    return keys.getPrivate();
  }

  /** The certificate, without its chain. */
  String pem() {
    return pem(chain.subList(0, 1));
  }

  static String pem(List<X509Certificate> certificates) {
    try {
      StringBuilder pem = new StringBuilder();
      for (X509Certificate certificate : certificates) {
        pem.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      return pem.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key as PKCS#8. */
  String keyPem() {
    return pem("PRIVATE KEY", key().getEncoded());
  }

  static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** A store with the key and its chain. */
  KeyStore store(String type, String alias, String passphrase) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setKeyEntry(
        alias, key(), passphrase.toCharArray(), chain.toArray(X509Certificate[]::new));
    return store;
  }

  /** The same, leaving the issuer out of the chain. */
  Certified withoutIssuer() {
    return new Certified(keys, chain.subList(0, 1));
  }

  /** A context for a server that shows this certificate. */
  SSLContext context(TrustManager... clients) throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(store("PKCS12", "server", "x"), "x".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), clients, null);
    return context;
  }

  /** A listening TLS socket that shows this certificate. */
  SSLServerSocket listening(TrustManager... clients) throws Exception {
    ServerSocket socket =
        context(clients)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    return (SSLServerSocket) socket;
  }

  static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Order order(String subject) {
    return new Order(subject);
  }

  /** A CA that signs itself. */
  static Certified authority(String subject) {
    return order(subject).ca(3).selfSigned();
  }

  /**
   * What a certificate is to say; made for a server of the loopback address unless told otherwise.
   */
  static final class Order {
    private final String subject;
    private KeyPair keys = Certified.keys("EC", 256);
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant until = Instant.now().plus(Duration.ofDays(1));
    private @Nullable String signature;
    private int pathLength = -1;
    private List<GeneralName> names = List.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    private @Nullable KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;
    private int usage = KeyUsage.digitalSignature;

    private Order(String subject) {
      this.subject = subject;
    }

    Order keys(KeyPair given) {
      keys = given;
      return this;
    }

    Order from(Instant instant) {
      from = instant;
      return this;
    }

    Order until(Instant instant) {
      until = instant;
      return this;
    }

    Order signedWith(String algorithm) {
      signature = algorithm;
      return this;
    }

    Order ca(int longestPath) {
      pathLength = longestPath;
      purpose = null;
      usage = KeyUsage.keyCertSign;
      names = List.of();
      return this;
    }

    Order names(String... hosts) {
      names = new ArrayList<>();
      for (String host : hosts) {
        boolean address = host.matches("[0-9.]+|.*:.*");
        names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
      }
      return this;
    }

    Order purpose(KeyPurposeId id) {
      purpose = id;
      return this;
    }

    Order usage(int bits) {
      usage = bits;
      return this;
    }

    Certified selfSigned() {
      return signed(subject, keys, List.of());
    }

    Certified signedBy(Certified issuer) {
      return signed(
          issuer.certificate().getSubjectX500Principal().getName(), issuer.keys(), issuer.chain());
    }

    private Certified signed(String issuer, KeyPair signer, List<X509Certificate> above) {
      try {
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                new X500Principal(issuer),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(until),
                new X500Principal(subject),
                keys.getPublic());
        builder.addExtension(
            Extension.basicConstraints,
            true,
            pathLength < 0 ? new BasicConstraints(false) : new BasicConstraints(pathLength));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (purpose != null) {
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
        if (!names.isEmpty()) {
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(names.toArray(GeneralName[]::new)));
        }
        String algorithm =
            signature != null
                ? signature
                : switch (signer.getPrivate().getAlgorithm()) {
                  case "EC" -> "SHA256withECDSA";
                  case "EdDSA" -> "Ed25519";
                  default -> "SHA256withRSA";
                };
        X509Certificate certificate =
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(above);
        return new Certified(keys, List.copyOf(chain));
      } catch (GeneralSecurityException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
