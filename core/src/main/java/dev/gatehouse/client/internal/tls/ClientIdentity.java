package dev.gatehouse.client.internal.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the client's certificate to whoever asks for one, whichever authorities the server names: a
 * server that is shown the wrong one says why, one that is shown none cannot. Remembers who asked.
 */
final class ClientIdentity extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final @Nullable ClientKey own;
  private final Map<Socket, Boolean> demands = Collections.synchronizedMap(new WeakHashMap<>());

  ClientIdentity(@Nullable ClientKey own) {
    this.own = own;
  }

  /** The certificate, if the connection has one. */
  @Nullable ClientKey own() {
    return own;
  }

  /** Whether the server at the other end asked for a certificate. */
  boolean isDemandedBy(Socket server) {
    return demands.containsKey(server);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    if (socket != null) {
      demands.put(socket, true);
    }
    return own != null && List.of(keyTypes).contains(own.key().getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return own == null ? null : own.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return own == null ? null : own.key();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return own == null ? new String[0] : new String[] {ALIAS};
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
