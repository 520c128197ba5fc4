package dev.gatehouse.mock;

import dev.gatehouse.mock.http.Addresses;
import dev.gatehouse.mock.http.Port;
import dev.gatehouse.mock.http.PortLimits;
import dev.gatehouse.mock.http.PortTls;
import dev.gatehouse.mock.http.TlsRelay;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.ClientTrust;
import dev.gatehouse.mock.tls.StreamTls;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The endpoints of one server that are wrong in one way each; each opens when it is asked for. */
final class BadTlsRange implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final PortLimits LIMITS = Limits.DEFAULT.ofAPort();

  private final String host;
  private final int firstPort;
  private final Set<String> tlsHosts;
  private final RingJournal journal;
  private final InstantSource clock;
  private final Map<TlsFlaw, Opened> opened = new EnumMap<>(TlsFlaw.class);
  private boolean closed;

  private record Opened(URI uri, List<AutoCloseable> held) {}

  BadTlsRange(
      String host, int firstPort, Set<String> tlsHosts, RingJournal journal, InstantSource clock) {
    this.host = host;
    this.firstPort = firstPort;
    this.tlsHosts = tlsHosts;
    this.journal = journal;
    this.clock = clock;
  }

  synchronized URI uri(TlsFlaw flaw) {
    if (closed) {
      throw new IllegalStateException("the server is closed");
    }
    return opened
        .computeIfAbsent(flaw, any -> StreamTls.has(flaw) ? relayed(flaw) : direct(flaw))
        .uri();
  }

  /** Those that are open. */
  synchronized Map<TlsFlaw, URI> uris() {
    Map<TlsFlaw, URI> uris = new EnumMap<>(TlsFlaw.class);
    opened.forEach((flaw, each) -> uris.put(flaw, each.uri()));
    return uris;
  }

  private Opened direct(TlsFlaw flaw) {
    Port port = Port.bind(host, port(flaw));
    URI uri = uri(port.address());
    PortTls tls = new PortTls(flaw, uri.getHost(), tlsHosts, null);
    port.open(
        new BadTlsFront(flaw, journal, clock),
        LIMITS,
        flaw == TlsFlaw.CLIENT_CERTIFICATE_DEMANDED
            ? tls.demanding(new ClientTrust(List.of(), InstantSource.system()))
            : tls);
    return new Opened(uri, List.of(port));
  }

  private Opened relayed(TlsFlaw flaw) {
    BadTlsFront front = new BadTlsFront(flaw, journal, clock);
    Port behind = Port.bind(LOOPBACK, 0);
    try {
      behind.open(front, LIMITS, PortTls.of(Set.of()));
      StreamTls tls = StreamTls.of(flaw, CertificateAuthority.ofThisJvm(), host, tlsHosts);
      TlsRelay relay = TlsRelay.open(host, port(flaw), tls, behind, front);
      return new Opened(uri(relay.address()), List.of(relay, behind));
    } catch (RuntimeException e) {
      behind.close();
      throw e;
    }
  }

  private int port(TlsFlaw flaw) {
    return firstPort == 0 ? 0 : firstPort + List.of(TlsFlaw.values()).indexOf(flaw);
  }

  private URI uri(InetSocketAddress address) {
    return URI.create("https://" + Addresses.authority(host, address));
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Opened each : opened.values()) {
      for (AutoCloseable held : each.held()) {
        close(held);
      }
    }
    opened.clear();
  }

  private static void close(AutoCloseable held) {
    try {
      held.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a port cannot be closed", e);
    }
  }
}
