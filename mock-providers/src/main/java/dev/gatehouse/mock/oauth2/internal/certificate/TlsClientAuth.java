package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.CertificateSubject;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A certificate of a trusted authority that names the client (RFC 8705, section 2.1). */
public final class TlsClientAuth implements ClientAuthentication {
  public static final String METHOD = "tls_client_auth";

  private final TrustedChain trust;
  private final InstantSource clock;

  /**
   * @param authorities those trusted to tell clients apart; asked for when a certificate comes
   */
  public TlsClientAuth(Supplier<Collection<X509Certificate>> authorities, InstantSource clock) {
    this.trust = new TrustedChain(authorities);
    this.clock = clock;
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public String appearance() {
    return "its client_id, over TLS with a certificate";
  }

  @Override
  public boolean isImplicit() {
    return true;
  }

  @Override
  public boolean wantsClientCertificate() {
    return true;
  }

  @Override
  public Optional<Claim> detect(ServerRequest request, Parameters parameters) {
    return parameters
        .get("client_id")
        .map(id -> new CertificateClaim(id, request, this::violation));
  }

  private Optional<String> violation(List<X509Certificate> chain, RegisteredClient client) {
    Optional<String> untrusted = trust.violation(chain, clock.instant());
    if (untrusted.isPresent()) {
      return untrusted;
    }
    Optional<CertificateSubject> wanted = client.certificateSubject();
    return wanted.isEmpty()
        ? Optional.of("the client is registered for no subject")
        : MatchSubject.violation(chain.get(0), wanted.get());
  }
}
