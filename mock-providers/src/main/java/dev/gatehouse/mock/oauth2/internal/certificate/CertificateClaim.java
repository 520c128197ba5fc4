package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication.Claim;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * An id, with the certificate of the connection as its proof (RFC 8705, section 2).
 *
 * @param clientId who the request says it comes from
 * @param request over the connection
 * @param rule judges the certificate; what it says follows its name in a sentence
 */
record CertificateClaim(String clientId, ServerRequest request, Rule rule) implements Claim {
  @FunctionalInterface
  interface Rule {
    Optional<String> violation(List<X509Certificate> chain, RegisteredClient client);
  }

  @Override
  public Optional<String> refute(RegisteredClient client) {
    List<X509Certificate> chain = request.clientCertificates();
    if (chain.isEmpty()) {
      return Optional.of(
          "client "
              + client.id()
              + " is registered for "
              + client.authenticationMethod()
              + ", but the connection has no client certificate: "
              + (request.scheme().equals("https")
                  ? "none was sent in the TLS handshake"
                  : "it is plain HTTP; the same port speaks TLS"));
    }
    return rule.violation(chain, client)
        .map(problem -> "the certificate of client " + client.id() + " does not hold: " + problem);
  }
}
