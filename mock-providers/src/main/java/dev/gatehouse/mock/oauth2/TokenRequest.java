package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Map;

/**
 * A token request whose client is proved (RFC 6749, section 3.2).
 *
 * @param http as received
 * @param issuer the identifier of the issuer that was asked
 * @param parameters of its body
 * @param client who asks, authenticated
 * @param confirmation what the tokens are bound to, as members of {@code cnf} (RFC 7800, section
 *     3.1): {@code jkt} (RFC 9449) or {@code x5t#S256} (RFC 8705); empty for bearer tokens
 * @since 0.1
 */
public record TokenRequest(
    ServerRequest http,
    String issuer,
    Parameters parameters,
    RegisteredClient client,
    Map<String, String> confirmation) {
  public TokenRequest {
    confirmation = Map.copyOf(confirmation);
  }
}
