package dev.gatehouse.mock.routing;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.ProxyGate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.http.Front;
import dev.gatehouse.mock.journal.Mask;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.routing.Recorder.Decision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * A forward proxy on a port of its own (RFC 9110, section 3.7): the gate first, then the target,
 * then the other server. It goes to servers on this machine only, and to those that were named.
 */
public final class ForwardProxy implements Front {
  private final String name;
  private final InstantSource clock;
  private final Recorder recorder;
  private final ProxyGate gate;
  private final Set<String> alsoTo;

  /**
   * @param name for the journal, such as {@code proxy 127.0.0.1:8481}
   * @param gate who judges, by the usual fields: it is made one for a proxy here
   * @param alsoTo hosts that are not on this machine
   */
  public ForwardProxy(
      String name, InstantSource clock, RingJournal journal, Gate gate, Set<String> alsoTo) {
    this.name = name;
    this.clock = clock;
    this.recorder = new Recorder(journal);
    this.gate = gate instanceof ProxyGate already ? already : new ProxyGate(gate);
    this.alsoTo = Set.copyOf(alsoTo);
    recorder.mask(Mask.standard().and(gate.secretHeaders(), gate.secretParameters()));
  }

  /** Forgets who has logged in. */
  public void reset() {
    gate.reset();
  }

  @Override
  public boolean isProxy() {
    return true;
  }

  @Override
  public boolean wantsClientCertificates() {
    return gate.wantsClientCertificates();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void turnedAway(ServerRequest request, int status, String reason, String explanation) {
    Outcome outcome = status == 500 ? Outcome.FAILED : Outcome.REFUSED;
    recorder.record(now(), request, new Decision(name, outcome, reason, explanation, status));
  }

  @Override
  public Answer answer(ServerRequest request) {
    Instant at = now();
    ServerRequest shown = request.withPath(whole(request));
    Verdict verdict = gate.judge(request);
    if (!(verdict instanceof Verdict.Admitted admitted)) {
      Judged judged = Judged.of(name, verdict);
      recorder.record(at, shown, judged.decision());
      return new Answer.Whole(judged.response());
    }
    ProxyTarget target = ProxyTarget.of(request);
    if (target instanceof ProxyTarget.Unfit unfit) {
      return refused(at, shown, admitted, 400, "bad-target", unfit.explanation());
    }
    ProxyTarget.Server server = (ProxyTarget.Server) target;
    if (name.endsWith(":" + server.port()) && server.isOnThisMachine()) {
      // Sent to the proxy as if it were the server: by Host, it would ask itself for ever.
      return refused(at, shown, admitted, 400, "bad-target", ProxyTarget.ITSELF);
    }
    if (!server.isAllowed(alsoTo)) {
      return refused(at, shown, admitted, 403, "foreign-target", server.howToAllow());
    }
    Answer.Ending ending =
        (status, failure) ->
            recorder.record(
                at,
                shown,
                new Decision(
                    name,
                    Outcome.ADMITTED,
                    failure == null ? "" : "unreachable-target",
                    admitted.principal(),
                    admitted.evidence(),
                    failure,
                    status));
    if (request.method().equals("CONNECT")) {
      return new Answer.Tunnelled(server.host(), server.port(), ending);
    }
    ServerRequest onward = admitted.onward() == null ? request : admitted.onward();
    return new Answer.Relayed(server.host(), server.port(), onward, ending);
  }

  /** The request target as it was sent, but for the query. */
  private static String whole(ServerRequest request) {
    return request.method().equals("CONNECT")
        ? request.authority()
        : request.scheme() + "://" + request.authority() + request.path();
  }

  private Answer refused(
      Instant at,
      ServerRequest shown,
      Verdict.Admitted admitted,
      int status,
      String reason,
      String explanation) {
    recorder.record(
        at,
        shown,
        new Decision(
            name, Outcome.REFUSED, reason, admitted.principal(), Map.of(), explanation, status));
    return new Answer.Whole(ServerResponse.text(status, explanation + "\n"));
  }
}
