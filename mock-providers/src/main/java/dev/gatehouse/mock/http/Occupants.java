package dev.gatehouse.mock.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Who has which port. */
final class Occupants {
  private final ConcurrentMap<InetSocketAddress, Occupant> byAddress = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Occupant> onEveryAddress = new ConcurrentHashMap<>();

  void add(Occupant occupant) {
    InetSocketAddress address = occupant.address();
    if (address.getAddress().isAnyLocalAddress()) {
      onEveryAddress.put(address.getPort(), occupant);
    } else {
      byAddress.put(address, occupant);
    }
  }

  void remove(Occupant occupant) {
    byAddress.remove(occupant.address(), occupant);
    onEveryAddress.remove(occupant.address().getPort(), occupant);
  }

  /**
   * Who answers a connection.
   *
   * @param local the connection's own end
   * @throws IllegalStateException if the port has been given back meanwhile
   */
  Occupant at(@Nullable SocketAddress local) {
    Occupant found = find(local);
    if (found == null) {
      throw new IllegalStateException("nobody listens on " + local);
    }
    return found;
  }

  /** Who answers a connection, or null. */
  @Nullable Occupant find(@Nullable SocketAddress local) {
    if (!(local instanceof InetSocketAddress address)) {
      return null;
    }
    Occupant exact = byAddress.get(address);
    return exact != null ? exact : onEveryAddress.get(address.getPort());
  }
}
