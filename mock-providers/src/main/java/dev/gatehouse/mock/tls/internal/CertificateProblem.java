package dev.gatehouse.mock.tls.internal;

/**
 * Why a certificate does not hold.
 *
 * @param kind a stable word for it: {@code expired}, {@code not-yet-valid}, {@code self-signed},
 *     {@code other-authority}, {@code wrong-signature}, {@code invalid-chain}, {@code
 *     not-for-clients}
 * @param words follow "the certificate" in a sentence
 */
public record CertificateProblem(String kind, String words) {
  CertificateProblem of(String certificate) {
    return new CertificateProblem(kind, "of the one above it, " + certificate + ": " + words);
  }
}
