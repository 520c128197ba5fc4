package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.oauth2.JwkSet;
import dev.gatehouse.mock.oauth2.PublicJwk;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.jws.CompactJws;
import dev.gatehouse.mock.oauth2.internal.jws.PublicKeyAlgorithm;
import dev.gatehouse.mock.oauth2.internal.jws.SharedSecretAlgorithm;
import dev.gatehouse.mock.oauth2.internal.jws.Shown;
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
    PublicKeyAlgorithm algorithm = PublicKeyAlgorithm.of(jws.algorithm()).orElseThrow();
    JwkSet registered = client.jwks();
    Optional<String> named = jws.keyId();
    List<PublicJwk> meant =
        registered.keys().stream()
            .filter(key -> named.isEmpty() || named.get().equals(key.id()))
            .toList();
    if (meant.isEmpty()) {
      return Optional.of(
          "is signed by a key that the client has not registered"
              + named.map(id -> " (kid " + Shown.text(id) + ")").orElse("")
              + "; registered are: "
              + registered.names());
    }
    List<PublicJwk> fitting = meant.stream().filter(algorithm::fits).toList();
    if (fitting.isEmpty()) {
      return Optional.of(
          "is signed by "
              + jws.algorithm()
              + ", which needs "
              + algorithm.wanted()
              + " that may be used for it; that is not so of the key registered: "
              + new JwkSet(meant).names());
    }
    return fitting.stream().anyMatch(key -> algorithm.verifies(key.key(), jws))
        ? Optional.empty()
        : Optional.of(
            "has a signature that is not of the key "
                + new JwkSet(fitting).names()
                + ": "
                + whose(jws, algorithm, registered));
  }

  private static String whose(CompactJws jws, PublicKeyAlgorithm algorithm, JwkSet registered) {
    return registered.keys().stream()
        .filter(key -> algorithm.fits(key) && algorithm.verifies(key.key(), jws))
        .findFirst()
        .map(key -> "it is of the client's key " + key.name())
        .orElse("it was changed, or signed by another key");
  }
}
