package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.DpopVerifier;
import dev.gatehouse.mock.oauth2.internal.jws.PublicKeyAlgorithm;
import dev.gatehouse.mock.oauth2.internal.ledger.Remembered;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies the proofs of requests, for an authorization server and for APIs (RFC 9449). */
public final class DpopProofs implements DpopVerifier {
  private final ProofClaims claims;
  private final @Nullable DpopNonces nonces;
  private final InstantSource clock;

  /**
   * @param seen keeps the proofs that came
   * @param nonces those that proofs must have; null for none
   */
  public DpopProofs(Remembered seen, @Nullable DpopNonces nonces, InstantSource clock) {
    this.claims = new ProofClaims(seen, nonces);
    this.nonces = nonces;
    this.clock = clock;
  }

  @Override
  public List<String> algorithms() {
    return PublicKeyAlgorithm.ids();
  }

  /** Whether a request has a proof at all. */
  public static boolean isIn(ServerRequest request) {
    return ProofForm.isIn(request);
  }

  @Override
  public Proof verify(ServerRequest request, String accessToken) {
    return verify(request, Set.of(), accessToken);
  }

  /**
   * Verifies the proof of a request.
   *
   * @param published other URIs of the same endpoint, which clients behind a proxy know it by; one
   *     of plain HTTP does not count for a request that came over TLS
   */
  public Proof verify(ServerRequest request, Set<String> published) {
    return verify(request, published, null);
  }

  private Proof verify(ServerRequest request, Set<String> published, @Nullable String accessToken) {
    try {
      ProofForm form = ProofForm.of(request);
      claims.check(
          new ReceivedProof(
              form.jws(),
              form.key(),
              request,
              uris(request, published),
              accessToken,
              clock.instant()));
      return new Proof.Held(form.key().thumbprint());
    } catch (UnprovedException e) {
      return new Proof.Failed(
          e.reason(),
          e.forNonce() ? "use_dpop_nonce" : "invalid_dpop_proof",
          e.forNonce()
              ? "The DPoP proof needs the nonce of this answer."
              : "The DPoP proof is missing or not valid.",
          e.explanation(),
          nonce().orElse(null));
    }
  }

  /** What the next proof must have, if anything. */
  public Optional<String> nonce() {
    return Optional.ofNullable(nonces).map(DpopNonces::current);
  }

  /** The nonces given out until now are good no more. */
  public void reset() {
    if (nonces != null) {
      nonces.reset();
    }
  }

  private static Set<String> uris(ServerRequest request, Set<String> published) {
    Set<String> uris = new LinkedHashSet<>();
    uris.add(TargetUri.of(request));
    published.stream()
        .filter(uri -> !request.scheme().equals("https") || uri.startsWith("https:"))
        .flatMap(uri -> TargetUri.of(uri).stream())
        .forEach(uris::add);
    return uris;
  }
}
