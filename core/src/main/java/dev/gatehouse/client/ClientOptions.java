package dev.gatehouse.client;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's settings do not say: limits, the clock, how a user logs in and where tokens
 * are kept. Immutable: each {@code with} method returns another one.
 *
 * @since 0.1
 */
public final class ClientOptions implements Cloneable {
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration responseTimeout = Duration.ofSeconds(10);
  private Duration totalTimeout = Duration.ofSeconds(30);
  private Duration loginTimeout = Duration.ofMinutes(5);
  private long maximumResponseBytes = 64L * 1024 * 1024;
  private InstantSource clock = InstantSource.system();
  private @Nullable CustomAuthenticator customAuthenticator;
  private boolean cleartextCredentials;
  private UserAgent userAgent = new HeadlessBrowser();
  private @Nullable TokenStore tokenStore;
  private @Nullable URI issuer;
  private @Nullable Proxy proxy;

  private ClientOptions() {}

  /**
   * Ten seconds each, thirty in total, five minutes for a user to log in, 64 MiB, the system's
   * clock, and a user agent that logs in where nobody is asked for a password.
   */
  public static ClientOptions defaults() {
    return new ClientOptions();
  }

  /** Until the TCP connection, and TLS on it, is established. */
  public ClientOptions withConnectTimeout(Duration timeout) {
    return with(copy -> copy.connectTimeout = timeout);
  }

  /** Of silence while waiting for or reading an answer. */
  public ClientOptions withResponseTimeout(Duration timeout) {
    return with(copy -> copy.responseTimeout = timeout);
  }

  /** For a token request from start to end, however slowly bytes drip. */
  public ClientOptions withTotalTimeout(Duration timeout) {
    return with(copy -> copy.totalTimeout = timeout);
  }

  /** For a user to come back from the authorization page. */
  public ClientOptions withLoginTimeout(Duration timeout) {
    return with(copy -> copy.loginTimeout = timeout);
  }

  /** The longest answer that {@link HttpConnection#send(Request)} reads whole, in bytes. */
  public ClientOptions withMaximumResponseBytes(long bytes) {
    return with(copy -> copy.maximumResponseBytes = bytes);
  }

  /** Where the time is read, for example to tell when a token expires. */
  public ClientOptions withClock(InstantSource source) {
    return with(copy -> copy.clock = source);
  }

  /** A login of one's own, for the {@code custom} auth type only. */
  public ClientOptions withCustomAuthenticator(CustomAuthenticator authenticator) {
    return with(copy -> copy.customAuthenticator = authenticator);
  }

  /**
   * Whether a credential may go over plain {@code http} to another machine; on this machine it
   * always may.
   */
  public ClientOptions withCleartextCredentials(boolean allowed) {
    return with(copy -> copy.cleartextCredentials = allowed);
  }

  /**
   * Shows the authorization page, for auth types with a user: {@link HeadlessBrowser}, {@link
   * DesktopBrowser} or one of your own.
   */
  public ClientOptions withUserAgent(UserAgent agent) {
    return with(copy -> copy.userAgent = agent);
  }

  /**
   * Where the tokens of a user are kept. Without it, each connection remembers its own until it is
   * closed.
   */
  public ClientOptions withTokenStore(TokenStore store) {
    return with(copy -> copy.tokenStore = store);
  }

  /**
   * The issuer identifier of the authorization server a user logs in at (RFC 8414, section 2), such
   * as {@code https://login.example.com/tenant}. Its metadata is then read before the first login,
   * and tells whether answers must name the issuer (RFC 9207) and which keys sign ID tokens.
   * Without it, an issuer has to be of the origin of the connection's authorization or token URI,
   * and the one of an ID token has to publish metadata that name this very token URI.
   */
  public ClientOptions withIssuer(URI identifier) {
    return with(copy -> copy.issuer = identifier);
  }

  /**
   * Sends everything through a proxy, loopback addresses too. Without it, none is used, whatever
   * the environment says.
   */
  public ClientOptions withProxy(Proxy forwarding) {
    return with(copy -> copy.proxy = forwarding);
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration responseTimeout() {
    return responseTimeout;
  }

  Duration totalTimeout() {
    return totalTimeout;
  }

  Duration loginTimeout() {
    return loginTimeout;
  }

  long maximumResponseBytes() {
    return maximumResponseBytes;
  }

  InstantSource clock() {
    return clock;
  }

  @Nullable CustomAuthenticator customAuthenticator() {
    return customAuthenticator;
  }

  boolean cleartextCredentials() {
    return cleartextCredentials;
  }

  UserAgent userAgent() {
    return userAgent;
  }

  Optional<TokenStore> tokenStore() {
    return Optional.ofNullable(tokenStore);
  }

  Optional<URI> issuer() {
    return Optional.ofNullable(issuer);
  }

  Optional<Proxy> proxy() {
    return Optional.ofNullable(proxy);
  }

  /** A clone, since a copy written out by hand forgets the next field somebody adds. */
  private ClientOptions with(Consumer<ClientOptions> change) {
    try {
      ClientOptions copy = (ClientOptions) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
