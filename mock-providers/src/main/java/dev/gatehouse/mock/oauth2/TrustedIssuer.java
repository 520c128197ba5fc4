package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.jose.JwkSet;

/**
 * Somebody else who vouches for users: clients change its JWTs for access tokens (RFC 7523, section
 * 2.1).
 *
 * @param identifier the {@code iss} of its JWTs, compared as a text
 * @param keys that it signs by
 * @param anySubject whether it may vouch for those the server does not know, such as workloads: the
 *     token then stands for whatever its JWT names. Otherwise {@code sub} has to be the subject or
 *     the user name of a user here, or the client's own id
 * @since 0.1
 */
public record TrustedIssuer(String identifier, JwkSet keys, boolean anySubject) {
  /**
   * @throws IllegalArgumentException if the identifier is empty, or there is no key
   */
  public TrustedIssuer {
    if (identifier.isEmpty()) {
      throw new IllegalArgumentException("issuer: must not be empty");
    }
    if (keys.keys().isEmpty()) {
      throw new IllegalArgumentException(
          "jwks: trusted issuer " + identifier + " needs a key that its JWTs are signed by");
    }
  }

  /**
   * One that vouches for the users there are.
   *
   * @param jwks its public keys, as JSON (RFC 7517, section 5)
   * @throws IllegalArgumentException if the keys cannot be read, or one is not public
   */
  public static TrustedIssuer of(String identifier, String jwks) {
    return new TrustedIssuer(identifier, JwkSet.parse(jwks), false);
  }

  /** The same, but it may vouch for anybody. */
  public TrustedIssuer withAnySubject() {
    return new TrustedIssuer(identifier, keys, true);
  }
}
