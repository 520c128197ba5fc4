package dev.gatehouse.client;

import dev.gatehouse.connection.NtlmAuth;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Logs TCP connections in by NTLM (MS-NTHT), each once, and sends requests over those that are. A
 * body that can be read only once goes over a connection logged in for it, since only there is
 * certain that the server will take it.
 */
record NtlmLogin(NtlmIdentity identity, InstantSource clock, LoggedIn loggedIn)
    implements Authenticator {
  /** What may be sent again when nobody knows whether it arrived (RFC 9110, section 9.2.2). */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

  static NtlmLogin of(NtlmAuth auth, ClientOptions options) {
    UnicodeText.require("auth.username", auth.username());
    UnicodeText.require("auth.password", auth.password().reveal());
    return new NtlmLogin(new NtlmIdentity(auth), options.clock(), new LoggedIn());
  }

  /** Without a credential of the caller's: the connection is what is logged in. */
  @Override
  public Outgoing authenticate(Outgoing request) {
    return request.without("Authorization");
  }

  /** A refusal of the third message is the answer: another try would help to lock the account. */
  @Override
  public ClassicHttpResponse send(Trip trip) throws IOException {
    if (loggedIn.on(trip.line())) {
      if (!trip.request().isRepeatable()) {
        trip.renew();
      } else {
        ClassicHttpResponse answer = resendable(trip).sendWhole();
        if (!asksAgain(answer)) {
          return answer;
        }
        loggedIn.remove(trip.line());
        trip.line().skip(answer);
        if (!trip.line().isReusable()) {
          trip.renew();
        }
      }
    }
    return login(trip);
  }

  private ClassicHttpResponse login(Trip trip) throws IOException {
    Line line = trip.line();
    boolean hasBody = !(trip.request().body() instanceof Body.None);
    ClassicHttpResponse answer =
        new NtlmDialogue(identity, NtlmSide.SERVER, clock, trip.request().toString())
            .login(resendable(trip), line, ChannelBinding.of(line.session()), hasBody);
    if (!NtlmSide.SERVER.isAskedBy(answer)) {
      loggedIn.add(line);
    }
    return answer;
  }

  private static boolean asksAgain(ClassicHttpResponse answer) {
    return NtlmSide.SERVER.isAskedBy(answer) && NtlmSide.SERVER.offer(answer).isPresent();
  }

  private static Leg resendable(Trip trip) {
    Outgoing request = trip.request();
    Leg leg = trip.leg();
    if (!IDEMPOTENT.contains(request.method()) || !request.isRepeatable()) {
      return leg;
    }
    return (credential, whole) -> {
      try {
        return leg.send(credential, whole);
      } catch (IOException e) {
        throw LostHandshakeException.isLoss(e)
            ? new LostHandshakeException("the server closed the connection without an answer")
            : e;
      }
    };
  }
}
