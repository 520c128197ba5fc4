package dev.gatehouse.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** One request from start to end: logged in, tried again at most once, redirected a few times. */
record Exchange(Wire wire, Authenticator authenticator) {

  <T> T run(Outgoing request, HttpConnection.Reader<T> reader) {
    Hop hop = new Hop(authenticator.prepare(request), true, false, 0);
    while (true) {
      Outgoing sent = hop.home() ? authenticator.authenticate(hop.request()) : hop.request();
      try (Answer answer =
          hop.home()
              ? wire.send(sent, Deadline.NONE, authenticator)
              : wire.send(sent, Deadline.NONE)) {
        Optional<Hop> next = next(hop, sent, answer);
        if (next.isEmpty()) {
          return reader.read(answer.status(), answer.headers(), answer.body());
        }
        hop = next.get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Optional<Hop> next(Hop hop, Outgoing sent, Answer answer) throws IOException {
    boolean again =
        hop.home() && !hop.retried() && sent.isRepeatable() && authenticator.mayRetry(sent, answer);
    return again
        ? Optional.of(new Hop(hop.request(), true, true, hop.redirects()))
        : Redirects.next(hop.request(), answer.status(), answer.fields())
            .map(target -> hop.redirectedTo(target, authenticator));
  }

  /**
   * How far an exchange got.
   *
   * @param request without any credential
   * @param home whether every hop so far was to the base URI's origin; once a redirect has left it,
   *     no credential is sent for the rest of the way
   */
  private record Hop(Outgoing request, boolean home, boolean retried, int redirects) {
    Hop redirectedTo(Outgoing target, Authenticator authenticator) {
      if (redirects == Redirects.LIMIT) {
        throw new RedirectFailedException(
            "the server redirected more than " + Redirects.LIMIT + " times");
      }
      boolean stays = home && Origin.of(target.uri()).equals(Origin.of(request.uri()));
      Outgoing cleaned =
          stays ? target : target.withUri(authenticator.withoutCredential(target.uri()));
      return new Hop(cleaned, stays, retried, redirects + 1);
    }
  }
}
