package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.ntlm.NtlmAccounts;
import dev.gatehouse.mock.ntlm.NtlmGate;
import dev.gatehouse.mock.ntlm.NtlmGateSettings;
import dev.gatehouse.mock.ntlm.NtlmSettings;
import dev.gatehouse.mock.ntlm.NtlmTarget;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;

/** The gate of one NTLM login in the configuration file, on a server of the login's domain. */
final class NtlmLoginGate {
  private static final String SERVER = "GATEHOUSE";

  private NtlmLoginGate() {}

  /** A gate, once there is a server with a time. */
  static Function<InstantSource, Gate> of(NtlmAuth auth) {
    NtlmAccounts accounts = NtlmAccounts.empty();
    String domain = Objects.requireNonNullElse(auth.domain(), "");
    accounts.add(domain, auth.username(), auth.password());
    NtlmTarget target = new NtlmTarget(SERVER, domain.isEmpty() ? SERVER : domain, "", "", "");
    return clock -> new NtlmGate(accounts, NtlmGateSettings.of(NtlmSettings.of(target)), clock);
  }
}
