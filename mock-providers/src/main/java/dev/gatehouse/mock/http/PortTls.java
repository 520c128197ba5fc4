package dev.gatehouse.mock.http;

import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.ClientTrust;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a port speaks TLS.
 *
 * @param flaw what is wrong with it
 * @param host whom clients ask for
 * @param hosts names and addresses the certificate is to be valid for, beside the loopback names
 * @param demanded which client certificates a handshake fails without; null if it needs none
 */
public record PortTls(
    TlsFlaw flaw, String host, Set<String> hosts, @Nullable ClientTrust demanded) {
  public PortTls {
    hosts = Set.copyOf(hosts);
  }

  /** As it should be. */
  public static PortTls of(Set<String> hosts) {
    return new PortTls(TlsFlaw.NONE, "127.0.0.1", hosts, null);
  }

  /** The same with a demand. */
  public PortTls demanding(@Nullable ClientTrust clients) {
    return new PortTls(flaw, host, hosts, clients);
  }

  SSLContext context() {
    CertificateAuthority authority = CertificateAuthority.ofThisJvm();
    return demanded == null
        ? authority.serverContext(flaw, host, hosts)
        : authority.serverContext(host, hosts, demanded);
  }
}
