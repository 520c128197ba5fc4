package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.jose.PublicJwk;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.tls.internal.CertificateProblem;
import dev.gatehouse.mock.tls.internal.CheckValidity;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** It is registered itself, as {@code x5c} of one of the client's keys (RFC 8705, section 2.2). */
record MatchRegistered(InstantSource clock) implements CertificateClaim.Rule {
  @Override
  public Optional<String> violation(List<X509Certificate> chain, RegisteredClient client) {
    X509Certificate came = chain.get(0);
    List<X509Certificate> registered =
        client.jwks().keys().stream()
            .map(PublicJwk::certificates)
            .filter(certificates -> !certificates.isEmpty())
            .map(certificates -> certificates.get(0))
            .toList();
    if (!registered.contains(came)) {
      return Optional.of(
          "it is none of those registered as x5c of the client's jwks; its x5t#S256 is "
              + Sha256.of(came)
              + ", registered is: "
              + (registered.isEmpty()
                  ? "none"
                  : registered.stream().map(Sha256::of).collect(Collectors.joining(", "))));
    }
    return CheckValidity.problem(came, clock.instant()).map(CertificateProblem::words);
  }
}
