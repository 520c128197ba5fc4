package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for one token: within a total time, up to a size, and without following a redirect. */
final class TokenEndpoint {
  private static final long LONGEST = 1024 * 1024;

  private final TokenRequest client;
  private final Wire wire;
  private final Duration silence;
  private final Duration total;
  private final InstantSource clock;
  private final @Nullable Flaw flaw;

  TokenEndpoint(
      TokenRequest client,
      Wire wire,
      Duration silence,
      Duration total,
      InstantSource clock,
      @Nullable Flaw flaw) {
    this.client = client;
    this.wire = wire;
    this.silence = silence;
    this.total = total;
    this.clock = clock;
    this.flaw = flaw;
  }

  /**
   * @param grant the fields of the grant
   * @param scopes what is granted unless the answer says otherwise
   */
  Token ask(Form grant, List<String> scopes) {
    Outgoing request = client.build(grant);
    Incoming answer = exchange(request);
    if (flaw == Flaw.TOKEN_REDIRECT && answer.first("Location").isPresent()) {
      answer = exchange(request.to(request.target().resolve(answer.first("Location").get())));
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      throw new Failure(
          Kind.AUTHENTICATION, "the token endpoint redirects; a secret is not sent elsewhere");
    }
    return new TokenResponse(clock.instant(), scopes, flaw).read(answer);
  }

  private Incoming exchange(Outgoing request) {
    Deadline deadline = Deadline.ofSilence(silence);
    try {
      return wire.exchange(
          request,
          flaw == Flaw.TOKEN_DRIP ? deadline : deadline.endingIn(total),
          flaw == Flaw.TOKEN_HUGE ? Long.MAX_VALUE : LONGEST);
    } catch (Failure e) {
      throw new Failure(
          e.kind() == Kind.NETWORK ? Kind.AUTHENTICATION : e.kind(),
          "no token: " + e.getMessage(),
          e);
    }
  }
}
