package dev.gatehouse.client.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that are trusted.
 *
 * @param name what to call them
 * @param platform Java's own decision, by these authorities
 */
record Trust(String name, Set<X509Certificate> certificates, X509ExtendedTrustManager platform) {

  /** These, or the platform's when there are none. */
  static Trust in(Collection<X509Certificate> certificates) throws GeneralSecurityException {
    X509ExtendedTrustManager platform = platform(certificates.isEmpty() ? null : certificates);
    return new Trust(
        certificates.isEmpty() ? "the platform's trusted certificates" : "caCertificates",
        Set.copyOf(List.of(platform.getAcceptedIssuers())),
        platform);
  }

  private static X509ExtendedTrustManager platform(
      @Nullable Collection<X509Certificate> certificates) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(certificates == null ? null : store(certificates));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager platform) {
        return platform;
      }
    }
    throw new GeneralSecurityException("this Java has no trust manager for X.509 certificates");
  }

  private static KeyStore store(Collection<X509Certificate> certificates)
      throws GeneralSecurityException {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (X509Certificate certificate : certificates) {
        trusted.setCertificateEntry("ca" + number++, certificate);
      }
      return trusted;
    } catch (IOException e) {
      throw new IllegalStateException("an empty store is not read from anywhere", e);
    }
  }

  /** Whether it is one of them. */
  boolean holds(X509Certificate certificate) {
    return certificates.contains(certificate);
  }
}
