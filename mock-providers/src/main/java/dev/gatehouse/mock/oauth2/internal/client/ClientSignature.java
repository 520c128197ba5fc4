package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.jose.internal.jws.KeySignature;
import dev.gatehouse.mock.jose.internal.jws.PublicKeyAlgorithm;
import dev.gatehouse.mock.jose.internal.jws.SharedSecretAlgorithm;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a client has signed a JWT: by one of its keys, or by its secret (RFC 7515, section 5.2;
 * RFC 7518, section 3). What is said about one that it has not follows the JWT's name in a
 * sentence.
 */
public final class ClientSignature {
  private ClientSignature() {}

  /** What clients may sign by, in the order metadata lists it. */
  public static List<String> algorithms() {
    List<String> algorithms = new ArrayList<>(PublicKeyAlgorithm.ids());
    algorithms.addAll(SharedSecretAlgorithm.ids());
    return algorithms;
  }

  /** Whether it says to be signed by something that is known here. */
  public static boolean isSigned(CompactJws jws) {
    return algorithms().contains(jws.algorithm());
  }

  /** Why it is not the client's, whatever it is signed by; empty when it is. */
  public static Optional<String> violation(CompactJws jws, RegisteredClient client) {
    if (!isSigned(jws)) {
      return Optional.of(
          "is signed by an alg that is none or unknown here; there are: "
              + String.join(", ", algorithms()));
    }
    return SharedSecretAlgorithm.of(jws.algorithm()).isPresent()
        ? bySecret(jws, client)
        : byKey(jws, client);
  }

  /** The same for one that is signed by a shared secret. */
  public static Optional<String> bySecret(CompactJws jws, RegisteredClient client) {
    SharedSecretAlgorithm algorithm = SharedSecretAlgorithm.of(jws.algorithm()).orElseThrow();
    Optional<Secret> secret = client.secret();
    if (secret.isEmpty()) {
      return Optional.of(
          "is signed by " + algorithm.name() + ", by a secret that the client does not have");
    }
    if (!algorithm.fits(secret.get())) {
      return Optional.of(
          "is signed by "
              + algorithm.name()
              + ", which needs a secret of "
              + algorithm.fewestOctets()
              + " octets at least; the client's is shorter (RFC 7518, section 3.2)");
    }
    return algorithm.verifies(secret.get(), jws)
        ? Optional.empty()
        : Optional.of(
            "has a signature that is not of the client's secret: it was changed, or signed by"
                + " another secret; the octets of the secret's UTF-8 are the key, not Base64 of"
                + " them");
  }

  /** The same for one that is signed by a key: the one its header names, or any that fits. */
  public static Optional<String> byKey(CompactJws jws, RegisteredClient client) {
    return KeySignature.violation(jws, client.jwks(), "the client");
  }
}
