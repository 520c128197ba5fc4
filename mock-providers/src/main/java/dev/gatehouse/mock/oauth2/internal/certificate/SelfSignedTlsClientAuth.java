package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.PublicJwk;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A certificate that is registered itself, as {@code x5c} of one of the client's keys, whoever
 * signed it (RFC 8705, section 2.2).
 */
public final class SelfSignedTlsClientAuth implements ClientAuthentication {
  public static final String METHOD = "self_signed_tls_client_auth";

  private final InstantSource clock;

  public SelfSignedTlsClientAuth(InstantSource clock) {
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
    X509Certificate came = chain.get(0);
    List<X509Certificate> registered =
        client.jwks().keys().stream()
            .map(PublicJwk::certificates)
            .filter(certificates -> !certificates.isEmpty())
            .map(certificates -> certificates.get(0))
            .toList();
    if (!registered.contains(came)) {
      return Optional.of(
          "it is none of those registered as x5c of the client's jwks; its x5t#S256 is "
              + Sha256.of(came)
              + ", registered is: "
              + (registered.isEmpty()
                  ? "none"
                  : registered.stream().map(Sha256::of).collect(Collectors.joining(", "))));
    }
    return CheckValidity.violation(came, clock.instant());
  }
}
