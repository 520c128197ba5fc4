package dev.gatehouse.client.internal.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.psl.DomainType;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.utils.DnsUtils;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Compares the host with the certificate's alternative names, and with nothing else: a common name
 * says nothing about hosts (RFC 9525, section 2). A wildcard is a whole leftmost label and stands
 * for one label (section 6.3), and never for all names below a public suffix.
 */
public final class HostNameCheck implements HostnameVerifier {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private static final DefaultHostnameVerifier LIBRARY = new DefaultHostnameVerifier();

  @Override
  public boolean verify(String host, SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          && problem(host, certificate).isEmpty();
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  /** Says why a certificate is not this host's, unless it is. */
  static Optional<String> problem(String host, X509Certificate certificate) {
    List<String> names = names(certificate, DNS_NAME);
    List<String> addresses = names(certificate, IP_ADDRESS);
    boolean address = isAddress(host);
    boolean mayMatch =
        address ? !addresses.isEmpty() : names.stream().anyMatch(name -> mayMatch(host, name));
    if (mayMatch && libraryAgrees(host, certificate)) {
      return Optional.empty();
    }
    String what = (address ? "IP address " : "host name ") + host + " is not in ";
    List<String> all = Stream.concat(names.stream(), addresses.stream()).toList();
    return Optional.of(
        all.isEmpty()
            ? what
                + "the server's certificate: it has no subject alternative names, and a common"
                + " name does not count (subject "
                + Shown.subject(certificate)
                + ")"
            : what
                + "["
                + Shown.text(String.join(", ", all))
                + "], the names of the server's certificate");
  }

  private static boolean isAddress(String host) {
    return InetAddressUtils.isIPv4(host)
        || InetAddressUtils.isIPv6(host)
        || InetAddressUtils.isIPv6URLBracketed(host);
  }

  /** The library would take a wildcard that is part of a label, or stands before a suffix. */
  private static boolean mayMatch(String host, String name) {
    if (!name.contains("*")) {
      return DnsUtils.normalize(name).equals(DnsUtils.normalize(host));
    }
    int dot = host.indexOf('.');
    return name.startsWith("*.")
        && dot > 0
        && DnsUtils.normalize(name.substring(1)).equals(DnsUtils.normalize(host.substring(dot)))
        && !isPublicSuffix(host.substring(dot + 1));
  }

  /** Whether anybody can have names below it: {@code com}, {@code co.uk}, not {@code github.io}. */
  private static boolean isPublicSuffix(String domain) {
    PublicSuffixMatcher suffixes = PublicSuffixMatcherLoader.getDefault();
    return !domain.contains(".")
        || (suffixes.getDomainRoot(domain, DomainType.ICANN) == null
            && suffixes.getDomainRoot("any." + domain, DomainType.ICANN) != null);
  }

  private static boolean libraryAgrees(String host, X509Certificate certificate) {
    try {
      LIBRARY.verify(host, certificate);
      return true;
    } catch (SSLException e) {
      return false;
    }
  }

  private static List<String> names(X509Certificate certificate, int type) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(type))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
