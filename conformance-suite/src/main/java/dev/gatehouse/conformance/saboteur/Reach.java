package dev.gatehouse.conformance.saboteur;

import org.jspecify.annotations.Nullable;

/**
 * How far a credential goes: to the origin it was given for and nowhere else (RFC 9110, section
 * 15.4; an origin is scheme, host and port, section 4.3.1).
 */
final class Reach {
  private final Target home;
  private final Login login;
  private final @Nullable Flaw flaw;

  Reach(Target home, Login login, @Nullable Flaw flaw) {
    this.home = home;
    this.login = login;
    this.flaw = flaw;
  }

  boolean includes(Target target) {
    boolean scheme = home.scheme().equals(target.scheme());
    boolean host = home.host().equalsIgnoreCase(target.host());
    boolean port = home.port() == target.port();
    if (flaw == Flaw.HTTP_REDIRECT_DOWNGRADE && host && !scheme) {
      return true;
    }
    if (flaw == Flaw.HTTP_REDIRECT_CROSS_PORT && host && scheme) {
      return true;
    }
    if (!host && sendsAnywhere()) {
      return true;
    }
    return scheme && host && port;
  }

  private boolean sendsAnywhere() {
    return (flaw == Flaw.HTTP_REDIRECT_CROSS_HOST && login instanceof HeaderLogin)
        || (flaw == Flaw.BASIC_SCOPE && login instanceof BasicLogin)
        || (flaw == Flaw.QUERY_REDIRECT && login instanceof QueryLogin);
  }
}
