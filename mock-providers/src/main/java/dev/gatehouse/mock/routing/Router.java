package dev.gatehouse.mock.routing;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.exchange.TokenForge;
import dev.gatehouse.mock.fault.FaultRules;
import dev.gatehouse.mock.fault.Interference;
import dev.gatehouse.mock.fault.Sighting;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.http.Front;
import dev.gatehouse.mock.http.HandshakeFailure;
import dev.gatehouse.mock.journal.Mask;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.routing.Recorder.Decision;
import dev.gatehouse.mock.stub.Stubs;
import dev.gatehouse.mock.stub.Unseen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers each request of one server, in this order: admin, providers, gates, and the API behind
 * them.
 */
public final class Router implements Front {
  private static final List<String> ADMIN = List.of("__gatehouse");
  private static final List<String> STUB_ADMIN = List.of("__admin");

  private final InstantSource clock;
  private final Recorder recorder;
  private final Stubs stubs;
  private final Endpoint admin;
  private final FaultRules faults;
  private final List<Provider> providers = new CopyOnWriteArrayList<>();
  private final Mounts mounts = new Mounts();

  /**
   * A router without providers and gates.
   *
   * @param admin answers below {@code /__gatehouse}
   * @param faults meet every request but those to the server's own controls
   */
  public Router(
      InstantSource clock, RingJournal journal, Stubs stubs, Endpoint admin, FaultRules faults) {
    this.clock = clock;
    this.recorder = new Recorder(journal);
    this.stubs = stubs;
    this.admin = admin;
    this.faults = faults;
  }

  /** Puts a provider's endpoints before the gates. */
  public void register(Provider provider) {
    providers.add(provider);
  }

  /** In the order they are asked. */
  public List<Provider> providers() {
    return List.copyOf(providers);
  }

  /** Puts a gate before a path; stubs see the path below the prefix if {@code apiBelow}. */
  public void mount(String prefix, Gate gate, boolean apiBelow) {
    mounts.add(prefix, gate, apiBelow);
    Mask mask = Mask.standard();
    for (Gate each : mounts.gates()) {
      mask = mask.and(each.secretHeaders(), each.secretParameters());
    }
    recorder.mask(mask);
  }

