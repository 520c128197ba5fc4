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
