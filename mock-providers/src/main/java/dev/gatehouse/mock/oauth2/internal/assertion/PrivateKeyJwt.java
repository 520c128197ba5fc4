package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import dev.gatehouse.mock.oauth2.internal.jws.PublicKeyAlgorithm;
import java.util.Optional;

/** A JWT signed by a key of the client's own (OpenID Connect Core, section 9). */
public final class PrivateKeyJwt implements ClientAuthentication {
  public static final String METHOD = "private_key_jwt";

  private final AssertionRules rules;

  /**
   * @param rules for what the JWT says
   */
  public PrivateKeyJwt(AssertionRules rules) {
    this.rules = rules;
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String appearance() {
    return "a client_assertion signed by a private key";
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) throws OAuth2Refusal {
    return ClientAssertion.of(parameters)
        .filter(assertion -> PublicKeyAlgorithm.of(assertion.jws().algorithm()).isPresent())
        .map(assertion -> new AssertionClaim(assertion, request, ClientSignature::byKey, rules));
  }
}
