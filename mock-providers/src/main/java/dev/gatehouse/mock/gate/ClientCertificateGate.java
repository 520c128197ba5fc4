package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.tls.CertificateName;
import dev.gatehouse.mock.tls.ClientTrust;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets in clients that show a TLS certificate of a trusted authority (mutual TLS; RFC 8446, section
 * 4.3.2). Clients are asked for one in the handshake, and those that have none or a wrong one get
 * an answer that says so, as nginx gives it with {@code ssl_verify_client}: 400 for no certificate
 * or one that does not hold, 403 for one that is not of anybody known here.
 *
 * @since 0.1
 */
public final class ClientCertificateGate implements Gate {
  private final ClientTrust trust;
  private final Map<CertificateName, String> principals;

  private ClientCertificateGate(ClientTrust trust, Map<CertificateName, String> principals) {
    this.trust = trust;
    this.principals = principals;
  }

  /**
   * A gate for everybody with a certificate of the server's own authority; the principal is its
   * subject.
   *
   * @param clock the server's time, by which certificates are judged
   */
  public static ClientCertificateGate of(InstantSource clock) {
    return new ClientCertificateGate(new ClientTrust(List.of(), clock), Map.of());
  }

  /** The same for certificates of these authorities and no others. */
  public ClientCertificateGate trusting(X509Certificate... authorities) {
    return new ClientCertificateGate(
        new ClientTrust(Arrays.asList(authorities), trust.clock()), principals);
  }

  /**
   * The same for those only who are admitted by name; each call admits one more. When several names
   * are in one certificate, the first one admitted counts.
   *
   * @param principal who it is
   */
  public ClientCertificateGate admitting(CertificateName name, String principal) {
    Map<CertificateName, String> more = new LinkedHashMap<>(principals);
    more.put(name, principal);
    return new ClientCertificateGate(trust, more);
  }

  @Override
  public boolean wantsClientCertificates() {
    return true;
  }

  @Override
  public Verdict judge(ServerRequest request) {
    List<X509Certificate> chain = request.clientCertificates();
    if (chain.isEmpty()) {
      return request.scheme().equals("https")
          ? new Verdict.Refused(
              "no-client-certificate",
              "the client sent no certificate in the TLS handshake, although it was asked for one"
                  + " (curl: --cert and --key; Java: a KeyManager in the SSLContext)",
              page("No required SSL certificate was sent"))
          : new Verdict.Refused(
              "plain-http",
              "a client certificate is shown in a TLS handshake, and the request came by plain"
                  + " HTTP; use https on the same port",
              page("The plain HTTP request was sent to HTTPS port"));
    }
    Optional<ClientTrust.Problem> problem = trust.problem(chain);
    return problem.isPresent()
        ? new Verdict.Refused(
            problem.get().reason(), problem.get().explanation(), page("The SSL certificate error"))
        : judge(chain.get(0));
  }

  private Verdict judge(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    Map<String, String> evidence =
        Map.of(
            "subject",
            subject,
            "issuer",
            certificate.getIssuerX500Principal().getName(),
            "fingerprint",
            CertificateName.Fingerprint.of(certificate).sha256());
    if (principals.isEmpty()) {
      return new Verdict.Admitted(subject, evidence);
    }
    return principals.entrySet().stream()
        .filter(each -> each.getKey().names(certificate))
        .findFirst()
        .<Verdict>map(each -> new Verdict.Admitted(each.getValue(), evidence))
        .orElseGet(() -> unknown(certificate));
  }

  private Verdict unknown(X509Certificate certificate) {
    String reversed =
        principals.keySet().stream().anyMatch(name -> CertificateName.reversed(name, certificate))
            ? "; the subject has the same parts in the other direction: RFC 4514 writes the last"
                + " part of the certificate's subject first"
            : "";
    return new Verdict.Refused(
        "unknown-client",
        "the certificate holds, but nobody is known by it: it has "
            + CertificateName.all(certificate)
            + "; known are: "
            + principals.keySet().stream().map(Object::toString).collect(Collectors.joining(", "))
            + reversed,
        html(403, "403 Forbidden", "403 Forbidden", ""));
  }

  /** As nginx words it, which answers its own statuses 495 to 497 so. */
  private static ServerResponse page(String problem) {
    return html(400, "400 " + problem, "400 Bad Request", "<center>" + problem + "</center>\r\n");
  }

  private static ServerResponse html(int status, String title, String heading, String detail) {
    return ServerResponse.status(status)
        .with("Content-Type", "text/html")
        .withBody(
            "<html>\r\n<head><title>"
                + title
                + "</title></head>\r\n<body>\r\n<center><h1>"
                + heading
                + "</h1></center>\r\n"
                + detail
                + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
  }
}
