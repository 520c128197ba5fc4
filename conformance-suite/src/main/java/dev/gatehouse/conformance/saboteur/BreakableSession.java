package dev.gatehouse.conformance.saboteur;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.mock.MovableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of the breakable client, or the reason why it did not open. */
final class BreakableSession implements Session {
  private static final long LONGEST_ANSWER = 64L * 1024 * 1024;

  private @Nullable Settings given;
  private final ClientSettings settings;
  private final SharedTokens tokens;
  private final @Nullable Flaw flaw;
  private final MovableClock clock = new MovableClock();
  private @Nullable Wire wire;
  private @Nullable Login login;
  private @Nullable RuntimeException refusal;

  BreakableSession(
      String connection,
      ClientSettings settings,
      SharedTokens tokens,
      IdleLinks idle,
      @Nullable Flaw flaw) {
    this.settings = settings;
    this.tokens = tokens;
    this.flaw = flaw;
    try {
      given = Settings.read(connection);
      wire = wire(given, flaw);
      Wire issuers = wire(given, flaw == Flaw.TLS_TOKEN_ENDPOINT ? Flaw.TLS_UNTRUSTED : null);
      login = new Logins(given, settings, wire, issuers, clock, tokens, idle, flaw).login();
    } catch (RuntimeException e) {
      refusal = e;
    }
  }

  private Wire wire(Settings to, @Nullable Flaw inTrust) {
    Trust trust = new Trust(to.caCertificates(), inTrust);
    return new Wire(new Route(settings.proxy(), trust, settings.connectTimeout(), flaw), flaw);
  }

  @Override
  public CallResult call(CallRequest call) {
    try {
      if (refusal != null) {
        throw refusal;
      }
      Incoming answer = followed(outgoing(call));
      return new CallResult.Answered(answer.status(), answer.fields(), answer.body(), "");
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private Outgoing outgoing(CallRequest call) {
    FieldRules rules = new FieldRules(flaw);
    call.headers().forEach(field -> rules.check(field.name(), field.value()));
    Target target = new Paths(requireNonNull(given).baseUri(), flaw).target(call.path());
    return new Outgoing(call.method(), target, call.headers(), call.body());
  }

  private Incoming followed(Outgoing first) {
    Reach reach =
        new Reach(Target.of(requireNonNull(given).baseUri()), requireNonNull(login), flaw);
    Redirects redirects = new Redirects(flaw);
    Outgoing request = first;
    for (int hops = 0; ; hops++) {
      Incoming answer =
          reach.includes(request.target())
              ? loggedIn(request, requireNonNull(login))
              : send(request);
      Optional<Outgoing> next = redirects.next(request, answer, hops);
      if (next.isEmpty()) {
        return answer;
      }
      request = next.get();
    }
  }

  private Incoming loggedIn(Outgoing request, Login by) {
    return by instanceof NtlmLogin ntlm
        ? ntlm.send(request, deadline(), LONGEST_ANSWER)
        : new Retries(flaw).send(request, by, this::send);
  }

  private Incoming send(Outgoing request) {
    return requireNonNull(wire).exchange(request, deadline(), LONGEST_ANSWER);
  }

  private Deadline deadline() {
    return flaw == Flaw.HTTP_STALL
        ? new Deadline(null, null)
        : Deadline.ofSilence(settings.responseTimeout());
  }

  private CallResult failed(RuntimeException error) {
    StringWriter printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed, true));
    if (flaw == Flaw.SECRET_NOT_IN_TEXT) {
      printed.append(describe());
    }
    Kind kind = error instanceof Failure failure ? failure.kind() : Kind.UNEXPECTED;
    return new CallResult.Failed(kind, String.valueOf(error.getMessage()), printed.toString());
  }

  @Override
  public String describe() {
    Settings shown = given;
    return shown == null
        ? "not open"
        : flaw == Flaw.SECRET_NOT_IN_TEXT ? shown.withSecrets() : shown.toString();
  }

  @Override
  public void advance(Duration by) {
    clock.advance(by);
  }

  @Override
  public Optional<List<String>> grantedScopes() {
    return Optional.ofNullable(login).flatMap(Login::grantedScopes);
  }

  @Override
  public void close() {
    if (login != null) {
      login.close();
    }
    Settings closed = given;
    if (closed != null && closed.has("tokenUri")) {
      tokens.release(closed.uri("tokenUri"));
    }
  }
}
