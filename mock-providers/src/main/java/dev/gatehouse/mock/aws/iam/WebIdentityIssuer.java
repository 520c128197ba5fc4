package dev.gatehouse.mock.aws.iam;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An OpenID provider that roles may trust (AWS documentation: "Create an OpenID Connect (OIDC)
 * identity provider in IAM").
 *
 * @param issuer the {@code iss} of its tokens, compared as a text
 * @param audiences the {@code aud} values taken: client ids
 * @param jwks its keys as a JWK set (RFC 7517, section 5), asked for anew each time
 * @since 0.1
 */
public record WebIdentityIssuer(String issuer, Set<String> audiences, Supplier<String> jwks) {
  public WebIdentityIssuer {
    audiences = Set.copyOf(audiences);
  }

  /** By what policies name it: the issuer without its scheme. */
  public String name() {
    return issuer.replaceFirst("^https?://", "");
  }

  /**
   * Its keys as they are now.
   *
   * @throws IllegalStateException if they are no JWK set
   */
  public JWKSet keys() {
    try {
      return JWKSet.parse(jwks.get());
    } catch (ParseException e) {
      throw new IllegalStateException("the keys of " + issuer + " are no JWK set", e);
    }
  }
}
