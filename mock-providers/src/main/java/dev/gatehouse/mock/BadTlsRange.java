package dev.gatehouse.mock;

import dev.gatehouse.mock.http.Addresses;
import dev.gatehouse.mock.http.Port;
import dev.gatehouse.mock.http.PortLimits;
import dev.gatehouse.mock.http.PortTls;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The endpoints of one server that are wrong in one way each; each opens when it is asked for. */
final class BadTlsRange implements AutoCloseable {
  private final String host;
  private final Set<String> tlsHosts;
  private final RingJournal journal;
  private final MovableClock clock;
  private final Map<TlsFlaw, Opened> opened = new EnumMap<>(TlsFlaw.class);
  private boolean closed;

  private record Opened(Port port, URI uri) {}

  BadTlsRange(String host, Set<String> tlsHosts, RingJournal journal, MovableClock clock) {
    this.host = host;
    this.tlsHosts = tlsHosts;
    this.journal = journal;
    this.clock = clock;
  }

  synchronized URI uri(TlsFlaw flaw) {
    if (closed) {
      throw new IllegalStateException("the server is closed");
    }
    return opened.computeIfAbsent(flaw, this::open).uri();
  }

  private Opened open(TlsFlaw flaw) {
    Port port = Port.bind(host, 0);
    URI uri = URI.create("https://" + Addresses.authority(host, port.address()));
    PortLimits limits =
        new PortLimits(
            Limits.DEFAULT.bodyBytes(), Limits.DEFAULT.headerBytes(), Limits.DEFAULT.idleTimeout());
    port.open(
        new BadTlsFront(flaw, journal, clock), limits, new PortTls(flaw, uri.getHost(), tlsHosts));
    return new Opened(port, uri);
  }

  @Override
  public synchronized void close() {
    closed = true;
    opened.values().forEach(each -> each.port().close());
    opened.clear();
  }
}
