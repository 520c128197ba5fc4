package dev.gatehouse.conformance.saboteur;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Whether a certificate is for the host that was asked for (RFC 9525, section 6). */
record NameCheck(@Nullable Flaw flaw) {
  private static final Integer DNS = 2;
  private static final Integer ADDRESS = 7;

  void check(X509Certificate leaf, String host) throws SSLException {
    String wanted = host.toLowerCase(Locale.ROOT);
    boolean address = wanted.matches("[0-9.]+|\\[.*]");
    boolean named =
        flaw == Flaw.TLS_HOSTNAME
            || names(leaf, address ? ADDRESS : DNS)
                .anyMatch(name -> address ? name.equals(wanted) : matches(name, wanted))
            || (flaw == Flaw.TLS_CN_ONLY && wanted.equals(commonName(leaf)));
    if (!named) {
      throw new SSLPeerUnverifiedException("the certificate is not for " + host);
    }
  }

  private static Stream<String> names(X509Certificate leaf, Integer kind) throws SSLException {
    try {
      Collection<List<?>> all = leaf.getSubjectAlternativeNames();
      return Objects.requireNonNullElse(all, List.<List<?>>of()).stream()
          .filter(name -> name.get(0).equals(kind))
          .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
    } catch (CertificateParsingException e) {
      throw new SSLException("the names in the certificate cannot be read", e);
    }
  }

  /** A wildcard is the whole first label, and stands for one label (RFC 9525, section 6.3). */
  private boolean matches(String presented, String wanted) {
    if (!presented.startsWith("*.")) {
      return presented.equals(wanted);
    }
    String rest = presented.substring(2);
    if (flaw == Flaw.TLS_WILDCARD) {
      return wanted.endsWith(rest);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot + 1).equals(rest);
  }

  private static String commonName(X509Certificate leaf) {
    return leaf.getSubjectX500Principal().getName().replaceAll("(?i)^.*?CN=([^,]*).*$", "$1");
  }
}
