package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.tls.internal.TrustedChain;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** The certificate of the client's TLS connection as its proof (RFC 8705, section 2). */
public final class CertificateAuthentication implements ClientAuthentication {
  public static final String OF_AN_AUTHORITY = "tls_client_auth";
  public static final String SELF_SIGNED = "self_signed_tls_client_auth";

  private final String method;
  private final CertificateClaim.Rule rule;

  private CertificateAuthentication(String method, CertificateClaim.Rule rule) {
    this.method = method;
    this.rule = rule;
  }

  /**
   * One of a trusted authority that names the client.
   *
   * @param authorities those trusted to tell clients apart; asked for when a certificate comes
   */
  public static CertificateAuthentication ofAnAuthority(
      Supplier<Collection<X509Certificate>> authorities, InstantSource clock) {
    return new CertificateAuthentication(
        OF_AN_AUTHORITY, new MatchAuthority(new TrustedChain(authorities), clock));
  }

  /** One that is registered itself, whoever signed it. */
  public static CertificateAuthentication selfSigned(InstantSource clock) {
    return new CertificateAuthentication(SELF_SIGNED, new MatchRegistered(clock));
  }

  @Override
  public String method() {
    return method;
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
    return parameters.get("client_id").map(id -> new CertificateClaim(id, request, rule));
  }
}
