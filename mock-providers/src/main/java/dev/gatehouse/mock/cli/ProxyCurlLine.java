package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.NtlmAuth;
import java.util.ArrayList;
import java.util.List;

/** A call through a proxy as a {@code curl} command for a POSIX shell, credentials included. */
final class ProxyCurlLine {
  private ProxyCurlLine() {}

  static String of(ProxyConfig.Opened proxy, String target) {
    List<String> words = new ArrayList<>(List.of("curl", "-x", proxy.uri().toString()));
    if (proxy.auth() instanceof BasicAuth basic) {
      words.addAll(List.of("-U", basic.username() + ":" + basic.password().reveal()));
    }
    if (proxy.auth() instanceof NtlmAuth ntlm) {
      String domain = ntlm.domain() == null ? "" : ntlm.domain() + "\\";
      words.addAll(
          List.of("--proxy-ntlm", "-U", domain + ntlm.username() + ":" + ntlm.password().reveal()));
    }
    // Where the variable no_proxy has this machine in it, curl would leave the proxy out.
    words.addAll(List.of("--noproxy", "", target));
    return String.join(" ", words.stream().map(ShellWord::of).toList());
  }
}
