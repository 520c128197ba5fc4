package dev.gatehouse.mock.oauth2.internal.session;

import dev.gatehouse.mock.credential.internal.Unguessable;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request of a browser: what its cookies tell, and those it is to keep. It is immutable; {@link
 * #answer} hands out the cookies of this very state.
 */
public final class Visit {
  private static final int MOST_ACCOUNTS = 10;

  private final Browsers browsers;
  private final Issuer issuer;
  private final boolean first;
  private final String key;
  private final Optional<String> session;
  private final List<Login> logins;
  private final Optional<Field> sessionCookie;

  Visit(
      Browsers browsers,
      Issuer issuer,
      Optional<String> key,
      Optional<String> session,
      List<Login> logins) {
    this.browsers = browsers;
    this.issuer = issuer;
    first = key.isEmpty();
    this.key = key.orElseGet(Unguessable::text);
    this.session = session;
    this.logins = logins;
    sessionCookie = Optional.empty();
  }

  private Visit(Visit before, Optional<String> session, List<Login> logins, Field sessionCookie) {
    browsers = before.browsers;
    issuer = before.issuer;
    first = before.first;
    key = before.key;
    this.session = session;
    this.logins = List.copyOf(logins);
    this.sessionCookie = Optional.of(sessionCookie);
  }

  /** Tells this browser from others; nobody else knows it. */
  String key() {
    return key;
  }

  /** Whether the browser showed no cookie, as if it had never been shown a page. */
  boolean isFirst() {
    return first;
  }

  /** Who is logged in, the latest first. */
  public List<Login> logins() {
    return logins;
  }

  /** The same with this log-in, in place of one of the same user. */
  public Visit with(Login login) {
    List<Login> more = new ArrayList<>(List.of(login));
    logins.stream()
        .filter(other -> !other.user().username().equals(login.user().username()))
        .limit(MOST_ACCOUNTS - 1)
        .forEach(more::add);
    return keeping(more);
  }

  /** The same without these log-ins, which have ended. */
  public Visit without(List<Login> ended) {
    ended.forEach(login -> browsers.end(login.sessionId()));
    return keeping(logins.stream().filter(login -> !ended.contains(login)).toList());
  }

  /** A session has a new name each time: one known before a log-in is worth nothing after it. */
  private Visit keeping(List<Login> kept) {
    session.ifPresent(browsers::forget);
    if (kept.isEmpty()) {
      return new Visit(this, Optional.empty(), kept, Browsers.SESSION.clear(issuer));
    }
    String name = browsers.save(kept);
    return new Visit(this, Optional.of(name), kept, Browsers.SESSION.set(issuer, name));
  }

  /** An answer with the cookies the browser is to keep. */
  public Reply answer(Reply reply) {
    ServerResponse response = reply.response();
    if (first) {
      response = with(response, Browsers.KEY.set(issuer, key));
    }
    if (sessionCookie.isPresent()) {
      response = with(response, sessionCookie.get());
    }
    return new Reply(response, reply.event(), reply.explanation(), reply.answered());
  }

  private static ServerResponse with(ServerResponse response, Field cookie) {
    return response.with(cookie.name(), cookie.value());
  }
}
