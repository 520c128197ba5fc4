package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.internal.AuthReader;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.gate.Gate;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code proxy}: a forward proxy on a port of its own. */
final class ProxyConfigReader {
  static final int PORT = 8481;

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+:[0-9A-Fa-f:.]*");

  private ProxyConfigReader() {}

  static @Nullable ProxyConfig read(@Nullable Fields proxy) {
    if (proxy == null) {
      return null;
    }
    proxy.only("port", "hosts", "auth");
    int port = proxy.number("port", PORT);
    if (port < 0 || port > 65_535) {
      throw proxy.invalid("port", "is " + port + "; it has to be 0 (any free one) to 65535");
    }
    Auth auth = proxy.has("auth") ? AuthReader.read(proxy.object("auth")) : new NoneAuth();
    return new ProxyConfig(port, hosts(proxy), auth, gate(proxy, auth));
  }

  private static List<String> hosts(Fields proxy) {
    List<String> hosts = proxy.texts("hosts");
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw proxy.invalid(
            "hosts", "has to have names or addresses alone, such as api.example, not: " + host);
      }
    }
    return hosts;
  }

  private static Function<InstantSource, Gate> gate(Fields proxy, Auth auth) {
    if (auth instanceof NoneAuth) {
      return clock -> new ThisMachineGate();
    }
    if (auth instanceof BasicAuth basic) {
      Gate gate = BasicGate.of(basic.username(), basic.password());
      return clock -> gate;
    }
    if (auth instanceof NtlmAuth ntlm) {
      return NtlmGateReader.read(proxy, ntlm);
    }
    throw proxy.invalid("auth", "a proxy asks for none, basic or ntlm, not " + auth.type());
  }
}
