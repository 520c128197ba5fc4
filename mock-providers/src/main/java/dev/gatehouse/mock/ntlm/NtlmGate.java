package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.credential.internal.AuthorizationHeader;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.ntlm.ConnectionLogin.Pending;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who logs in by NTLM (MS-NTHT). A login belongs to its TCP connection: whatever comes on
 * that afterwards is the same user's, with credentials or without.
 *
 * @since 0.1
 */
public final class NtlmGate implements Gate {
  private final NtlmAccounts accounts;
  private final NtlmGateSettings settings;
  private final InstantSource clock;
  private final AtomicInteger era = new AtomicInteger();

  /**
   * A gate.
   *
   * @param accounts who may log in
   * @param clock the server's time
   */
  public NtlmGate(NtlmAccounts accounts, NtlmGateSettings settings, InstantSource clock) {
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
  }

  /** Who may log in. */
  public NtlmAccounts accounts() {
    return accounts;
  }

  /** Has every connection log in again, and counts wrong passwords from nothing. */
  @Override
  public void reset() {
    accounts.forgetFailures();
    era.incrementAndGet();
  }

  @Override
  public Verdict judge(ServerRequest request) {
    ConnectionLogin login =
        request.connection().keep(this, ConnectionLogin.class, ConnectionLogin::new);
    synchronized (login) {
      login.enter(era.get());
      return judge(request, login);
    }
  }

  private Verdict judge(ServerRequest request, ConnectionLogin login) {
    try {
      Optional<AuthorizationHeader> header = AuthorizationHeader.of(request);
      return header.isEmpty()
          ? withoutCredentials(login)
          : judge(NtlmToken.read(scheme(header.get()), header.get()), request, login);
    } catch (MalformedCredentialException e) {
      return refused(login, e.reason(), e.explanation());
    } catch (MalformedNtlmException e) {
      return refused(login, e.reason(), e.explanation());
    }
  }

  private Verdict withoutCredentials(ConnectionLogin login) {
    NtlmVerdict.Admitted user = login.user();
    return user != null
        ? admitted(user, "connection")
        : refused(
            login,
            "missing-credentials",
            "the request has no Authorization field, and nobody has logged in on this connection;"
                + " '"
                + settings.schemes().get(0).word()
                + " ' and the Base64 of a Type 1 is right");
  }

  private NtlmScheme scheme(AuthorizationHeader header) throws MalformedNtlmException {
    return settings.schemes().stream()
        .filter(scheme -> header.hasScheme(scheme.word()))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedNtlmException(
                    "wrong-scheme",
                    "the Authorization field has another scheme; "
                        + settings.schemes().get(0).word()
                        + " is right here, even on a connection that has logged in"));
  }

  private Verdict judge(NtlmToken token, ServerRequest request, ConnectionLogin login)
      throws MalformedNtlmException {
    if (token.message().length == 0) {
      return challenge("NTLM was chosen; its Type 1 is due", token, new byte[0], Map.of());
    }
    return switch (NtlmMessageType.of(token.message())) {
      case NEGOTIATE -> begin(token, request, login);
      case AUTHENTICATE -> finish(token, request, login);
      case CHALLENGE ->
          refused(
              login,
              "unexpected-message",
              "a Type 2 came, which only servers send; a Type 1 or a Type 3 is right");
    };
  }

  private Verdict begin(NtlmToken token, ServerRequest request, ConnectionLogin login)
      throws MalformedNtlmException {
    if (!request.connection().staysOpen()) {
      return refused(
          login,
          "connection-not-kept",
          "the request has the connection end after its answer (HTTP/1.0 without keep-alive, or"
              + " Connection: close), and a login takes two requests of one connection; HTTP/1.1"
              + " without Connection: close is right");
    }
    NtlmHandshake handshake = NtlmHandshake.begin(token.message(), settings.handshake(), clock);
    login.challenged(new Pending(handshake, request.connection().requests(), token));
    return challenge(
        "a Type 2 was sent; its Type 3 is due as the next request of this connection",
        token,
        handshake.type2(),
        handshake.transcript().evidence());
  }

  private Verdict challenge(
      String explanation, NtlmToken token, byte[] type2, Map<String, String> evidence) {
    ServerResponse response = NtlmAnswers.unauthorized(token.answer(type2));
    return new Verdict.Challenged(
        explanation,
        settings.closeAfterChallenge() ? response.with("Connection", "close") : response,
        evidence);
  }

  private Verdict finish(NtlmToken token, ServerRequest request, ConnectionLogin login) {
    boolean alreadyIn = login.user() != null;
    Pending sent = login.takePending();
    if (sent == null) {
      return refused(
          login,
          alreadyIn ? "replayed" : "no-challenge",
          alreadyIn
              ? "a Type 3 came on a connection that had logged in already; its challenge is used up"
              : "a Type 3 came on a connection that no Type 2 waits on: it has to come on the very"
                  + " connection that the Type 2 came on, once (does the client pool connections,"
                  + " or had the server closed it?)");
    }
    if (request.connection().requests() != sent.request() + 1) {
      return refused(
          login,
          "request-between",
          "another request came between the Type 2 and its Type 3; both have to follow each other"
              + " on the connection");
    }
    if (token.scheme() != sent.begun().scheme() || token.wrapped() != sent.begun().wrapped()) {
      return refused(
          login,
          "changed-scheme",
          "the Type 3 came by another scheme, or otherwise wrapped, than its Type 1");
    }
    NtlmVerdict verdict =
        sent.handshake().finish(token.message(), accounts, bindings(request.connection()));
    if (verdict instanceof NtlmVerdict.Refused no) {
      login.startOver();
      return NtlmAnswers.refused(settings, no.reason(), no.explanation(), no.transcript());
    }
    NtlmVerdict.Admitted user = (NtlmVerdict.Admitted) verdict;
    if (!settings.everyRequest()) {
      login.loggedIn(user);
    }
    return admitted(user, "handshake");
  }

  private static @Nullable ChannelBindings bindings(ClientConnection connection) {
    return connection.serverCertificate().map(ChannelBindings::of).orElse(null);
  }

  private static Verdict admitted(NtlmVerdict.Admitted user, String login) {
    Map<String, String> evidence = new LinkedHashMap<>(user.transcript().evidence());
    evidence.put("login", login);
    return new Verdict.Admitted(user.principal(), evidence);
  }

  private Verdict refused(ConnectionLogin login, String reason, String explanation) {
    login.startOver();
    return NtlmAnswers.refused(settings, reason, explanation, null);
  }
}
