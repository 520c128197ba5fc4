package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Signing keys, derived from a secret for a day, a region and a service (AWS documentation:
 * "Calculate the signature"). The last few hundred are kept.
 */
final class SigningKeys {
  /** What the secret is led by. */
  static final String PREFIX = "AWS4";

  private static final int MOST = 512;

  private final ConcurrentMap<CacheKey, byte[]> derived = new ConcurrentHashMap<>();

  /** The secret is part of it, as a key id can get another secret. */
  private record CacheKey(Secret secret, String date, String region, String service) {}

  byte[] of(Secret secret, CredentialScope scope) {
    CacheKey key = new CacheKey(secret, scope.date(), scope.region(), scope.service());
    byte[] found = derived.get(key);
    if (found == null) {
      found = derive(PREFIX + secret.reveal(), scope);
      if (derived.size() >= MOST) {
        derived.clear(); // cheaper than knowing the oldest, and a key costs four HMACs to make anew
      }
      derived.put(key, found);
    }
    return found;
  }

  /**
   * Derives a key.
   *
   * @param start the prefix and the secret access key
   */
  static byte[] derive(String start, CredentialScope scope) {
    byte[] date = Sha256.hmac(start.getBytes(StandardCharsets.UTF_8), scope.date());
    byte[] region = Sha256.hmac(date, scope.region());
    byte[] service = Sha256.hmac(region, scope.service());
    return Sha256.hmac(service, CredentialScope.TERMINATOR);
  }
}
