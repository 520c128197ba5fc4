package dev.gatehouse.mock.oauth2.internal.session;

import dev.gatehouse.mock.credential.internal.Handles;
import dev.gatehouse.mock.credential.internal.Remembered;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who is logged in in which browser. A log-in is good for 8 hours by the server's clock; the newest
 * 10,000 sessions are kept.
 */
public final class Browsers {
  private static final Duration LIFETIME = Duration.ofHours(8);
  private static final int MOST_SESSIONS = 10_000;

  static final BrowserCookie KEY = new BrowserCookie("browser");
  static final BrowserCookie SESSION = new BrowserCookie("session");

  private final Issuers issuers;
  private final InstantSource clock;
  private final Handles<List<Login>> sessions;
  private final Remembered ended = new Remembered();

  public Browsers(Issuers issuers, InstantSource clock) {
    this.issuers = issuers;
    this.clock = clock;
    sessions = new Handles<>(clock, MOST_SESSIONS);
  }

  /** What a request tells of its browser. */
  public Visit visit(ServerRequest http) {
    Issuer issuer = issuers.of(http);
    Optional<String> session = SESSION.read(http, issuer);
    return new Visit(
        this,
        issuer,
        KEY.read(http, issuer).filter(key -> key.matches("[A-Za-z0-9_-]{43}")),
        session,
        session.flatMap(sessions::find).orElse(List.of()).stream().filter(this::isGood).toList());
  }

  /** Keeps a session, under a name that nobody can guess. */
  String save(List<Login> logins) {
    return sessions.issue(logins, LIFETIME);
  }

  /** No longer takes the name of a session. */
  void forget(String session) {
    sessions.redeem(session);
  }

  /** Ends a log-in, in whichever browser it is. */
  public void end(String sessionId) {
    ended.add(sessionId);
  }

  /** Ends all of them. */
  public void reset() {
    sessions.clear();
    ended.clear();
  }

  private boolean isGood(Login login) {
    Instant now = clock.instant();
    return now.isBefore(login.at().plus(LIFETIME)) && !ended.contains(login.sessionId());
  }
}
