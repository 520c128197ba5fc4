package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.credential.internal.Remembered;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.DpopVerifier;
import dev.gatehouse.mock.jose.internal.jws.PublicKeyAlgorithm;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies the proofs of requests, for an authorization server and for APIs (RFC 9449). */
public final class DpopProofs implements DpopVerifier {
  /**
   * By which URI clients know what they call, where that is another than it looks from here, as
   * behind a proxy. One of plain HTTP does not count for a request that came over TLS.
   */
  @FunctionalInterface
  public interface Published {
    Optional<String> uri(ServerRequest request);

    /** By a server's public address; null for none. */
    static Published at(@Nullable PublicAddress address) {
      return request -> Optional.ofNullable(address).map(known -> known.uri(request));
    }
  }

  private final ProofClaims claims;
  private final @Nullable DpopNonces nonces;
  private final Published published;
  private final InstantSource clock;

  /**
   * @param seen keeps the proofs that came
   * @param nonces those that proofs must have; null for none
   */
  public DpopProofs(
      Remembered seen, @Nullable DpopNonces nonces, Published published, InstantSource clock) {
    this.claims = new ProofClaims(seen, nonces);
    this.nonces = nonces;
    this.published = published;
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
    return judge(request, accessToken);
  }

  /** Verifies the proof of a request for tokens, beside which there is none yet. */
  public Proof verify(ServerRequest request) {
    return judge(request, null);
  }

  private Proof judge(ServerRequest request, @Nullable String accessToken) {
    try {
      ProofForm form = ProofForm.of(request);
      claims.check(
          new ReceivedProof(
              form.jws(), form.key(), request, uris(request), accessToken, clock.instant()));
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

  private Optional<String> nonce() {
    return Optional.ofNullable(nonces).map(DpopNonces::current);
  }

  /** The same answer, with the nonce that the next proof must have, if one must (section 8.2). */
  public Reply withNonce(Reply reply) {
    return nonce()
        .map(
            next ->
                new Reply(
                    reply.response().with("DPoP-Nonce", next), reply.event(), reply.explanation()))
        .orElse(reply);
  }

  /** The nonces given out until now are good no more. */
  public void reset() {
    if (nonces != null) {
      nonces.reset();
    }
  }

  private Set<String> uris(ServerRequest request) {
    Set<String> uris = new LinkedHashSet<>();
    uris.add(TargetUri.of(request));
    published
        .uri(request)
        .filter(uri -> !request.scheme().equals("https") || uri.startsWith("https:"))
        .flatMap(TargetUri::of)
        .ifPresent(uris::add);
    return uris;
  }
}