  /** Has every provider forget what it issued, and every gate who has logged in. */
  public void resetProviders() {
    mounts.gates().forEach(Gate::reset);
    providers.forEach(Provider::reset);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public boolean wantsClientCertificates() {
    return providers.stream().anyMatch(Provider::wantsClientCertificates)
        || mounts.gates().stream().anyMatch(Gate::wantsClientCertificates);
  }

  @Override
  public void turnedAway(ServerRequest request, int status, String reason, String explanation) {
    Outcome outcome = status == 500 ? Outcome.FAILED : Outcome.REFUSED;
    recorder.record(now(), request, new Decision("http", outcome, reason, explanation, status));
  }

  /** There was no request: the entry has none either. */
  @Override
  public void handshakeFailed(HandshakeFailure failure) {
    String explanation =
        failure.alert() == null
            ? "the TLS handshake failed: " + failure.problem()
            : "the client refused this server in the TLS handshake by the alert "
                + failure.alert()
                + "; does it trust the certificate of /__gatehouse/ca.pem, and call the server by"
                + " a name that its certificate has (localhost, 127.0.0.1)?";
    recorder.record(
        now(),
        new ServerRequest("", "https", "", "", null, List.of(), new byte[0]),
        new Decision(
            "tls",
            Outcome.REFUSED,
            "handshake.failed",
            null,
            failure.alert() == null ? Map.of() : Map.of("alert", failure.alert()),
            explanation,
            0));
  }

  @Override
  public Answer answer(ServerRequest request) {
    return new Routing(request, RequestPath.of(request.path()), now()).answer();
  }

  /** What a provider, a gate or the API made of a request. */
  private record Handled(Decision decision, Answer answer, @Nullable ServerRequest answered) {
    Handled(Decision decision, Answer answer) {
      this(decision, answer, null);
    }
  }

  /** The way of one request. */
  private final class Routing {
    private final ServerRequest request;
    private final RequestPath path;
    private final Instant at;
    private String handledBy = "api";

    Routing(ServerRequest request, RequestPath path, Instant at) {
      this.request = request;
      this.path = path;
      this.at = at;
    }

    Answer answer() {
      try {
        if (path.startsWith(ADMIN)) {
          handledBy = "admin";
          return new Answer.Whole(admin.answer(resolved(ADMIN)).response());
        }
        if (path.startsWith(STUB_ADMIN)) {
          handledBy = "admin";
          return stubs.admin(resolved(STUB_ADMIN));
        }
        String resolved = path.resolved(List.of());
        for (Provider provider : providers) {
          Optional<Endpoint> endpoint = provider.endpoint(resolved);
          if (endpoint.isPresent() && provider.takes(request)) {
            handledBy = provider.name();
            return throughFaults(provider, () -> provided(endpoint.get().answer(request)));
          }
        }
        Optional<Mounts.Mount> mount = mounts.before(path);
        if (mount.isPresent()) {
          handledBy = "gate " + mount.get().prefix();
          return throughFaults(null, () -> guarded(mount.get()));
        }
        return throughFaults(null, this::unguarded);
      } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
        return failed(e);
      }
    }

    /** Everything but the server's own controls may be disturbed. */
    private Answer throughFaults(@Nullable Provider provider, Supplier<Handled> handler) {
      if (faults.isIdle()) {
        Handled handled = handler.get();
        record(handled.decision());
        return handled.answer();
      }
      Sighting seen = sighting(request, provider);
      Optional<Interference> instead = faults.before(seen);
      if (instead.isPresent()) {
        Answer answer = instead.get().answer();
        Decision nobodys =
            new Decision(handledBy, Outcome.FAULTED, "fault.fired", null, AnswerStatus.of(answer));
        record(nobodys.disturbed(instead.get()));
        return answer;
      }
      Handled handled = handler.get();
      Sighting answered =
          handled.answered() == null
              ? seen
              : seen.answering(sighting(handled.answered(), provider));
      Optional<TokenForge> forge = provider == null ? Optional.empty() : provider.forge();
      Interference after = faults.after(answered, handled.answer(), forge, at);
      record(handled.decision().disturbed(after));
      return after.answer();
    }

    private static Sighting sighting(ServerRequest request, @Nullable Provider provider) {
      RequestPath path = RequestPath.of(request.path());
      return new Sighting(
          request,
          path.plain(),
          provider == null ? null : provider.endpointName(path.resolved(List.of())));
    }

    private Handled provided(Reply reply) {
      int status = reply.response().status();
      boolean refused = status >= 400 || reply.event().endsWith(".refused");
      return new Handled(
          new Decision(
              handledBy,
              refused ? Outcome.REFUSED : Outcome.ISSUED,
              reply.event(),
              reply.explanation(),
              status),
          new Answer.Whole(reply.response()),
          reply.answered());
    }

    private Handled guarded(Mounts.Mount mount) {
      Verdict verdict = mount.gate().judge(request);
      if (verdict instanceof Verdict.Admitted admitted) {
        ServerRequest onward = admitted.onward() == null ? request : admitted.onward();
        Answer answer = api(onward, mount.segments(), unseen(mount), admitted.principal());
        return new Handled(
            new Decision(
                handledBy,
                Outcome.ADMITTED,
                "",
                admitted.principal(),
                admitted.evidence(),
                null,
                AnswerStatus.of(answer)),
            answer);
      }
      return said(Judged.of(handledBy, verdict));
    }

    private static Unseen unseen(Mounts.Mount mount) {
      return mount.apiBelow()
          ? new Unseen(mount.below(), mount.gate().secretParameters())
          : Unseen.NOTHING;
    }

    private Handled said(Judged judged) {
      return new Handled(judged.decision(), new Answer.Whole(judged.response()));
    }

    private Handled unguarded() {
      Answer answer = api(request, List.of(), Unseen.NOTHING, null);
      return new Handled(
          new Decision(handledBy, Outcome.UNGUARDED, "", null, AnswerStatus.of(answer)), answer);
    }

    private Answer api(
        ServerRequest onward, List<String> guarded, Unseen unseen, @Nullable String principal) {
      return stubs
          .answer(onward.withPath(path.resolved(guarded)), unseen)
          .orElseGet(() -> new Answer.Whole(Echo.of(onward, principal)));
    }

    /** The client learns where to look and nothing else. */
    private Answer failed(Throwable e) {
      long number =
          record(
              new Decision(
                  handledBy,
                  Outcome.FAILED,
                  "exception",
                  null,
                  Map.of(),
                  e.getClass().getName()
                      + " was thrown by "
                      + handledBy
                      + at(e)
                      + ". This is a mistake in the mock, not in the request.",
                  500));
      return new Answer.Whole(
          ServerResponse.text(
              500,
              "The mock failed on this request; entry " + number + " of its journal says why.\n"));
    }

    /** Where it was thrown, but not its message, which might quote a secret. */
    private String at(Throwable e) {
      return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private ServerRequest resolved(List<String> prefix) {
      return request.withPath(path.resolved(prefix));
    }

    private long record(Decision decision) {
      return recorder.record(at, request, decision);
    }
  }
}
