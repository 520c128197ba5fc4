package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that are trusted. */
final class Anchors {
  private Anchors() {}

  /**
   * @param caCertificates PEM, or the path of a file of it; null for the platform's own
   */
  static Set<X509Certificate> of(@Nullable String caCertificates) {
    try {
      return caCertificates == null ? ofThePlatform() : read(caCertificates);
    } catch (GeneralSecurityException | IOException e) {
      throw new Failure(Kind.REFUSED, "tls.caCertificates cannot be read as PEM", e);
    }
  }

  private static Set<X509Certificate> read(String caCertificates)
      throws GeneralSecurityException, IOException {
    byte[] pem =
        caCertificates.contains("-----BEGIN")
            ? caCertificates.getBytes(StandardCharsets.UTF_8)
            : Files.readAllBytes(Path.of(caCertificates));
    Set<X509Certificate> anchors = new LinkedHashSet<>();
    try (InputStream in = new ByteArrayInputStream(pem)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        anchors.add((X509Certificate) one);
      }
    }
    return anchors;
  }

  private static final class Platform {
    static final Set<X509Certificate> ANCHORS = platform();

    private static Set<X509Certificate> platform() {
      try {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore own = null;
        factory.init(own);
        return Arrays.stream(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
            .collect(Collectors.toUnmodifiableSet());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the platform's trusted certificates cannot be read", e);
      }
    }
  }

  private static Set<X509Certificate> ofThePlatform() {
    return Platform.ANCHORS;
  }
}
