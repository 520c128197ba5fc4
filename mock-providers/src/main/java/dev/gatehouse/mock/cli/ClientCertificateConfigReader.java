package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.connection.internal.SourceFile;
import dev.gatehouse.mock.gate.ClientCertificateGate;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.tls.CertificateName;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a gate for TLS client certificates. */
final class ClientCertificateConfigReader {
  private static final Map<String, Function<String, CertificateName>> NAMES = names();

  private ClientCertificateConfigReader() {}

  private static Map<String, Function<String, CertificateName>> names() {
    Map<String, Function<String, CertificateName>> names = new LinkedHashMap<>();
    names.put("subject", CertificateName.Subject::new);
    names.put("dns", CertificateName.Dns::new);
    names.put("uri", CertificateName.Uri::new);
    names.put("email", CertificateName.Email::new);
    names.put("ip", CertificateName.Ip::new);
    names.put("fingerprint", CertificateName.Fingerprint::new);
    return names;
  }

  static Function<InstantSource, Gate> read(Fields fields) {
    fields.only("authority", "subject", "dns", "uri", "email", "ip", "fingerprint", "principal");
    X509Certificate[] authorities = authorities(fields);
    List<String> given = NAMES.keySet().stream().filter(fields::has).toList();
    if (given.isEmpty()) {
      if (fields.has("principal")) {
        throw fields.invalid(
            "principal", "goes with a name; without one, each client is its certificate's subject");
      }
      return clock -> ClientCertificateGate.of(clock).trusting(authorities);
    }
    if (given.size() > 1) {
      throw fields.invalid(given.get(1), "does not go with " + given.get(0) + ": give one of them");
    }
    CertificateName name = name(fields, given.get(0));
    String principal = fields.text("principal", fields.text(given.get(0)));
    return clock ->
        ClientCertificateGate.of(clock).trusting(authorities).admitting(name, principal);
  }

  private static CertificateName name(Fields fields, String kind) {
    String value = fields.text(kind);
    try {
      return NAMES.get(kind).apply(value);
    } catch (IllegalArgumentException e) {
      throw fields.invalid(kind, String.valueOf(e.getMessage()).replaceFirst("^[a-z]+: ", ""));
    }
  }

  private static X509Certificate[] authorities(Fields fields) {
    String given = fields.text("authority");
    String pem = given.contains("-----BEGIN ") ? given : SourceFile.read(Path.of(given));
    try {
      X509Certificate[] certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
              .toArray(X509Certificate[]::new);
      if (certificates.length > 0) {
        return certificates;
      }
    } catch (CertificateException e) {
      throw fields.invalid("authority", "has no certificate that can be read: it has to be PEM");
    }
    throw fields.invalid("authority", "has no certificate in it: it has to be PEM");
  }
}
