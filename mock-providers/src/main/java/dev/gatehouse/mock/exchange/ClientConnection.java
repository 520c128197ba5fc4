package dev.gatehouse.mock.exchange;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connection that requests come in on: the same object for all of them. What is kept with
 * it goes when it closes, which is what logins of a connection need (MS-NTHT).
 *
 * @since 0.1
 */
public final class ClientConnection {
  private final String address;
  private final List<X509Certificate> certificates;
  private final @Nullable X509Certificate serverCertificate;
  private final ConcurrentMap<Object, Object> kept = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean staying = true;

  /**
   * A connection without any request yet.
   *
   * @param address the peer's IP address, without its port; empty when it is not known
   * @param certificates the client's TLS certificate and those above it, as the handshake brought
   *     them; empty without one, and without TLS
   * @param serverCertificate what the client was shown; null without TLS
   */
  public ClientConnection(
      String address,
      List<X509Certificate> certificates,
      @Nullable X509Certificate serverCertificate) {
    this.address = address;
    this.certificates = List.copyOf(certificates);
    this.serverCertificate = serverCertificate;
  }

  /** The peer's IP address, without its port; empty when it is not known. */
  public String address() {
    return address;
  }

  /**
   * The client's TLS certificate and those above it: the client has proved to hold the first one's
   * key, and nobody has judged any of them. Empty without one, and without TLS.
   */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** The certificate the client was shown, which channel bindings are over; empty without TLS. */
  public Optional<X509Certificate> serverCertificate() {
    return Optional.ofNullable(serverCertificate);
  }

  /**
   * Another request has come in.
   *
   * @param stays whether the connection stays open after its answer (RFC 9112, section 9.3)
   */
  public void arrived(boolean stays) {
    staying = stays;
    requests.incrementAndGet();
  }

  /** Whether the client lets it stay open after the present request. */
  public boolean staysOpen() {
    return staying;
  }

  /** How many requests have come in, whoever they were for; the present one counts. */
  public long requests() {
    return requests.get();
  }

  /**
   * What an owner keeps with this connection.
   *
   * @param owner whose it is, most often a gate, compared by {@code equals}
   * @param type of what is kept
   * @param first makes it when the owner has not kept anything yet
   */
  public <T> T keep(Object owner, Class<T> type, Supplier<T> first) {
    return type.cast(kept.computeIfAbsent(owner, absent -> first.get()));
  }
}
