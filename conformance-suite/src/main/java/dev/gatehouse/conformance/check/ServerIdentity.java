package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.peer.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a server shows of itself.
 *
 * @param chain its own certificate, and those above it
 */
record ServerIdentity(List<X509Certificate> chain, KeyPair keys) {
  ServerIdentity {
    chain = List.copyOf(chain);
  }

  /** As somebody who signs certificates, which its own does not allow. */
  Authority asAuthority() {
    return new Authority(chain, keys);
  }

  /** In TLS 1.0 and no other version. */
  Layer tls10() {
    return Layer.tls10(chain, keys.getPrivate());
  }

  /** In TLS 1.1 and no other version. */
  Layer tls11() {
    return Layer.tls11(chain, keys.getPrivate());
  }

  /** In the versions of today. */
  Layer tls() {
    try {
      char[] noPassword = {};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, noPassword);
      store.setKeyEntry(
          "server", keys.getPrivate(), noPassword, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, noPassword);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return Layer.tls(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a server cannot show " + chain.get(0), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
