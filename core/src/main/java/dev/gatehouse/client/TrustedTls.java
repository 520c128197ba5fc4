package dev.gatehouse.client;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS that trusts what a connection says and always checks the host name. The platform's trust
 * store is read on the first handshake, not when a connection opens.
 */
final class TrustedTls implements TlsSocketStrategy {
  private final Collection<? extends Certificate> certificates;
  private @Nullable TlsSocketStrategy strategy;

  private TrustedTls(Collection<? extends Certificate> certificates) {
    this.certificates = certificates;
  }

  /** Of a connection: what it trusts and what it shows. */
  static TrustedTls of(Connection connection) {
    return of(connection.tls());
  }

  /** What the platform trusts, and no client certificate. */
  static TrustedTls ofPlatform() {
    return of(Tls.PLATFORM);
  }

  /** Reads the certificates to trust; none means the platform's. */
  private static TrustedTls of(Tls tls) {
    if (tls.certificate() != null || tls.privateKey() != null) {
      throw new UnsupportedSettingException(
          "tls.certificate", "a client certificate is not supported yet");
    }
    return new TrustedTls(tls.caCertificates() == null ? List.of() : read(tls.caCertificates()));
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String host, int port, Object attachment, HttpContext context)
      throws IOException {
    return strategy().upgrade(socket, host, port, attachment, context);
  }

  private synchronized TlsSocketStrategy strategy() throws IOException {
    if (strategy == null) {
      try {
        strategy =
            new DefaultClientTlsStrategy(
                context(), HostnameVerificationPolicy.BOTH, new HostNameCheck());
      } catch (GeneralSecurityException e) {
        throw new IOException("TLS is not available here", e);
      }
    }
    return strategy;
  }

  private SSLContext context() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    if (certificates.isEmpty()) {
      context.init(null, null, null);
      return context;
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      trusted.setCertificateEntry("ca" + number++, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static Collection<? extends Certificate> read(String pemOrPath) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(pemOrPath)));
      if (certificates.isEmpty()) {
        throw wrong("it holds no certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw wrong("it is not a PEM text of X.509 certificates");
    }
  }

  private static byte[] bytes(String pemOrPath) {
    if (pemOrPath.contains("-----BEGIN")) {
      return pemOrPath.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Files.readAllBytes(Path.of(pemOrPath.strip()));
    } catch (IOException | InvalidPathException e) {
      throw wrong("it is neither PEM text nor a file that can be read");
    }
  }

  private static InvalidSettingException wrong(String problem) {
    return new InvalidSettingException("tls.caCertificates", problem);
  }
}
