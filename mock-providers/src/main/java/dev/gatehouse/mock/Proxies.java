package dev.gatehouse.mock;

import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.http.Addresses;
import dev.gatehouse.mock.http.Port;
import dev.gatehouse.mock.http.PortTls;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.routing.ForwardProxy;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The forward proxies of a server, each on a port of its own. */
final class Proxies {
  private final String host;
  private final Limits limits;
  private final InstantSource clock;
  private final RingJournal journal;
  private final List<Port> ports = new CopyOnWriteArrayList<>();
  private final List<ForwardProxy> proxies = new CopyOnWriteArrayList<>();

  Proxies(String host, Limits limits, InstantSource clock, RingJournal journal) {
    this.host = host;
    this.limits = limits;
    this.clock = clock;
    this.journal = journal;
  }

  URI open(int wanted, Gate gate, String... alsoTo) {
    Port port = Port.bind(host, wanted);
    ports.add(port);
    String authority = Addresses.authority(host, port.address());
    Set<String> names =
        Arrays.stream(alsoTo)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    ForwardProxy proxy = new ForwardProxy("proxy " + authority, clock, journal, gate, names);
    proxies.add(proxy);
    port.open(proxy, limits.ofAPort(), PortTls.of(Set.of(host)));
    return URI.create("http://" + authority);
  }

  void reset() {
    proxies.forEach(ForwardProxy::reset);
  }

  void close() {
    ports.forEach(Port::close);
  }
}
