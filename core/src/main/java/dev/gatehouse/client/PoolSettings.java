package dev.gatehouse.client;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.NtlmAuth;
import java.time.Duration;

/**
 * How many TCP connections a connection may have, and how long a request waits for one of them.
 *
 * @param perRoute most to one server
 * @param total most in all
 */
record PoolSettings(int perRoute, int total, Duration patience) {
  private static final int CONNECTIONS_PER_ROUTE = 100;
  private static final int CONNECTIONS = 200;

  /** NTLM says it itself, since there each TCP connection is a login; others have plenty. */
  static PoolSettings of(Auth auth, ClientOptions options) {
    return auth instanceof NtlmAuth ntlm
        ? new PoolSettings(
            ntlm.connectionsPerRoute(),
            ntlm.maximumConnections(),
            Duration.ofMillis(ntlm.timeout()))
        : standard(options);
  }

  static PoolSettings standard(ClientOptions options) {
    return new PoolSettings(CONNECTIONS_PER_ROUTE, CONNECTIONS, options.connectTimeout());
  }

  /** The options with the time-outs that the settings of NTLM have of their own. */
  static ClientOptions timeouts(Auth auth, ClientOptions options) {
    return auth instanceof NtlmAuth ntlm
        ? options
            .withConnectTimeout(Duration.ofMillis(ntlm.connectionRequestTimeout()))
            .withResponseTimeout(Duration.ofMillis(ntlm.socketTimeout()))
        : options;
  }
}
