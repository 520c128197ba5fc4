package dev.gatehouse.mock.http;

import dev.gatehouse.mock.tls.TlsFlaw;
import java.util.Set;

/**
 * How a port speaks TLS.
 *
 * @param flaw what is wrong with it
 * @param host whom clients ask for
 * @param hosts names and addresses the certificate is to be valid for, beside the loopback names
 */
public record PortTls(TlsFlaw flaw, String host, Set<String> hosts) {
  public PortTls {
    hosts = Set.copyOf(hosts);
  }

  /** As it should be. */
  public static PortTls of(Set<String> hosts) {
    return new PortTls(TlsFlaw.NONE, "127.0.0.1", hosts);
  }
}
