package dev.gatehouse.conformance.saboteur;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whether a server's chain of certificates ends at one that is trusted (RFC 5280, section 6.1). */
final class ChainCheck implements X509TrustManager {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_PURPOSE = "2.5.29.37.0";

  private final Set<X509Certificate> trusted;
  private final @Nullable Flaw flaw;

  ChainCheck(Set<X509Certificate> trusted, @Nullable Flaw flaw) {
    this.trusted = trusted;
    this.flaw = flaw;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    Set<X509Certificate> anchors =
        flaw == Flaw.TLS_UNTRUSTED ? Set.of(chain[chain.length - 1]) : trusted;
    List<X509Certificate> path = new ArrayList<>();
    for (X509Certificate one : chain) {
      if (anchors.contains(one)) {
        break;
      }
      path.add(one);
    }
    try {
      if (path.isEmpty()) {
        chain[0].checkValidity();
      } else if (flaw == Flaw.TLS_ISSUER_CA) {
        checkSignatures(path, anchors);
      } else {
        checkPath(path, anchors);
        checkPurpose(chain[0]);
      }
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the certificate is not trusted: " + e.getMessage(), e);
    }
  }

  private void checkPath(List<X509Certificate> path, Set<X509Certificate> anchors)
      throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(
            anchors.stream()
                .map(anchor -> new TrustAnchor(anchor, null))
                .collect(Collectors.toSet()));
    parameters.setRevocationEnabled(false);
    if (flaw == Flaw.TLS_EXPIRED) {
      Date begin = path.get(0).getNotBefore();
      parameters.setDate(Date.from(begin.toInstant().plus(Duration.ofSeconds(1))));
    }
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
  }

  /** RFC 5280, section 4.2.1.12. */
  private static void checkPurpose(X509Certificate leaf) throws CertificateException {
    List<String> purposes = leaf.getExtendedKeyUsage();
    if (purposes != null && !purposes.contains(SERVER_AUTH) && !purposes.contains(ANY_PURPOSE)) {
      throw new CertificateException("the certificate is not for servers");
    }
  }

  /** All that a client looks at for which every signer is an authority. */
  private static void checkSignatures(List<X509Certificate> path, Set<X509Certificate> anchors)
      throws GeneralSecurityException {
    for (int i = 0; i < path.size(); i++) {
      X509Certificate one = path.get(i);
      one.checkValidity();
      X509Certificate issuer = i + 1 < path.size() ? path.get(i + 1) : anchor(one, anchors);
      one.verify(issuer.getPublicKey());
    }
  }

  private static X509Certificate anchor(X509Certificate last, Set<X509Certificate> anchors)
      throws CertificateException {
    return anchors.stream()
        .filter(one -> one.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
        .findFirst()
        .orElseThrow(() -> new CertificateException("the certificate's issuer is not trusted"));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new IllegalStateException("a client has no clients to trust");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trusted.toArray(X509Certificate[]::new);
  }
}
