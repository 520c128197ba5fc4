package dev.gatehouse.mock.oauth2.internal.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Whether a client has signed a JWT: by one of its keys, or by its secret (RFC 7515, section 5.2;
 * RFC 7518, section 3).
 */
public final class ClientSignature {
  /** What clients may sign by, in the order metadata lists it. */
  public static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "HS256");

  private ClientSignature() {}

  /** Why it is not the client's; empty when it is. */
  public static Optional<String> refute(JWSObject jws, RegisteredClient client) {
    String algorithm = jws.getHeader().getAlgorithm().getName();
    if (!ALGORITHMS.contains(algorithm)) {
      return Optional.of(
          "the header's alg is not supported; there are: " + String.join(", ", ALGORITHMS));
    }
    return algorithm.equals("HS256") ? bySecret(jws, client) : byKey(jws, algorithm, client);
  }

  private static Optional<String> bySecret(JWSObject jws, RegisteredClient client) {
    Optional<Secret> secret = client.secret();
    if (secret.isEmpty()) {
      return Optional.of(
          "the header's alg is HS256, which signs by the secret, but client "
              + client.id()
              + " has none");
    }
    try {
      byte[] octets = secret.get().reveal().getBytes(StandardCharsets.UTF_8);
      return jws.verify(new MACVerifier(octets)) ? Optional.empty() : notTheClients(client);
    } catch (KeyLengthException e) {
      return Optional.of(
          "the header's alg is HS256, but the secret of client "
              + client.id()
              + " is shorter than the 32 bytes that needs (RFC 7518, section 3.2)");
    } catch (JOSEException e) {
      return notTheClients(client);
    }
  }

  private static Optional<String> byKey(JWSObject jws, String algorithm, RegisteredClient client) {
    String kid = jws.getHeader().getKeyID();
    List<JWK> keys =
        client.jwks().map(jwks -> ClientKeys.forSignature(jwks, kid, algorithm)).orElse(List.of());
    if (keys.isEmpty()) {
      return Optional.of(
          "client "
              + client.id()
              + (kid == null
                  ? " has registered no key for " + algorithm
                  : " has registered no key for " + algorithm + " by the kid of the header"));
    }
    return keys.stream().anyMatch(key -> verifies(jws, key))
        ? Optional.empty()
        : notTheClients(client);
  }

  private static boolean verifies(JWSObject jws, JWK key) {
    try {
      JWSAlgorithm algorithm = jws.getHeader().getAlgorithm();
      Optional<JWSVerifier> verifier = verifier(key);
      return verifier.isPresent()
          && verifier.get().supportedJWSAlgorithms().contains(algorithm)
          && jws.verify(verifier.get());
    } catch (JOSEException e) {
      return false; // a key of another kind than the algorithm's
    }
  }

  private static Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
    if (key instanceof RSAKey rsa) {
      return Optional.of(new RSASSAVerifier(rsa));
    }
    return key instanceof ECKey ec ? Optional.of(new ECDSAVerifier(ec)) : Optional.empty();
  }

  private static Optional<String> notTheClients(RegisteredClient client) {
    return Optional.of(
        "the signature is not by a key of client "
            + client.id()
            + ": it was changed, or signed by another key");
  }
}
