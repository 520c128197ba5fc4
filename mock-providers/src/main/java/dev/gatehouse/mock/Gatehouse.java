package dev.gatehouse.mock;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.journal.Journal;
import dev.gatehouse.mock.ntlm.NtlmAccounts;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.scenario.Credentials;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.scenario.Scenario;
import dev.gatehouse.mock.scenario.ScenarioPlan;
import dev.gatehouse.mock.stub.StubbedApi;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.ClientTrust;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mock server with a port and a state of its own: providers that issue credentials, gates that
 * verify them, and an API behind the gates.
 *
 * @since 0.1
 */
public final class Gatehouse implements AutoCloseable {
  private final Server server;
  private final OAuth2Issuers issuers;
  private final AtomicInteger planned = new AtomicInteger(1);

  private Gatehouse(Builder settings) {
    server = new Server(settings);
    issuers = new OAuth2Issuers(server);
  }

  /** Starts a server on a free port of the loopback address, with random credentials. */
  public static Gatehouse start() {
    return builder().start();
  }

  /** A server to be set up and started. */
  public static Builder builder() {
    return new Builder();
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI baseUri() {
    return server.baseUri;
  }

  /** {@code https://127.0.0.1:PORT}: the same port, with a certificate of {@link #caPem()}. */
  public URI httpsUri() {
    return server.httpsUri;
  }

  /** The certificate to trust, as PEM. */
  public String caPem() {
    return CertificateAuthority.ofThisJvm().pem();
  }

  /**
   * The certificate to trust, as a new PKCS #12 key store in memory that holds no other: {@code
   * javax.net.ssl.TrustManagerFactory} takes it.
   */
  public KeyStore trustStore() {
    return CertificateAuthority.ofThisJvm().trustStore();
  }

  /**
   * An https endpoint that is wrong in one way, on a port of its own, opened when it is first asked
   * for. It answers a client that lets itself in with a JSON text that says so; so does the
   * journal.
   *
   * @throws java.io.UncheckedIOException if there is no free port
   */
  public URI badTls(TlsFlaw flaw) {
    return server.badTls.uri(flaw);
  }

  /** The server's time; tests can move it. */
  public MovableClock clock() {
    return server.clock;
  }

  /** What happened. */
  public Journal journal() {
    return server.journal;
  }

  /**
   * The scenario of an auth type; both sides are there from the start.
   *
   * @throws IllegalArgumentException if the line-up has none; the message lists those it has
   */
  public Scenario scenario(AuthType type) {
    return server.lineup.stream()
        .filter(scenario -> scenario.type() == type)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scenario for "
                        + type
                        + "; there are: "
                        + server.lineup.stream()
                            .map(scenario -> scenario.type().id())
                            .collect(Collectors.joining(", "))));
  }

  /**
   * A scenario of one's own, at the line-up's providers: another client, another user, another
   * gate.
   *
   * @throws IllegalArgumentException if there is no such provider, as with an empty line-up
   */
  public Scenario scenario(ScenarioPlan plan) {
    return plan.assemble(
        new OwnSite(server),
        new OwnProviders(server, issuers),
        plan.type().id() + "-" + planned.incrementAndGet());
  }

  /** The standard set: one scenario for each auth type supported, in their fixed order. */
  public List<Scenario> lineup() {
    return server.lineup;
  }

  /**
   * Puts a gate before every path that starts with this prefix, segment by segment: {@code
   * /api/orders} guards {@code /api/orders} and {@code /api/orders/7}, not {@code /api/orders2}.
   * The longest prefix decides; the API sees the whole path. A second gate on the same prefix takes
   * the place of the first.
   *
   * @param pathPrefix starts with a slash and is written plainly, without encoding
   */
  public void guard(String pathPrefix, Gate gate) {
    server.router.mount(pathPrefix, gate, false);
  }

  /**
   * Opens a forward proxy on a free port: it relays requests for other http servers, and opens
   * tunnels to any by CONNECT. Its gate is an ordinary one, such as {@code BasicGate}: here it
   * judges by {@code Proxy-Authorization} and refuses by 407. The proxy closes with the server.
   *
   * <p>It goes to servers on this machine only, since an open proxy is a hazard; others get a 403.
   *
   * @param gate who may use it; {@code OpenGate} lets everybody
   * @param alsoTo hosts elsewhere that it may go to, without port
   * @return {@code http://127.0.0.1:PORT}; TLS to the proxy itself works on the same port
   */
  public URI proxy(Gate gate, String... alsoTo) {
    return proxy(0, gate, alsoTo);
  }

  /**
   * The same on a given port.
   *
   * @param port 0 for a free one
   * @throws java.io.UncheckedIOException if the port cannot be listened on
   */
  public URI proxy(int port, Gate gate, String... alsoTo) {
    return server.proxies.open(port, gate, alsoTo);
  }

  /** Puts a provider's endpoints before the gates. */
  public void register(Provider provider) {
    server.router.register(provider);
  }

  /**
   * The OAuth2 issuer of the line-up, at {@code /oauth2/default}.
   *
   * @throws IllegalArgumentException if there is none, as in an empty line-up
   */
  public OAuth2Provider oauth2() {
    return oauth2("/oauth2/default");
  }

  /**
   * Everybody there is in this server's AWS: accounts, users, keys, roles and sessions.
   *
   * @throws IllegalArgumentException if there is none, as in an empty line-up
   */
  public Iam iam() {
    return new OwnProviders(server, issuers).aws().iam();
  }

  /**
   * Who may log in by NTLM at the line-up's API, and at those of other NTLM scenarios: accounts can
   * be added, disabled, expired and locked. One without scenarios has none.
   */
  public NtlmAccounts ntlm() {
    return server.ntlm;
  }

  /**
   * An OAuth2 issuer of this server.
   *
   * @param path of the issuer, for example {@code /oauth2/default}
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public OAuth2Provider oauth2(String path) {
    return issuers.find(path);
  }

  /**
   * Sets up one more OAuth2 issuer on this server, with keys, clients and users of its own.
   *
   * @param path of the issuer, for example {@code /oauth2/tenant-b}, written plainly
   * @param setup registers its clients and users
   * @throws IllegalArgumentException if the path is none, or is taken; and as {@link
   *     OAuth2Provider.Builder#build}
   */
  public OAuth2Provider oauth2(String path, Consumer<OAuth2Provider.Builder> setup) {
    return issuers.add(path, setup);
  }

  /** The API behind the gates. */
  public StubbedApi api() {
    return server.stubs.api();
  }

  /** Misbehaviours to ask for, of providers, gates and the API behind them. */
  public Faults faults() {
    return server.faults;
  }

  /** Sends webhooks, each of which is in the journal. */
  public Webhooks webhooks() {
    return server.webhooks;
  }

  /**
   * Forgets journal, stubs, faults, issued tokens, logins of connections, counted wrong passwords
   * and the clock's move; keeps ports and credentials.
   */
  public void reset() {
    server.reset();
  }

  /** Frees the port and everything held; safe to call twice. */
  @Override
  public void close() {
    server.close();
  }

  /**
   * How a server is set up.
   *
   * @since 0.1
   */
  public static final class Builder {
    String host = "127.0.0.1";
    int port;
    Limits limits = Limits.DEFAULT;
    Lineup lineup = Lineup.standard(Credentials.RANDOM);
    @Nullable URI publicUrl;
    int badTlsPort;
    private @Nullable List<X509Certificate> demanded;
    final List<String> followedHosts = new ArrayList<>();

    private Builder() {}

    /**
     * The address to listen on, by default the loopback address. Any other makes the mock reachable
     * from other machines.
     */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /** The port to listen on; 0, the default, takes a free one. */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Where others reach the server, behind a proxy or in a container: the issuers of its providers
     * are there, and every address they tell. The addresses of connections and scenarios stay
     * local.
     *
     * @param url for example {@code https://login.example} or {@code http://gatehouse:8480}
     * @throws IllegalArgumentException if it is no http or https URL, or has user information, a
     *     query or a fragment
     */
    public Builder publicUrl(URI url) {
      PublicAddress.of(url);
      publicUrl = url;
      return this;
    }

    /**
     * Has the providers call the server what a request calls it, if that is one of these hosts: by
     * {@code X-Forwarded-Host} and {@code X-Forwarded-Proto}, else by {@code Host}. No other is
     * followed, and without this none is.
     *
     * @param hosts with a port ({@code localhost:8480}) or without, for any port
     * @throws IllegalArgumentException if one is no host
     */
    public Builder followHosts(String... hosts) {
      PublicAddress.of(URI.create("http://localhost")).following(hosts);
      followedHosts.addAll(List.of(hosts));
      return this;
    }

    /**
     * The first port of the {@linkplain #badTls bad-TLS range}: {@code TlsFlaw.NONE} is there, and
     * the others follow in their order. By default, and with 0, each takes a free port.
     *
     * @throws IllegalArgumentException if there are not enough ports from there
     */
    public Builder badTlsPort(int first) {
      int last = 65_536 - TlsFlaw.values().length;
      if (first < 0 || first > last) {
        throw new IllegalArgumentException(
            "badTlsPort: is " + first + "; it has to be 0 (any free ones) to " + last);
      }
      badTlsPort = first;
      return this;
    }

    /**
     * Has every TLS handshake fail without a client certificate. Without this, clients are asked
     * for one where a gate or provider wants one, and may do without. Plain HTTP stays as it is.
     *
     * @param authorities whose certificates are good; the server's own when there are none
     */
    public Builder demandClientCertificates(X509Certificate... authorities) {
      demanded = List.of(authorities);
      return this;
    }

    @Nullable ClientTrust demanded(InstantSource clock) {
      return demanded == null ? null : new ClientTrust(demanded, clock);
    }

    /** How much the server takes. */
    public Builder limits(Limits limits) {
      this.limits = limits;
      return this;
    }

    /** The documented credentials rather than random ones. */
    public Builder fixedCredentials() {
      return lineup(Lineup.standard(Credentials.FIXED));
    }

    /** What stands on the server at the start; by default the standard set. */
    public Builder lineup(Lineup lineup) {
      this.lineup = lineup;
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws java.io.UncheckedIOException if the address cannot be listened on, for example
     *     because the port is taken; the message names it
     */
    public Gatehouse start() {
      return new Gatehouse(this);
    }
  }
}
