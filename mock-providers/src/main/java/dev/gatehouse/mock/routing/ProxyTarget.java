package dev.gatehouse.mock.routing;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a request to a proxy is to go. */
sealed interface ProxyTarget {
  /**
   * A server.
   *
   * @param host a name, or an address without brackets
   */
  record Server(String host, int port) implements ProxyTarget {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    /**
     * Servers on this machine by address or as {@code localhost} (RFC 6761, section 6.3), and hosts
     * that were named. No other name is even looked up.
     */
    boolean isAllowed(Set<String> named) {
      return named.contains(host.toLowerCase(Locale.ROOT)) || isOnThisMachine();
    }

    boolean isOnThisMachine() {
      String name = host.toLowerCase(Locale.ROOT);
      return name.equals("localhost") || name.endsWith(".localhost") || isLoopback(name);
    }

    private static boolean isLoopback(String name) {
      try {
        return ADDRESS.matcher(name).matches() && InetAddress.getByName(name).isLoopbackAddress();
      } catch (UnknownHostException e) {
        return false;
      }
    }

    String howToAllow() {
      return "This proxy goes to servers on this machine only (localhost, 127.0.0.1, ::1), not to "
          + host
          + ": an open proxy would let anybody on. Name the host to allow it:"
          + " gatehouse.proxy(gate, \""
          + host
          + "\"), or proxy.hosts in the configuration file.";
    }
  }

  /** None that this proxy can go to. */
  record Unfit(String explanation) implements ProxyTarget {}

  /** The proxy is asked for itself. */
  String ITSELF =
      "This is a proxy: the request target must be the whole URL of another server (GET"
          + " http://host/path), or the method CONNECT with host and port.";

  /** RFC 3986, section 3.2, without user information. */
  Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\[\\]:@/?#]+))(?::([0-9]{1,5}))?");

  /** Of a request whose authority is the target's. */
  static ProxyTarget of(ServerRequest request) {
    boolean tunnel = request.method().equals("CONNECT");
    if (!tunnel && !request.scheme().equalsIgnoreCase("http")) {
      return new Unfit(
          "The proxy relays http only, not "
              + request.scheme()
              + "; for https a tunnel is right: CONNECT with host and port.");
    }
    Matcher matcher = AUTHORITY.matcher(request.authority());
    if (!matcher.matches() || (tunnel && matcher.group(3) == null)) {
      return new Unfit(
          "The request target names no server; right is "
              + (tunnel ? "host:port (RFC 9112, section 3.2.3)." : "http://host:port/path."));
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    int port = matcher.group(3) == null ? 80 : Integer.parseInt(matcher.group(3));
    return port < 1 || port > 65_535
        ? new Unfit("The port has to be 1 to 65535.")
        : new Server(host, port);
  }
}
