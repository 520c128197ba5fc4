package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.jose.internal.jws.PublicKeyAlgorithm;
import dev.gatehouse.mock.jose.internal.jws.SharedSecretAlgorithm;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.assertion.SignedAssertion;
import dev.gatehouse.mock.oauth2.internal.certificate.CertificateAuthentication;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client is registered with what its authentication method needs, or could never prove itself.
 */
public final class CheckProof {
  private CheckProof() {}

  /** What is missing or of no use, as {@code name: words}; empty when all is there. */
  public static Optional<String> problem(RegisteredClient client) {
    String method = client.authenticationMethod();
    if (method.startsWith("client_secret") && client.secret().isEmpty()) {
      return Optional.of("secret: is needed for " + method);
    }
    return switch (method) {
      case SignedAssertion.BY_SECRET -> sharedSecret(client);
      case SignedAssertion.BY_KEY -> privateKey(client);
      case CertificateAuthentication.OF_AN_AUTHORITY ->
          needed(
              client.certificateSubject().isPresent(),
              "certificateSubject: is needed for " + method);
      case CertificateAuthentication.SELF_SIGNED ->
          needed(
              client.jwks().keys().stream().anyMatch(key -> !key.certificates().isEmpty()),
              "jwks: a key with x5c is needed for " + method);
      default -> Optional.empty();
    };
  }

  private static Optional<String> needed(boolean there, String problem) {
    return there ? Optional.empty() : Optional.of(problem);
  }

  /** RFC 7518, section 3.2: a secret as long as the hash at least. */
  private static Optional<String> sharedSecret(RegisteredClient client) {
    String name = client.assertionAlgorithm().orElse(SharedSecretAlgorithm.HS256.name());
    Optional<SharedSecretAlgorithm> algorithm = SharedSecretAlgorithm.of(name);
    if (algorithm.isEmpty()) {
      return unknownAlgorithm(client, SharedSecretAlgorithm.ids());
    }
    Secret secret = client.secret().orElseThrow();
    return needed(
        algorithm.get().fits(secret),
        "secret: "
            + name
            + " needs one of "
            + algorithm.get().fewestOctets()
            + " octets at least (RFC 7518, section 3.2)");
  }

  private static Optional<String> privateKey(RegisteredClient client) {
    Optional<String> named = client.assertionAlgorithm();
    if (named.isPresent() && PublicKeyAlgorithm.of(named.get()).isEmpty()) {
      return unknownAlgorithm(client, PublicKeyAlgorithm.ids());
    }
    boolean usable =
        client.jwks().keys().stream()
            .anyMatch(key -> algorithms(named).anyMatch(algorithm -> algorithm.fits(key)));
    return needed(
        usable,
        "jwks: a key for "
            + named.orElse("one of " + String.join(", ", PublicKeyAlgorithm.ids()))
            + " is needed for "
            + client.authenticationMethod());
  }

  private static Stream<PublicKeyAlgorithm> algorithms(Optional<String> named) {
    return named.isEmpty()
        ? Stream.of(PublicKeyAlgorithm.values())
        : PublicKeyAlgorithm.of(named.get()).stream();
  }

  private static Optional<String> unknownAlgorithm(RegisteredClient client, List<String> known) {
    return Optional.of(
        "assertionAlgorithm: must be one of "
            + String.join(", ", known)
            + " for "
            + client.authenticationMethod()
            + ", not "
            + client.assertionAlgorithm().orElse(""));
  }
}
