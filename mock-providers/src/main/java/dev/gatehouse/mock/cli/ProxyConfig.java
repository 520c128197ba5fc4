package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.gate.Gate;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * A forward proxy beside the server.
 *
 * @param port 0 for any free one
 * @param hosts beside this machine that it goes to
 * @param auth the login it asks for
 * @param gate made for the server's time
 */
record ProxyConfig(int port, List<String> hosts, Auth auth, Function<InstantSource, Gate> gate) {
  /** One that is open. */
  record Opened(URI uri, Auth auth) {}

  Opened open(Gatehouse gatehouse) {
    Gate made = gate.apply(gatehouse.clock());
    return new Opened(gatehouse.proxy(port, made, hosts.toArray(String[]::new)), auth);
  }
}
