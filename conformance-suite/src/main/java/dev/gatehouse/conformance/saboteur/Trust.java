package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS with the connection's certificates to trust, and the name of the host checked. */
final class Trust {
  private final SSLContext context;

  Trust(@Nullable String caCertificates) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store(caCertificates));
      context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
    } catch (GeneralSecurityException | IOException e) {
      throw new Failure(Kind.REFUSED, "tls.caCertificates cannot be read as PEM", e);
    }
  }

  private static @Nullable KeyStore store(@Nullable String caCertificates)
      throws GeneralSecurityException, IOException {
    if (caCertificates == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    byte[] pem =
        caCertificates.contains("-----BEGIN")
            ? caCertificates.getBytes(StandardCharsets.UTF_8)
            : Files.readAllBytes(Path.of(caCertificates));
    try (InputStream in = new ByteArrayInputStream(pem)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, one);
      }
    }
    return store;
  }

  Socket secure(Socket plain, Target target, Duration timeout) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setSoTimeout((int) timeout.toMillis());
    socket.startHandshake();
    return socket;
  }
}
