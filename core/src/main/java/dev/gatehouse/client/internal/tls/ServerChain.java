package dev.gatehouse.client.internal.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chain a server sent, followed from its own certificate to one that is trusted, or to where it
 * breaks off. Explains a refusal; it never admits what the platform refused.
 */
final class ServerChain {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final Map<String, String> USAGES =
      Map.of(
          "1.3.6.1.5.5.7.3.2", "clientAuth",
          "1.3.6.1.5.5.7.3.3", "codeSigning",
          "1.3.6.1.5.5.7.3.4", "emailProtection",
          "1.3.6.1.5.5.7.3.8", "timeStamping",
          "1.3.6.1.5.5.7.3.9", "OCSPSigning");
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int SIGNS_CERTIFICATES = 5;

  private final Trust trust;
  private final List<X509Certificate> path = new ArrayList<>();
  private final List<String> breaks = new ArrayList<>();

  private ServerChain(Trust trust) {
    this.trust = trust;
  }

  /** Follows a chain, the server's own certificate first. */
  static ServerChain of(X509Certificate[] sent, Trust trust) {
    ServerChain chain = new ServerChain(trust);
    chain.follow(List.of(sent));
    return chain;
  }

  private void follow(List<X509Certificate> sent) {
    X509Certificate current = sent.get(0);
    path.add(current);
    while (!trust.holds(current)) {
      Optional<X509Certificate> anchor = Issuers.of(current, trust.certificates());
      if (anchor.isEmpty() && Issuers.isSelfSigned(current)) {
        breaks.add(
            path.size() == 1
                ? which(current) + " is self-signed and not among " + trust.name()
                : which(path.get(0))
                    + " is signed by an unknown authority, "
                    + Shown.subject(current)
                    + ", which is not among "
                    + trust.name());
        return;
      }
      Optional<X509Certificate> issuer =
          anchor.or(() -> Issuers.of(path.get(path.size() - 1), sent));
      if (issuer.isEmpty() || path.contains(issuer.get())) {
        breaks.add(
            which(current)
                + " is signed by an unknown authority, "
                + Shown.issuer(current)
                + ": that is not among "
                + trust.name()
                + ", and the server sent no certificate of it (is an intermediate missing?)");
        return;
      }
      current = issuer.get();
      if (!isAuthority(current)) {
        breaks.add(
            which(path.get(path.size() - 1))
                + " is signed by "
                + Shown.subject(current)
                + ", which is no CA");
      } else if (current.getBasicConstraints() < path.size() - 1) {
        breaks.add(
            Shown.subject(current)
                + " may have no more than "
                + current.getBasicConstraints()
                + " authorities below it (path length)");
      }
      path.add(current);
    }
  }

  /** From the server's own certificate to the trusted one, as far as it goes. */
  List<X509Certificate> path() {
    return List.copyOf(path);
  }

  /** The certificates that are not trusted by themselves. */
  private List<X509Certificate> judged() {
    return path.stream().filter(certificate -> !trust.holds(certificate)).toList();
  }

  /** Everything that is wrong, for a person. */
  List<String> problems(Instant now) {
    List<String> problems = new ArrayList<>(breaks);
    for (X509Certificate certificate : judged()) {
      validity(certificate, now).ifPresent(problems::add);
    }
    problems.addAll(weaknesses());
    usage(path.get(0)).ifPresent(problems::add);
    return problems;
  }

  /** Keys and signatures that are too weak. */
  List<String> weaknesses() {
    List<String> weak = new ArrayList<>();
    for (X509Certificate certificate : path) {
      KeyStrength.weakness(certificate).ifPresent(why -> weak.add(which(certificate) + " " + why));
    }
    for (X509Certificate certificate : judged()) {
      KeyStrength.brokenSignature(certificate)
          .ifPresent(why -> weak.add(which(certificate) + " " + why));
    }
    return weak;
  }

  private Optional<String> validity(X509Certificate certificate, Instant now) {
    String which = which(certificate);
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    String subject = " (subject " + Shown.subject(certificate) + ")";
    if (now.isAfter(until)) {
      return Optional.of(which + " expired on " + until + subject);
    }
    return now.isBefore(from)
        ? Optional.of(which + " is not valid before " + from + subject)
        : Optional.empty();
  }

  /** RFC 5280, sections 4.2.1.3 and 4.2.1.12. */
  private static Optional<String> usage(X509Certificate own) {
    boolean[] bits = own.getKeyUsage();
    if (bits != null && !bits[DIGITAL_SIGNATURE] && !bits[KEY_ENCIPHERMENT]) {
      return Optional.of(
          "the server's certificate is not made for servers (its key usage has no"
              + " digitalSignature)");
    }
    try {
      List<String> usages = own.getExtendedKeyUsage();
      if (usages == null || usages.contains(SERVER_AUTH) || usages.contains(ANY_USAGE)) {
        return Optional.empty();
      }
      List<String> names = usages.stream().map(id -> USAGES.getOrDefault(id, id)).toList();
      return Optional.of(
          "the server's certificate is not made for servers (its extended key usage is "
              + String.join(", ", names)
              + ", not serverAuth)");
    } catch (CertificateParsingException e) {
      return Optional.of("the server's certificate has an extended key usage that is malformed");
    }
  }

  private static boolean isAuthority(X509Certificate certificate) {
    boolean[] bits = certificate.getKeyUsage();
    return certificate.getBasicConstraints() >= 0 && (bits == null || bits[SIGNS_CERTIFICATES]);
  }

  private String which(X509Certificate certificate) {
    return certificate.equals(path.get(0))
        ? "the server's certificate"
        : "the authority " + Shown.subject(certificate);
  }
}
