package dev.gatehouse.mock.oauth2.internal.access;

import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.DpopVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Verifies tokens, and tells gates how to verify what they are bound to.
 *
 * @param tokens verifies the tokens themselves
 * @param proofs verifies the DPoP proofs beside them
 * @param certificates whether tokens may be bound to certificates
 */
public record BoundTokenVerifier(
    AccessTokenVerifier tokens, DpopVerifier proofs, BooleanSupplier certificates)
    implements AccessTokenVerifier {
  @Override
  public TokenVerdict verify(String token) {
    return tokens.verify(token);
  }

  @Override
  public Optional<DpopVerifier> dpop() {
    return Optional.of(proofs);
  }

  @Override
  public boolean wantsClientCertificates() {
    return certificates.getAsBoolean();
  }
}
