package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * NTLM (MS-NTHT): it is a connection that is logged in, and it is kept for the calls that follow.
 */
final class NtlmLogin implements Login {
  private static final String FIELD = "Authorization";

  private final NtlmCredential credential;
  private final Wire wire;
  private final IdleLinks idle;
  private final @Nullable Flaw flaw;
  private @Nullable String lastProof;
  private @Nullable Type2 heldChallenge;
  private int underWay;

  NtlmLogin(NtlmCredential credential, Wire wire, IdleLinks idle, @Nullable Flaw flaw) {
    this.credential = credential;
    this.wire = wire;
    this.idle = idle;
    this.flaw = flaw;
  }

  /** Nothing: no request proves anything by itself. */
  @Override
  public Outgoing sign(Outgoing request) {
    return request;
  }

  Incoming send(Outgoing request, Deadline deadline, long limit) {
    return wire.within(request.target(), () -> sent(request, deadline, limit));
  }

  private Incoming sent(Outgoing request, Deadline deadline, long limit) throws IOException {
    Optional<Incoming> answer = onKeptLink(request, deadline, limit);
    if (answer.isPresent()) {
      return answer.get();
    }
    int tries = flaw == Flaw.NTLM_CLOSE_MIDWAY ? 50 : 2;
    for (int left = tries; left > 0; left--) {
      Link link = wire.link(request, deadline);
      try {
        return kept(link, request, loggedIn(link, request, deadline, limit));
      } catch (SocketTimeoutException | RuntimeException e) {
        link.close();
        throw e;
      } catch (IOException closed) {
        link.close();
      }
    }
    throw new Failure(Kind.AUTHENTICATION, "the server closes the connection during the login");
  }

  /** Empty when there is none, or it was closed in the meantime, or is logged in no more. */
  private Optional<Incoming> onKeptLink(Outgoing request, Deadline deadline, long limit)
      throws IOException {
    Link link = idle.take(this, request.target().authority());
    if (link == null) {
      return Optional.empty();
    }
    try {
      Incoming answer = link.exchange(request, deadline, limit);
      if (answer.status() != 401) {
        return Optional.of(kept(link, request, answer));
      }
    } catch (SocketTimeoutException e) {
      link.close();
      throw e;
    } catch (IOException closed) {
      // A server may close an idle connection whenever it likes.
    }
    link.close();
    return Optional.empty();
  }

  private Incoming kept(Link link, Outgoing request, Incoming answer) {
    if (link.isOpen() && answer.status() != 401 && flaw != Flaw.NTLM_REUSE) {
      idle.give(this, request.target().authority(), link);
    } else {
      link.close();
    }
    return answer;
  }

  private Incoming loggedIn(Link link, Outgoing request, Deadline deadline, long limit)
      throws IOException {
    Outgoing bare = request.withBody(new byte[0]);
    String replayed = flaw == Flaw.NTLM_NEW_CONNECTION ? proof(null) : null;
    if (replayed != null) {
      link.exchange(bare.adding(FIELD, replayed), deadline, limit);
    }
    begun(1);
    try {
      NtlmHandshake handshake = new NtlmHandshake(credential, flaw);
      Incoming challenge = link.exchange(bare.adding(FIELD, handshake.first()), deadline, limit);
      if (challenge.status() != 401) {
        return request.body().length == 0 ? challenge : link.exchange(request, deadline, limit);
      }
      Optional<byte[]> token = NtlmHandshake.token(challenge.all("WWW-Authenticate"));
      if (token.isEmpty()) {
        return challenge;
      }
      Type2 type2 = answered(Type2.read(token.get(), flaw));
      if (!link.isOpen()) {
        throw new EOFException("the connection was closed during the login");
      }
      String proof = handshake.second(type2);
      Outgoing last = request.adding(FIELD, proof);
      if (flaw == Flaw.NTLM_SAME_CONNECTION && request.body().length > 0) {
        try (Link other = wire.link(request, deadline)) {
          return other.exchange(last, deadline, limit);
        }
      }
      Incoming answer = link.exchange(last, deadline, limit);
      proof(proof);
      return answer;
    } finally {
      begun(-1);
    }
  }

  /** The last proof that was made, which only a broken client wants again. */
  private synchronized @Nullable String proof(@Nullable String made) {
    String before = lastProof;
    lastProof = made == null ? before : made;
    return before;
  }

  private synchronized void begun(int more) {
    underWay += more;
    heldChallenge = underWay == 0 ? null : heldChallenge;
  }

  /** The challenge to answer: each connection's own, unless all share what came first. */
  private synchronized Type2 answered(Type2 own) {
    if (flaw != Flaw.NTLM_CONCURRENT) {
      return own;
    }
    heldChallenge = heldChallenge == null ? own : heldChallenge;
    return heldChallenge;
  }

  @Override
  public void close() {
    idle.release(this);
  }
}
