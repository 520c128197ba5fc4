package dev.gatehouse.mock.http;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Addresses as they stand in a URI. */
public final class Addresses {
  private Addresses() {}

  /**
   * Where clients on this machine reach a listener.
   *
   * @param host as it was asked for; a name is kept, and an address that stands for every one
   *     becomes the loopback address
   */
  public static String authority(String host, InetSocketAddress address) {
    if (address.getAddress().isAnyLocalAddress()) {
      return "127.0.0.1:" + address.getPort();
    }
    boolean name = host.indexOf(':') < 0;
    return name ? host + ":" + address.getPort() : authority(address);
  }

  /** {@code 127.0.0.1:8480}, {@code [::1]:8480}. */
  static String authority(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    boolean six = address.getAddress() instanceof Inet6Address;
    return (six ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
