package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.util.Optional;

/**
 * Signs every attempt by Signature Version 4, with the time of that attempt. Another is made when
 * the server says that the clocks differ, by the server's, or that the session is over, in a new
 * one.
 */
record AwsSignature(RequestSigner signer, TokenCache<SigningKey> keys, CorrectedClock clock)
    implements Authenticator {

  @Override
  public Outgoing prepare(Outgoing request) {
    return request.withBody(WholeStream.of(request.body()));
  }

  @Override
  public Outgoing authenticate(Outgoing request) {
    SigningKey key = keys.get();
    return signer.sign(request, key, clock.instant());
  }

  @Override
  public boolean mayRetry(Outgoing refused, Answer answer) throws IOException {
    Optional<AwsRefusal> refusal = AwsRefusal.of(answer);
    if (refusal.isEmpty()) {
      return false;
    }
    if (refusal.get().isSkewed()) {
      return clock.correct(answer.headers());
    }
    Optional<String> session = new Headers(refused.headers(), false).first("X-Amz-Security-Token");
    if (session.isEmpty() || !refusal.get().isSessionOver()) {
      return false;
    }
    keys.discard(Secret.of(session.get()));
    return true;
  }

  @Override
  public void close() {
    keys.close();
  }
}
