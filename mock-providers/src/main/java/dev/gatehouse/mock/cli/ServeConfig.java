package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.gate.Gate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file says.
 *
 * @param host null when it says nothing of it
 * @param port null when it says nothing of it
 * @param gates beside those of the line-up
 * @param issuers of OAuth2, beside the line-up's
 * @param aws who else there is in AWS; null for nobody
 * @param proxy null for none
 */
record ServeConfig(
    @Nullable String host,
    @Nullable Integer port,
    PublicAddressConfig publicAddress,
    Limits limits,
    List<Guarded> gates,
    List<IssuerConfig> issuers,
    @Nullable Consumer<Iam> aws,
    @Nullable ProxyConfig proxy) {
  static final ServeConfig EMPTY =
      new ServeConfig(
          null, null, PublicAddressConfig.NONE, Limits.DEFAULT, List.of(), List.of(), null, null);

  /**
   * A path with its gate.
   *
   * @param auth the credentials the gate asks for; null where it asks for a client certificate
   * @param gate made for the server's time
   */
  record Guarded(String path, @Nullable Auth auth, Function<InstantSource, Gate> gate) {}
}
