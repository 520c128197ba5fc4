package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.oauth2.ClientAuthentication.Claim;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Optional;

/**
 * An id, with a signed JWT as its proof.
 *
 * @param assertion who it says it comes from, and why
 * @param request it came with
 * @param signature whether the client signed it; what it says follows the assertion's name
 * @param rules for what it says
 */
record AssertionClaim(
    ClientAssertion assertion, ServerRequest request, SignatureRule signature, AssertionRules rules)
    implements Claim {
  @FunctionalInterface
  interface SignatureRule {
    Optional<String> violation(CompactJws jws, RegisteredClient client);
  }

  @Override
  public String clientId() {
    return assertion.clientId();
  }

  /** The signature first: what anybody could have written is not worth explaining. */
  @Override
  public Optional<String> refute(RegisteredClient client) {
    CompactJws jws = assertion.jws();
    return wrongAlgorithm(jws, client)
        .or(() -> signature.violation(jws, client))
        .or(() -> rules.violation(jws, client, request))
        .map(problem -> "the client_assertion of client " + client.id() + " " + problem);
  }

  private static Optional<String> wrongAlgorithm(CompactJws jws, RegisteredClient client) {
    return client
        .assertionAlgorithm()
        .filter(registered -> !registered.equals(jws.algorithm()))
        .map(
            registered ->
                "is signed by " + jws.algorithm() + "; the client is registered for " + registered);
  }
}
