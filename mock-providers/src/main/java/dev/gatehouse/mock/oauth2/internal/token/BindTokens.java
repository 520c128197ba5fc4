package dev.gatehouse.mock.oauth2.internal.token;

import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenBinding;
import dev.gatehouse.mock.oauth2.internal.dpop.DpopProofs;
import dev.gatehouse.mock.oauth2.internal.dpop.ProvedKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the tokens of a request are bound to: the key of its DPoP proof (RFC 9449, section 5), the
 * certificate of its connection (RFC 8705, section 3), or both. A proof always binds; a certificate
 * does when the client is registered for it.
 *
 * @param proofs verifies DPoP proofs
 */
public record BindTokens(DpopProofs proofs) {

  /** The members of {@code cnf} (RFC 7800, section 3.1); none for bearer tokens. */
  Map<String, String> of(ServerRequest http, RegisteredClient client) throws OAuth2Refusal {
    Map<String, String> confirmation = new LinkedHashMap<>();
    if (DpopProofs.isIn(http) || client.tokenBindings().contains(TokenBinding.DPOP)) {
      confirmation.put("jkt", ProvedKey.of(http, proofs));
    }
    if (client.tokenBindings().contains(TokenBinding.CERTIFICATE)) {
      confirmation.put("x5t#S256", certificate(http, client));
    }
    return confirmation;
  }

  private static String certificate(ServerRequest http, RegisteredClient client)
      throws OAuth2Refusal {
    if (http.clientCertificates().isEmpty()) {
      throw OAuth2Refusal.invalidRequest(
          "A TLS client certificate is required.",
          "client "
              + client.id()
              + " is registered for "
              + TokenBinding.CERTIFICATE.parameter()
              + ", but the connection has no client certificate"
              + (http.scheme().equals("https") ? "" : ": it is plain HTTP")
              + " (RFC 8705, section 3)");
    }
    return Sha256.of(http.clientCertificates().get(0));
  }
}
