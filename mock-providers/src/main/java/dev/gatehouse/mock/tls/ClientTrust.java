package dev.gatehouse.mock.tls;

import dev.gatehouse.mock.tls.internal.CertificateProblem;
import dev.gatehouse.mock.tls.internal.TrustedChain;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Which client certificates are good: those of some authorities, at the server's time, for TLS
 * clients (RFC 5280, section 6).
 *
 * @param authorities those trusted; without any, the one of this JVM
 * @param clock the server's time
 * @since 0.1
 */
public record ClientTrust(List<X509Certificate> authorities, InstantSource clock) {
  public ClientTrust {
    authorities = List.copyOf(authorities);
  }

  /**
   * Why a certificate is not good.
   *
   * @param reason a stable word for it: {@code expired}, {@code not-yet-valid}, {@code
   *     self-signed}, {@code other-authority}, {@code wrong-signature}, {@code invalid-chain},
   *     {@code not-for-clients}
   * @param explanation what is wrong and what would be right
   * @since 0.1
   */
  public record Problem(String reason, String explanation) {}

  /**
   * What is wrong with a certificate, or empty when it is good.
   *
   * @param chain the certificate, and those above it that came with it
   */
  public Optional<Problem> problem(List<X509Certificate> chain) {
    return new TrustedChain(this::trusted)
        .problem(chain, clock.instant())
        .map(ClientTrust::explained);
  }

  private static Problem explained(CertificateProblem problem) {
    return new Problem(
        problem.kind(), "the client's certificate does not hold: " + problem.words());
  }

  private List<X509Certificate> trusted() {
    return authorities.isEmpty()
        ? List.of(CertificateAuthority.ofThisJvm().certificate())
        : authorities;
  }
}
