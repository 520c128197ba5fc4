package dev.gatehouse.client.internal.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The OCSP answer a server staples to its handshake (RFC 6066, section 8): one that says anything
 * but "good" ends the handshake. Nothing is fetched: a server that staples none is not asked about.
 */
final class StapledAnswer {
  private StapledAnswer() {}

  /** Says what is wrong with the answer about the server's own certificate, if anything is. */
  static Optional<String> problem(ServerChain chain, Trust trust, List<byte[]> answers) {
    List<X509Certificate> path = chain.path();
    X509Certificate last = path.get(path.size() - 1);
    if (answers.isEmpty() || answers.get(0).length == 0 || path.size() < 2 || !trust.holds(last)) {
      return Optional.empty();
    }
    try {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      checker.setOcspResponses(Map.of(path.get(0), answers.get(0)));
      checker.setOptions(EnumSet.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK));
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(last, null)));
      parameters.setRevocationEnabled(false);
      parameters.addCertPathChecker(checker);
      validator.validate(
          CertificateFactory.getInstance("X.509")
              .generateCertPath(path.subList(0, path.size() - 1)),
          parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      if (e.getCause() instanceof CertificateRevokedException revoked) {
        return Optional.of(
            "the server's certificate was revoked on "
                + revoked.getRevocationDate().toInstant()
                + " (stapled OCSP answer, reason "
                + revoked.getRevocationReason()
                + ")");
      }
      return isAboutTheAnswer(e)
          ? Optional.of(
              "the OCSP answer that the server stapled is not usable: "
                  + Shown.text(String.valueOf(e.getMessage())))
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.of("the OCSP answer that the server stapled cannot be checked here");
    }
  }

  /** Whatever else is wrong with the chain is said by the platform. */
  private static boolean isAboutTheAnswer(CertPathValidatorException e) {
    return e.getReason() == CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS
        || e.getReason() == CertPathValidatorException.BasicReason.UNSPECIFIED;
  }
}
