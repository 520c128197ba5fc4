package dev.gatehouse.mock.exchange;

import java.util.Optional;

/**
 * Something that issues credentials at paths of its own.
 *
 * @since 0.1
 */
public interface Provider {
  /** For the journal, for example {@code oauth2 /oauth2/default}. */
  String name();

  /**
   * The endpoint at a path. A path that is not the provider's own goes on to the gates; a provider
   * that owns a whole tree returns an endpoint that answers 404 for what is not in it.
   *
   * @param path percent-encoded, without the query, dot segments resolved and doubled slashes
   *     folded
   */
  Optional<Endpoint> endpoint(String path);

  /**
   * Whether a request to one of its endpoints is meant for it; any other goes on to the gates.
   * Unless a provider says otherwise, all are.
   */
  default boolean takes(ServerRequest request) {
    return true;
  }

  /**
   * What the endpoint at a path is called when a fault is asked for on it. Unless a provider says
   * otherwise: {@code metadata} for the documents of RFC 8414 and OpenID Connect Discovery, else
   * the last segment of the path, such as {@code token}.
   *
   * @param path as in {@link #endpoint}
   */
  default String endpointName(String path) {
    boolean metadata =
        path.contains("/.well-known/oauth-authorization-server")
            || path.contains("/.well-known/openid-configuration");
    return metadata ? "metadata" : path.substring(path.lastIndexOf('/') + 1);
  }

  /** A way to sign tokens that are wrong on purpose; empty when the provider signs none. */
  default Optional<TokenForge> forge() {
    return Optional.empty();
  }

  /**
   * Whether clients are to be asked for a certificate in the TLS handshake. None has to have one;
   * but a browser that has some may bother its user, so the server asks only where this is true.
   */
  default boolean wantsClientCertificates() {
    return false;
  }

  /** Forgets everything issued; keeps its configuration. */
  void reset();
}
