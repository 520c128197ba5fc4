package dev.gatehouse.client;

import dev.gatehouse.client.internal.tls.Handshakes;
import dev.gatehouse.client.internal.tls.TlsMaterial;
import dev.gatehouse.client.internal.tls.UnusableSettingException;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NtlmAuth;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS that trusts what a connection says, shows its certificate, and checks the host name. The
 * platform's trust store is read on the first handshake, not when a connection opens.
 */
final class TrustedTls implements TlsSocketStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedTls.class);

  private final TlsMaterial material;
  private final boolean verifyHost;
  private final boolean trustAll;
  private @Nullable Handshakes handshakes;

  private TrustedTls(TlsMaterial material, boolean verifyHost, boolean trustAll) {
    this.material = material;
    this.verifyHost = verifyHost;
    this.trustAll = trustAll;
  }

  /**
   * Reads the settings of a connection. Only {@code ntlm} can switch checks off, and each opening
   * says so in the log.
   */
  static TrustedTls of(Connection connection) {
    try {
      TlsMaterial material = TlsMaterial.of(connection.tls());
      if (!(connection.auth() instanceof NtlmAuth ntlm)) {
        return new TrustedTls(material, true, false);
      }
      warn(connection.name(), ntlm);
      return new TrustedTls(material, ntlm.verifyHost(), ntlm.trustAll());
    } catch (UnusableSettingException e) {
      throw new InvalidSettingException(e.field(), e.getMessage());
    }
  }

  /** What the platform trusts, and no client certificate. */
  static TrustedTls ofPlatform() {
    return new TrustedTls(new TlsMaterial(List.of(), null), true, false);
  }

  private static void warn(String connection, NtlmAuth ntlm) {
    if (ntlm.trustAll()) {
      LOG.warn(
          "Connection '{}' TRUSTS ANY CERTIFICATE (auth.trustAll is true): whoever is on the way can"
              + " pose as the server, read everything and use the login. For tests only.",
          connection);
    }
    if (!ntlm.verifyHost()) {
      LOG.warn(
          "Connection '{}' COMPARES NO HOST NAME (auth.verifyHost is false): any server whose"
              + " certificate is trusted can pose as the one that is meant. For tests only.",
          connection);
    }
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String host, int port, Object attachment, HttpContext context)
      throws IOException {
    return handshakes().upgrade(socket, host, port, attachment, context);
  }

  /** Explains an error after the handshake of a session, where it is one of TLS. */
  synchronized IOException explained(IOException e, @Nullable SSLSession session) {
    return handshakes == null ? e : handshakes.explained(e, session);
  }

  private synchronized Handshakes handshakes() throws IOException {
    if (handshakes == null) {
      try {
        handshakes = new Handshakes(material, verifyHost, trustAll);
      } catch (GeneralSecurityException e) {
        throw new IOException("TLS is not available here", e);
      }
    }
    return handshakes;
  }
}
