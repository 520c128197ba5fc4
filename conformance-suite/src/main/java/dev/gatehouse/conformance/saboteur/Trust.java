package dev.gatehouse.conformance.saboteur;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS with the connection's certificates to trust, and the name of the host checked. */
final class Trust {
  private final ChainCheck chains;
  private final SSLContext context;
  private final NameCheck names;
  private final @Nullable Flaw flaw;

  Trust(@Nullable String caCertificates, @Nullable Flaw flaw) {
    this.chains = new ChainCheck(Anchors.of(caCertificates), flaw);
    this.context = context(chains);
    this.names = new NameCheck(flaw);
    this.flaw = flaw;
  }

  Socket secure(Socket plain, Target target, Duration timeout) throws IOException {
    plain.setSoTimeout((int) timeout.toMillis());
    if (flaw == Flaw.TLS_VERSION) {
      return OutdatedTls.over(plain, chain -> check(chain, target));
    }
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
    socket.startHandshake();
    names.check((X509Certificate) socket.getSession().getPeerCertificates()[0], target.host());
    return socket;
  }

  private void check(X509Certificate[] chain, Target target)
      throws GeneralSecurityException, IOException {
    chains.checkServerTrusted(chain, "UNKNOWN");
    names.check(chain[0], target.host());
  }

  private static SSLContext context(TrustManager manager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }
}
