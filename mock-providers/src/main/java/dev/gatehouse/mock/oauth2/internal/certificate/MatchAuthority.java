package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.oauth2.CertificateSubject;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.tls.internal.CertificateProblem;
import dev.gatehouse.mock.tls.internal.TrustedChain;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A trusted authority signed it, and it names the client (RFC 8705, section 2.1). */
record MatchAuthority(TrustedChain trust, InstantSource clock) implements CertificateClaim.Rule {
  @Override
  public Optional<String> violation(List<X509Certificate> chain, RegisteredClient client) {
    Optional<String> untrusted =
        trust.problem(chain, clock.instant()).map(CertificateProblem::words);
    if (untrusted.isPresent()) {
      return untrusted;
    }
    Optional<CertificateSubject> wanted = client.certificateSubject();
    return wanted.isEmpty()
        ? Optional.of("the client is registered for no subject")
        : MatchSubject.violation(chain.get(0), wanted.get());
  }
}
