package dev.gatehouse.conformance.saboteur;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One request, and at most one more when the login has a new credential to show for itself. */
final class Retries {
  private final @Nullable Flaw flaw;

  Retries(@Nullable Flaw flaw) {
    this.flaw = flaw;
  }

  /** Something that sends a request and reads the answer. */
  @FunctionalInterface
  interface Sender {
    Incoming send(Outgoing request);
  }

  Incoming send(Outgoing request, Login login, Sender sender) {
    Outgoing signed = login.sign(request);
    Incoming answer = sender.send(signed);
    for (int retry = 1; retry <= most(answer.status()) && again(login, signed, answer); retry++) {
      signed = login.sign(replayed().apply(signed));
      answer = sender.send(signed);
    }
    return answer;
  }

  private int most(int status) {
    if ((flaw == Flaw.HTTP_401_BOUNDED && status == 401)
        || (flaw == Flaw.SIGV4_SKEW && status == 403)) {
      return 50;
    }
    return flaw == Flaw.HTTP_RETRY_AFTER && (status == 429 || status == 503) ? 3 : 1;
  }

  private boolean again(Login login, Outgoing signed, Incoming answer) {
    return switch (answer.status()) {
      case 401 ->
          login instanceof BearerLogin
              ? login.renews(signed, answer)
              : flaw == Flaw.HTTP_401_STATIC;
      case 403 ->
          login instanceof SignedLogin
              ? login.renews(signed, answer)
              : flaw == Flaw.HTTP_403_NO_REAUTH;
      case 429, 503 -> flaw == Flaw.HTTP_RETRY_AFTER;
      default -> false;
    };
  }

  private UnaryOperator<Outgoing> replayed() {
    return flaw == Flaw.HTTP_BODY_REPLAY
        ? request -> request.withBody(new byte[0])
        : UnaryOperator.identity();
  }
}
