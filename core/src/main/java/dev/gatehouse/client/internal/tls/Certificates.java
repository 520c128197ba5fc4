package dev.gatehouse.client.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Reads X.509 certificates: PEM (RFC 7468), also between keys and other text; DER. */
final class Certificates {
  private static final Set<String> LABELS =
      Set.of("CERTIFICATE", "X509 CERTIFICATE", "X.509 CERTIFICATE", "PKCS7");

  private Certificates() {}

  /** The certificates of a setting, at least one. */
  static List<X509Certificate> read(Setting setting) throws UnusableSettingException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      if (setting.isPem()) {
        pem(setting, certificates);
      } else {
        der(setting.content(), certificates);
      }
      // The PEM reader's own way to say that the text between the lines is not base64.
    } catch (IOException | IllegalStateException | CertificateException e) {
      throw setting.wrong("it is not a PEM text of X.509 certificates");
    }
    if (certificates.isEmpty()) {
      throw setting.wrong("it holds no certificate");
    }
    return certificates;
  }

  private static void pem(Setting setting, List<X509Certificate> certificates)
      throws IOException, CertificateException {
    try (PemReader reader = new PemReader(new StringReader(setting.text()))) {
      for (PemObject part = reader.readPemObject(); part != null; part = reader.readPemObject()) {
        if (LABELS.contains(part.getType())) {
          der(part.getContent(), certificates);
        }
      }
    }
  }

  private static void der(byte[] content, List<X509Certificate> certificates)
      throws CertificateException {
    Collection<? extends Certificate> read =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(content));
    for (Certificate certificate : read) {
      certificates.add((X509Certificate) certificate);
    }
  }
}
