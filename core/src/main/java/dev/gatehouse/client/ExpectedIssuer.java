package dev.gatehouse.client;

import java.util.Optional;

/** Who an authorization answer has to come from (RFC 9207, section 2.4). */
sealed interface ExpectedIssuer {
  /**
   * Compares.
   *
   * @param named the answer's {@code iss}
   * @throws AuthorizationFailedException if it names another, or none where it has to
   */
  void check(Optional<String> named);

  /** The issuer whose metadata are known. */
  record Known(IssuerMetadata metadata) implements ExpectedIssuer {
    @Override
    public void check(Optional<String> named) {
      if (named.isEmpty() && metadata.namesItselfInAnswers()) {
        throw new AuthorizationFailedException(
            "the answer has no iss, which the issuer's metadata promise; the code was not used");
      }
      if (named.isPresent() && !named.get().equals(metadata.issuer())) {
        throw new AuthorizationFailedException(
            "the answer's iss is not the issuer " + metadata.issuer() + "; the code was not used");
      }
    }
  }

  /** Nobody said who; then at least the place has to be right. */
  record Unknown(AuthorizationCodeClient client) implements ExpectedIssuer {
    @Override
    public void check(Optional<String> named) {
      if (named.isPresent() && !client.isAtHome(named.get())) {
        throw new AuthorizationFailedException(
            "the answer's iss is not of the origin of auth.authorizationUri or auth.tokenUri; the"
                + " code was not used (if it is right for this server, name the issuer with"
                + " ClientOptions.withIssuer)");
      }
    }
  }
}
