package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.DpopVerifier.Proof;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who sends a token holds everything that it is bound to (RFC 7800, section 3): a key, proved by
 * the DPoP scheme and by no other (RFC 9449, section 7), or the certificate of the connection (RFC
 * 8705, section 3).
 *
 * @param dpop verifies proofs; empty when none are taken
 */
record SenderConstraint(Optional<DpopVerifier> dpop) {
  private static final String KEY = "jkt";
  private static final String CERTIFICATE = "x5t#S256";

  /** The refusal of a request whose sender does not, or empty. */
  Optional<Verdict> violation(
      ServerRequest request, String token, Map<String, String> bound, TokenChallenge challenge) {
    return unknown(bound, challenge)
        .or(() -> key(request, token, bound, challenge))
        .or(() -> certificate(request, bound, challenge));
  }

  private static Optional<Verdict> unknown(Map<String, String> bound, TokenChallenge challenge) {
    return Set.of(KEY, CERTIFICATE).containsAll(bound.keySet())
        ? Optional.empty()
        : refused(
            challenge,
            "unknown-binding",
            "The access token is bound to something that cannot be proved here.",
            "the token's cnf has members unknown here: " + String.join(", ", bound.keySet()));
  }

  private Optional<Verdict> key(
      ServerRequest request, String token, Map<String, String> bound, TokenChallenge challenge) {
    boolean byDpop = challenge.scheme().equals(TokenChallenge.DPOP);
    if (!byDpop) {
      return bound.containsKey(KEY)
          ? refused(
              challenge,
              "bound-token-as-bearer",
              "The access token is bound to a key.",
              "the token is bound to a key (cnf with jkt) and came by the scheme Bearer, as anybody"
                  + " could send it; the scheme DPoP and a proof in the field DPoP are right (RFC"
                  + " 9449, section 7.2)")
          : Optional.empty();
    }
    if (!bound.containsKey(KEY)) {
      return refused(
          challenge,
          "unbound-token",
          "The access token is not bound to a key.",
          "the token came by the scheme DPoP, but is bound to no key (cnf has no jkt); the scheme"
              + " Bearer is right, or a token that was asked for with a proof (RFC 9449, section"
              + " 5)");
    }
    Proof proof = dpop.orElseThrow().verify(request, token);
    if (proof instanceof Proof.Failed failed) {
      return Optional.of(failed(failed, challenge));
    }
    return ((Proof.Held) proof).thumbprint().equals(bound.get(KEY))
        ? Optional.empty()
        : refused(
            challenge,
            "wrong-key",
            "The DPoP proof is of another key than the access token is bound to.",
            "the DPoP proof is good, but of another key than the token is bound to: the token is"
                + " somebody else's, or the client made a new key since it got it");
  }

  private static Verdict failed(Proof.Failed failed, TokenChallenge challenge) {
    ServerResponse response = challenge.unauthorized(failed.error(), failed.description());
    return new Verdict.Refused(
        failed.reason(),
        failed.explanation(),
        failed.nonce() == null ? response : response.with("DPoP-Nonce", failed.nonce()));
  }

  private static Optional<Verdict> certificate(
      ServerRequest request, Map<String, String> bound, TokenChallenge challenge) {
    String wanted = bound.get(CERTIFICATE);
    if (wanted == null) {
      return Optional.empty();
    }
    List<X509Certificate> chain = request.clientCertificates();
    if (chain.isEmpty()) {
      return refused(
          challenge,
          "missing-certificate",
          "The access token is bound to a certificate.",
          "the token is bound to a TLS client certificate, and the connection has none"
              + (request.scheme().equals("https") ? "" : ": it is plain HTTP")
              + " (RFC 8705, section 3)");
    }
    String came = Sha256.of(chain.get(0));
    return came.equals(wanted)
        ? Optional.empty()
        : refused(
            challenge,
            "wrong-certificate",
            "The access token is bound to another certificate.",
            "the token is bound to the certificate with the x5t#S256 "
                + wanted
                + "; that of the connection has "
                + came
                + " (RFC 8705, section 3)");
  }

  private static Optional<Verdict> refused(
      TokenChallenge challenge, String reason, String description, String explanation) {
    return Optional.of(
        new Verdict.Refused(reason, explanation, challenge.invalidToken(description)));
  }
}
