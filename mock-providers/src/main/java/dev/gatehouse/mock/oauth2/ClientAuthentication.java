package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Optional;

/**
 * One way for a client to prove who it is. The methods of the standard register as any other does:
 * {@link OAuth2Provider.Builder#clientAuthentication}.
 *
 * @since 0.1
 */
public interface ClientAuthentication {
  /** Its registered name, for example {@code client_secret_basic} (RFC 7591, section 2). */
  String method();

  /** How it shows in a request, in words that follow "client orders sent ". */
  String appearance();

  /**
   * Whether a request shows no more of it than the {@code client_id}, as the proof is the
   * connection's, or there is none. Methods that look alike in this way are not several at once:
   * the one that the client is registered for is meant, and none is when another method shows.
   */
  default boolean isImplicit() {
    return false;
  }

  /**
   * Whether it needs the client's TLS certificate, so that the server asks for one where a client
   * is registered for it.
   */
  default boolean wantsClientCertificate() {
    return false;
  }

  /**
   * Finds this method in a request.
   *
   * @return empty when the request does not use it
   * @throws OAuth2Refusal if the request uses it, and wrongly
   */
  Optional<Claim> detect(ServerRequest request, Parameters parameters) throws OAuth2Refusal;

  /**
   * What a request claims, not yet proved.
   *
   * @since 0.1
   */
  interface Claim {
    /** The client it says it is. */
    String clientId();

    /**
     * Tries the proof.
     *
     * @return empty when it holds; otherwise why not, for the journal and without any secret
     */
    Optional<String> refute(RegisteredClient client);
  }
}
