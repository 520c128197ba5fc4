package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.PublicJwk;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.jose.internal.jws.JwkReader;
import dev.gatehouse.mock.jose.internal.jws.PublicKeyAlgorithm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One proof, in the right form and signed by the key that it brings along (RFC 9449, section 4.3,
 * points 1 to 7).
 *
 * @param jws the proof
 * @param key in its header
 */
record ProofForm(CompactJws jws, PublicJwk key) {
  static final String FIELD = "DPoP";

  /** Whether a request has a proof, or several. */
  static boolean isIn(ServerRequest request) {
    return !request.headers(FIELD).isEmpty();
  }

  /**
   * Reads it.
   *
   * @throws UnprovedException if it is missing or not one, or its signature does not hold
   */
  static ProofForm of(ServerRequest request) throws UnprovedException {
    List<String> fields = request.headers(FIELD);
    if (fields.isEmpty()) {
      throw new UnprovedException(
          "missing-proof", "the request has no DPoP field with a proof (RFC 9449, section 4.1)");
    }
    if (fields.size() > 1 || fields.get(0).indexOf(',') >= 0) {
      throw new UnprovedException(
          "several-proofs",
          "the request has more than one DPoP proof; one is right (RFC 9449, section 4.3). Does a"
              + " retry add another?");
    }
    CompactJws jws;
    try {
      jws = CompactJws.parse(fields.get(0));
    } catch (MalformedCredentialException e) {
      throw new UnprovedException("malformed-proof", "the DPoP proof " + e.explanation());
    }
    if (!jws.type().equals("dpop+jwt")) {
      throw new UnprovedException(
          "wrong-type", "the DPoP proof's typ is not dpop+jwt (RFC 9449, section 4.2)");
    }
    if (jws.hasCriticalExtension()) {
      throw new UnprovedException(
          "critical-extension",
          "the DPoP proof names extensions in crit, of which none is known here");
    }
    return signed(jws, key(jws));
  }

  private static PublicJwk key(CompactJws jws) throws UnprovedException {
    if (!(jws.header().get("jwk") instanceof Map<?, ?> members)) {
      throw new UnprovedException(
          "missing-key",
          "the DPoP proof has no jwk in its header, the public key that verifies it (RFC 9449,"
              + " section 4.2)");
    }
    Map<String, Object> jwk = new LinkedHashMap<>();
    members.forEach((name, value) -> jwk.put(String.valueOf(name), value));
    try {
      return JwkReader.key(jwk);
    } catch (MalformedCredentialException e) {
      throw new UnprovedException("malformed-key", "the jwk of the DPoP proof " + e.explanation());
    }
  }

  private static ProofForm signed(CompactJws jws, PublicJwk key) throws UnprovedException {
    PublicKeyAlgorithm algorithm =
        PublicKeyAlgorithm.of(jws.algorithm())
            .orElseThrow(
                () ->
                    new UnprovedException(
                        "wrong-algorithm",
                        "the DPoP proof's alg is none, symmetric or unknown here; there are: "
                            + String.join(", ", PublicKeyAlgorithm.ids())));
    if (!algorithm.fits(key)) {
      throw new UnprovedException(
          "wrong-algorithm",
          "the DPoP proof is signed by "
              + jws.algorithm()
              + ", which needs "
              + algorithm.wanted()
              + "; its jwk is another");
    }
    if (!algorithm.verifies(key.key(), jws)) {
      throw new UnprovedException(
          "wrong-signature",
          "the DPoP proof's signature is not of the key in its jwk: it was changed, or signed by"
              + " another key");
    }
    return new ProofForm(jws, key);
  }
}
