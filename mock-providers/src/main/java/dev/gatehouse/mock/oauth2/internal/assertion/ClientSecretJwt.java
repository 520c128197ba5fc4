package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import dev.gatehouse.mock.oauth2.internal.jws.SharedSecretAlgorithm;
import java.util.Optional;

/**
 * A JWT signed by the client's secret, which itself stays at home (OpenID Connect Core, section 9).
 */
public final class ClientSecretJwt implements ClientAuthentication {
  public static final String METHOD = "client_secret_jwt";

  private final AssertionRules rules;

  /**
   * @param rules for what the JWT says
   */
  public ClientSecretJwt(AssertionRules rules) {
    this.rules = rules;
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String appearance() {
    return "a client_assertion signed by a shared secret";
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) throws OAuth2Refusal {
    return ClientAssertion.of(parameters)
        .filter(assertion -> SharedSecretAlgorithm.of(assertion.jws().algorithm()).isPresent())
        .map(assertion -> new AssertionClaim(assertion, request, ClientSignature::bySecret, rules));
  }
}
