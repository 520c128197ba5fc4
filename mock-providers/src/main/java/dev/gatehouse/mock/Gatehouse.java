package dev.gatehouse.mock;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.mock.admin.AdminEndpoints;
import dev.gatehouse.mock.admin.Controls;
import dev.gatehouse.mock.exchange.KeyHolder;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.fault.FaultRules;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.http.Addresses;
import dev.gatehouse.mock.http.Port;
import dev.gatehouse.mock.http.PortLimits;
import dev.gatehouse.mock.journal.Journal;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.routing.Router;
import dev.gatehouse.mock.scenario.Credentials;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.scenario.Scenario;
import dev.gatehouse.mock.scenario.ScenarioPlan;
import dev.gatehouse.mock.scenario.Site;
import dev.gatehouse.mock.stub.StubbedApi;
import dev.gatehouse.mock.stub.Stubs;
import dev.gatehouse.mock.tls.CertificateAuthority;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private final Port port;
  private final URI baseUri;
  private final URI httpsUri;
  private final PublicAddress publicAddress;
  private final MovableClock clock = new MovableClock();
  private final RingJournal journal;
  private final Stubs stubs = new Stubs();
  private final FaultRules faults = new FaultRules();
  private final Router router;
  private final List<Scenario> lineup;
  private final Webhooks webhooks;
  private final AtomicInteger planned = new AtomicInteger(1);

  private Gatehouse(Builder settings) {
    port = Port.bind(settings.host, settings.port);
    try {
      String authority = Addresses.authority(settings.host, port.address());
      baseUri = URI.create("http://" + authority);
      httpsUri = URI.create("https://" + authority);
      publicAddress =
          PublicAddress.of(settings.publicUrl == null ? baseUri : settings.publicUrl)
              .following(settings.followedHosts.toArray(String[]::new));
      journal = new RingJournal(settings.limits.journalEntries());
      router = new Router(clock, journal, stubs, new AdminEndpoints(new OwnControls()), faults);
      webhooks = new Webhooks(journal, clock);
      lineup = List.copyOf(settings.lineup.assemble(new OwnSite()));
      port.open(
          router,
          new PortLimits(
              settings.limits.bodyBytes(),
              settings.limits.headerBytes(),
              settings.limits.idleTimeout()),
          tlsHosts(settings.host));
    } catch (RuntimeException | Error e) {
      port.close();
      throw e;
    }
  }

  private Set<String> tlsHosts(String listening) {
    Set<String> hosts = new LinkedHashSet<>(publicAddress.hosts());
    hosts.add(listening);
    return hosts;
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
    return baseUri;
  }

  /** {@code https://127.0.0.1:PORT}: the same port, with a certificate of {@link #caPem()}. */
  public URI httpsUri() {
    return httpsUri;
  }

  /** The certificate to trust, as PEM. */
  public String caPem() {
    return CertificateAuthority.ofThisJvm().pem();
  }

  /** The server's time; tests can move it. */
  public MovableClock clock() {
    return clock;
  }

  /** What happened. */
  public Journal journal() {
    return journal;
  }

  /**
   * The scenario of an auth type; both sides are there from the start.
   *
   * @throws IllegalArgumentException if the line-up has none; the message lists those it has
   */
  public Scenario scenario(AuthType type) {
    return lineup.stream()
        .filter(scenario -> scenario.type() == type)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scenario for "
                        + type
                        + "; there are: "
                        + lineup.stream()
                            .map(scenario -> scenario.type().id())
                            .collect(Collectors.joining(", "))));
  }

  /**
   * A scenario of one's own, at the line-up's issuer: another client, another user, another gate.
   *
   * @throws IllegalArgumentException if there is no such issuer, as with an empty line-up
   */
  public Scenario scenario(ScenarioPlan plan) {
    return plan.assemble(
        new OwnSite(), oauth2(), plan.type().id() + "-" + planned.incrementAndGet());
  }

  /** The standard set: one scenario for each auth type supported, in their fixed order. */
  public List<Scenario> lineup() {
    return lineup;
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
    router.mount(pathPrefix, gate, false);
  }

  /** Puts a provider's endpoints before the gates. */
  public void register(Provider provider) {
    router.register(provider);
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
   * An OAuth2 issuer of this server.
   *
   * @param path of the issuer, for example {@code /oauth2/default}
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public OAuth2Provider oauth2(String path) {
    List<OAuth2Provider> issuers = oauth2Issuers();
    return issuers.stream()
        .filter(issuer -> issuer.issuer().getPath().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no OAuth2 issuer "
                        + path
                        + "; there are: "
                        + issuers.stream()
                            .map(issuer -> issuer.issuer().getPath())
                            .collect(Collectors.joining(", "))));
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
    IssuerPath.requireFree(path, router.providers());
    OAuth2Provider.Builder builder =
        OAuth2Provider.builder(baseUri.resolve(path), clock).publicAddress(publicAddress);
    setup.accept(builder);
    OAuth2Provider issuer = builder.build();
    router.register(issuer);
    return issuer;
  }

  private List<OAuth2Provider> oauth2Issuers() {
    return router.providers().stream()
        .filter(OAuth2Provider.class::isInstance)
        .map(OAuth2Provider.class::cast)
        .toList();
  }

  /** The API behind the gates. */
  public StubbedApi api() {
    return stubs.api();
  }

  /** Misbehaviours to ask for, of providers, gates and the API behind them. */
  public Faults faults() {
    return faults;
  }

  /** Sends webhooks, each of which is in the journal. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /**
   * Forgets journal, stubs, faults, issued tokens and the clock's move; keeps port and credentials.
   */
  public void reset() {
    stubs.reset();
    faults.removeAll();
    router.resetProviders();
    clock.reset();
    journal.clear();
  }

  /** Frees the port and everything held; safe to call twice. */
  @Override
  public void close() {
    port.close();
    webhooks.close();
    stubs.close();
  }

  private final class OwnSite implements Site {
    @Override
    public URI baseUri() {
      return baseUri;
    }

    @Override
    public URI httpsUri() {
      return httpsUri;
    }

    @Override
    public PublicAddress publicAddress() {
      return publicAddress;
    }

    @Override
    public InstantSource clock() {
      return clock;
    }

    @Override
    public Journal journal() {
      return journal;
    }

    @Override
    public StubbedApi api() {
      return stubs.api();
    }

    @Override
    public Faults faults() {
      return faults;
    }

    @Override
    public void register(Provider provider) {
      router.register(provider);
    }

    @Override
    public void mount(String pathPrefix, Gate gate) {
      router.mount(pathPrefix, gate, true);
    }
  }

  private final class OwnControls implements Controls {
    @Override
    public String lineupJson() {
      return Connections.toJsonWithSecrets(lineup.stream().map(Scenario::connection).toList());
    }

    @Override
    public String caPem() {
      return Gatehouse.this.caPem();
    }

    @Override
    public Journal journal() {
      return journal;
    }

    @Override
    public Faults faults() {
      return faults;
    }

    @Override
    public void reset() {
      Gatehouse.this.reset();
    }

    @Override
    public Instant advanceClock(Duration by) {
      clock.advance(by);
      return clock.instant();
    }

    @Override
    public List<KeyHolder> keyHolders() {
      return router.providers().stream()
          .filter(KeyHolder.class::isInstance)
          .map(KeyHolder.class::cast)
          .toList();
    }
  }

  /**
   * How a server is set up.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private Limits limits = Limits.DEFAULT;
    private Lineup lineup = Lineup.standard(Credentials.RANDOM);
    private @Nullable URI publicUrl;
    private final List<String> followedHosts = new ArrayList<>();

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
