package dev.gatehouse.mock;

import dev.gatehouse.mock.admin.AdminEndpoints;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.fault.FaultRules;
import dev.gatehouse.mock.http.Addresses;
import dev.gatehouse.mock.http.Port;
import dev.gatehouse.mock.http.PortTls;
import dev.gatehouse.mock.journal.RingJournal;
import dev.gatehouse.mock.ntlm.NtlmAccounts;
import dev.gatehouse.mock.routing.Router;
import dev.gatehouse.mock.scenario.Scenario;
import dev.gatehouse.mock.stub.Stubs;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A server that runs: its port, what it serves there and what it remembers. */
final class Server {
  final Port port;
  final URI baseUri;
  final URI httpsUri;
  final PublicAddress publicAddress;
  final MovableClock clock = new MovableClock();
  final RingJournal journal;
  final Stubs stubs = new Stubs();
  final FaultRules faults = new FaultRules();
  final NtlmAccounts ntlm = NtlmAccounts.empty();
  final Router router;
  final List<Scenario> lineup;
  final Webhooks webhooks;
  final Proxies proxies;
  final BadTlsRange badTls;

  Server(Gatehouse.Builder settings) {
    port = Port.bind(settings.host, settings.port);
    try {
      String authority = Addresses.authority(settings.host, port.address());
      baseUri = URI.create("http://" + authority);
      httpsUri = URI.create("https://" + authority);
      publicAddress =
          PublicAddress.of(settings.publicUrl == null ? baseUri : settings.publicUrl)
              .following(settings.followedHosts.toArray(String[]::new));
      journal = new RingJournal(settings.limits.journalEntries());
      router = new Router(clock, journal, stubs, new AdminEndpoints(new OwnControls(this)), faults);
      webhooks = new Webhooks(journal, clock);
      proxies = new Proxies(settings.host, settings.limits, clock, journal);
      Set<String> tlsHosts = tlsHosts(publicAddress, settings.host);
      badTls = new BadTlsRange(settings.host, settings.badTlsPort, tlsHosts, journal, clock);
      lineup = List.copyOf(settings.lineup.assemble(new OwnSite(this)));
      port.open(
          router,
          settings.limits.ofAPort(),
          PortTls.of(tlsHosts).demanding(settings.demanded(clock)));
    } catch (RuntimeException | Error e) {
      port.close();
      throw e;
    }
  }

  private static Set<String> tlsHosts(PublicAddress address, String listening) {
    Set<String> hosts = new LinkedHashSet<>(address.hosts());
    hosts.add(listening);
    return hosts;
  }

  void reset() {
    stubs.reset();
    faults.removeAll();
    router.resetProviders();
    proxies.reset();
    clock.reset();
    journal.clear();
  }

  void close() {
    badTls.close();
    port.close();
    proxies.close();
    webhooks.close();
    stubs.close();
  }
}
