package dev.gatehouse.mock.jose.internal.jws;

import dev.gatehouse.mock.jose.JwkSet;
import dev.gatehouse.mock.jose.PublicJwk;
import java.util.List;
import java.util.Optional;

/** Whether a JWT is signed by somebody's key (RFC 7515, section 5.2). */
public final class KeySignature {
  private KeySignature() {}

  /**
   * Why it is not signed by the key its header names, or by any that fits when it names none; what
   * is said follows the JWT's name in a sentence.
   *
   * @param jws signed by a {@link PublicKeyAlgorithm}
   * @param registered keys
   * @param owner whose they are, in words
   */
  public static Optional<String> violation(CompactJws jws, JwkSet registered, String owner) {
    PublicKeyAlgorithm algorithm = PublicKeyAlgorithm.of(jws.algorithm()).orElseThrow();
    Optional<String> named = jws.keyId();
    List<PublicJwk> meant =
        registered.keys().stream()
            .filter(key -> named.isEmpty() || named.get().equals(key.id()))
            .toList();
    if (meant.isEmpty()) {
      return Optional.of(
          "is signed by a key that "
              + owner
              + " has not registered"
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
                + whose(jws, algorithm, registered, owner));
  }

  private static String whose(
      CompactJws jws, PublicKeyAlgorithm algorithm, JwkSet registered, String owner) {
    return registered.keys().stream()
        .filter(key -> algorithm.fits(key) && algorithm.verifies(key.key(), jws))
        .findFirst()
        .map(key -> "it is of " + owner + "'s key " + key.name())
        .orElse("it was changed, or signed by another key");
  }
}
