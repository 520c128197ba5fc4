package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.credential.internal.Remembered;
import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.jose.internal.jws.NumericDate;
import dev.gatehouse.mock.jose.internal.jws.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what a proof says (RFC 9449, section 4.3, points 3 and 8 to 12).
 *
 * @param seen keeps the proofs that came
 * @param nonces those demanded; null when none are
 */
record ProofClaims(Remembered seen, @Nullable DpopNonces nonces) {
  /** RFC 9449, section 11.1: seconds, or minutes at most. */
  private static final long OLDEST_SECONDS = 60;

  /** Clocks that are ahead by so much must pass, as for assertions. */
  private static final long AHEAD_SECONDS = 10;

  /** One rule. */
  private interface Rule {
    void check(ReceivedProof proof) throws UnprovedException;
  }

  /** Applies them in their order; a proof that passes is used up. */
  void check(ReceivedProof proof) throws UnprovedException {
    List<Rule> rules =
        List.of(
            ProofClaims::method,
            ProofClaims::uri,
            this::nonce,
            this::time,
            ProofClaims::token,
            this::once);
    for (Rule rule : rules) {
      rule.check(proof);
    }
  }

  private static String text(ReceivedProof proof, String name) throws UnprovedException {
    if (proof.jws().claims().get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new UnprovedException(
        "missing-claim",
        "the DPoP proof has no " + name + " that is a text (RFC 9449, section 4.2)");
  }

  private static void method(ReceivedProof proof) throws UnprovedException {
    String method = text(proof, "htm");
    if (!method.equals(proof.request().method())) {
      throw new UnprovedException(
          "wrong-method",
          "the DPoP proof's htm is "
              + Shown.text(method)
              + "; the request's method is "
              + proof.request().method());
    }
  }

  private static void uri(ReceivedProof proof) throws UnprovedException {
    String uri = text(proof, "htu");
    Optional<String> normal = TargetUri.of(uri);
    if (normal.isEmpty() || !proof.uris().contains(normal.get())) {
      throw new UnprovedException(
          "wrong-uri",
          "the DPoP proof's htu is "
              + Shown.text(normal.orElse("no absolute URI"))
              + "; the request's URI is "
              + proof.uris().iterator().next()
              + " (RFC 9449, section 4.3)");
    }
  }

  private void nonce(ReceivedProof proof) throws UnprovedException {
    if (nonces == null) {
      return;
    }
    if (!(proof.jws().claims().get("nonce") instanceof String nonce)) {
      throw new UnprovedException(
          "missing-nonce",
          "the DPoP proof has no nonce, and the server demands one; the answer names it in"
              + " DPoP-Nonce, and a new proof with it is right (RFC 9449, section 8)",
          true);
    }
    if (!nonces.isGood(nonce)) {
      throw new UnprovedException(
          "wrong-nonce",
          "the DPoP proof's nonce is not the server's, or an old one; the answer names the newest"
              + " in DPoP-Nonce, and a new proof with it is right (RFC 9449, section 8)",
          true);
    }
  }

  /** A nonce tells the time better than the client's clock does (RFC 9449, section 11.1). */
  private void time(ReceivedProof proof) throws UnprovedException {
    Optional<Instant> made = NumericDate.of(proof.jws().claims().get("iat"));
    if (made.isEmpty()) {
      throw new UnprovedException(
          "missing-claim",
          "the DPoP proof has no iat that is a number of seconds (RFC 9449, section 4.2)");
    }
    long age = proof.now().getEpochSecond() - made.get().getEpochSecond();
    if (nonces == null && (age > OLDEST_SECONDS || age < -AHEAD_SECONDS)) {
      throw new UnprovedException(
          "stale-proof",
          "the DPoP proof was made "
              + Math.abs(age)
              + " seconds "
              + (age < 0 ? "ahead of" : "before")
              + " the server's clock, which says "
              + proof.now()
              + "; at most "
              + OLDEST_SECONDS
              + " before and "
              + AHEAD_SECONDS
              + " ahead are right");
    }
  }

  private static void token(ReceivedProof proof) throws UnprovedException {
    if (proof.accessToken() != null && !text(proof, "ath").equals(Sha256.of(proof.accessToken()))) {
      throw new UnprovedException(
          "wrong-token-hash",
          "the DPoP proof's ath is not the SHA-256 of the access token beside it, in Base64url (RFC"
              + " 9449, section 4.2)");
    }
  }

  private void once(ReceivedProof proof) throws UnprovedException {
    String id = text(proof, "jti");
    if (!seen.add(Sha256.of(proof.key().thumbprint() + '\n' + id))) {
      throw new UnprovedException(
          "replayed-proof",
          "a DPoP proof with this jti came before; each request needs a proof of its own (RFC 9449,"
              + " section 11.1)");
    }
  }
}
