package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What verifies signatures by a secret, kept for the next request. */
final class Signers {
  private static final int MOST = 256;

  private final SigningKeys derived = new SigningKeys();
  private final ConcurrentMap<V4aKey, V4aPublicKey> publicKeys = new ConcurrentHashMap<>();

  private record V4aKey(String accessKeyId, Secret secret) {}

  Signer of(Algorithm algorithm, String accessKeyId, Secret secret, CredentialScope scope) {
    return switch (algorithm) {
      case V4 -> new Signer.Hmac(derived.of(secret, scope));
      case V4A -> new Signer.Ecdsa(publicKey(accessKeyId, secret));
    };
  }

  private V4aPublicKey publicKey(String accessKeyId, Secret secret) {
    if (publicKeys.size() >= MOST) {
      publicKeys.clear();
    }
    return publicKeys.computeIfAbsent(
        new V4aKey(accessKeyId, secret), key -> V4aPublicKey.of(accessKeyId, secret.reveal()));
  }
}
