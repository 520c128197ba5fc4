package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.internal.jws.PublicKeyAlgorithm;
import dev.gatehouse.mock.jose.internal.jws.SharedSecretAlgorithm;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import java.util.Optional;
import java.util.function.Predicate;

/** A JWT the client signed as its proof (RFC 7523, section 2.2; OpenID Connect Core, section 9). */
public final class SignedAssertion implements ClientAuthentication {
  public static final String BY_SECRET = "client_secret_jwt";
  public static final String BY_KEY = "private_key_jwt";

  private final String method;
  private final String signer;
  private final Predicate<String> algorithms;
  private final AssertionClaim.SignatureRule signature;
  private final AssertionRules rules;

  private SignedAssertion(
      String method,
      String signer,
      Predicate<String> algorithms,
      AssertionClaim.SignatureRule signature,
      AssertionRules rules) {
    this.method = method;
    this.signer = signer;
    this.algorithms = algorithms;
    this.signature = signature;
    this.rules = rules;
  }

  /**
   * Signed by the client's secret, which itself stays at home.
   *
   * @param rules for what the JWT says
   */
  public static SignedAssertion bySecret(AssertionRules rules) {
    return new SignedAssertion(
        BY_SECRET,
        "a shared secret",
        algorithm -> SharedSecretAlgorithm.of(algorithm).isPresent(),
        ClientSignature::bySecret,
        rules);
  }

  /**
   * Signed by a key of the client's own.
   *
   * @param rules for what the JWT says
   */
  public static SignedAssertion byKey(AssertionRules rules) {
    return new SignedAssertion(
        BY_KEY,
        "a private key",
        algorithm -> PublicKeyAlgorithm.of(algorithm).isPresent(),
        ClientSignature::byKey,
        rules);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String appearance() {
    return "a client_assertion signed by " + signer;
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) throws OAuth2Refusal {
    return ClientAssertion.of(parameters)
        .filter(assertion -> algorithms.test(assertion.jws().algorithm()))
        .map(assertion -> new AssertionClaim(assertion, request, signature, rules));
  }
}
