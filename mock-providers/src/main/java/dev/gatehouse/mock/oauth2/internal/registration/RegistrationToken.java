package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one bearer token that opens a door: to register (RFC 7591, section 3), or to manage a
 * registration (RFC 7592, section 2).
 *
 * @param right the token; empty when no token is right
 * @param wrong why another is not, for the journal
 */
record RegistrationToken(Optional<Secret> right, String wrong) {
  /** The refusal (RFC 6750, section 3.1); empty when the token is right. */
  Optional<Reply> objection(ServerRequest request) {
    return new BearerGate(this::verify, Set.of()).judge(request) instanceof Verdict.Refused refused
        ? Optional.of(
            new Reply(
                NoStore.on(refused.response()), "registration.refused", refused.explanation()))
        : Optional.empty();
  }

  private TokenVerdict verify(String token) {
    return right.filter(secret -> ConstantTime.equal(secret.reveal(), token)).isPresent()
        ? new TokenVerdict.Valid("registration", Set.of(), Map.of())
        : new TokenVerdict.Invalid("wrong-token", "The token is not valid here.", wrong);
  }
}
