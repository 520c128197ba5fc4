package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.ntlm.NtlmGate;
import dev.gatehouse.mock.ntlm.NtlmGateSettings;
import dev.gatehouse.mock.ntlm.NtlmSettings;
import dev.gatehouse.mock.ntlm.NtlmTarget;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * An {@code ntlm} scenario: an account of a domain, and a server of that domain which lets in any
 * account there is.
 *
 * @param gate how the server carries NTLM and what it demands; the account is of its target's
 *     domain
 * @param lockOutAfter how many wrong passwords in a row lock the account out, or 0 for never
 * @since 0.1
 */
public record NtlmPlan(NtlmGateSettings gate, int lockOutAfter) implements ScenarioPlan {
  /**
   * @throws IllegalArgumentException if the number is less than 0
   */
  public NtlmPlan {
    if (lockOutAfter < 0) {
      throw new IllegalArgumentException(
          "lockOutAfter: is " + lockOutAfter + "; it has to be 1 or more, or 0 for never");
    }
  }

  /** As in the line-up: NTLMv2 once for each connection, in the domain {@code GATEHOUSE}. */
  public static final NtlmPlan STANDARD =
      new NtlmPlan(NtlmGateSettings.of(NtlmSettings.of(target("GATEHOUSE"))), 0);

  /**
   * The server of this package's gates in a domain.
   *
   * @param domain its NetBIOS name, 1 to 15 characters and none of those that Windows keeps out of
   *     names
   * @throws IllegalArgumentException if it is no such name
   */
  public static NtlmTarget target(String domain) {
    if (!domain.matches("[^\\p{Cntrl}\"/\\\\\\[\\]:;|=,+*?<>]{1,15}")) {
      throw new IllegalArgumentException(
          "domain: right is a NetBIOS name of 1 to 15 characters, such as CORP, not '"
              + domain
              + "'");
    }
    String dns = domain.toLowerCase(Locale.ROOT) + ".example";
    return NtlmTarget.of("GATE", domain, "gate." + dns, dns);
  }

  /**
   * The same in another domain.
   *
   * @param name its NetBIOS name, such as {@code CORP}
   * @throws IllegalArgumentException if it is no NetBIOS name
   */
  public NtlmPlan withDomain(String name) {
    return withMessages(messages -> messages.withTarget(target(name)));
  }

  /** The same carried over HTTP otherwise. */
  public NtlmPlan withGate(UnaryOperator<NtlmGateSettings> change) {
    return new NtlmPlan(change.apply(gate), lockOutAfter);
  }

  /** The same with other demands on the messages. */
  public NtlmPlan withMessages(UnaryOperator<NtlmSettings> change) {
    return withGate(settings -> settings.withHandshake(change.apply(settings.handshake())));
  }

  /** The same with the account locked out by so many wrong passwords in a row. */
  public NtlmPlan withLockOutAfter(int failures) {
    return new NtlmPlan(gate, failures);
  }

  @Override
  public AuthType type() {
    return AuthType.NTLM;
  }

  @Override
  public Scenario assemble(Site site, Providers providers, String name) {
    return assemble(site, name, new CredentialSource.Unguessable());
  }

  Scenario assemble(Site site, String name, CredentialSource source) {
    String domain = gate.handshake().target().domain();
    String user = source.name("alan");
    Secret password = Secret.of(source.text("turing-1936"));
    site.ntlm().add(domain, user, password).lockOutAfter(lockOutAfter);
    NtlmAuth auth =
        new NtlmAuth(
            domain,
            source.like("WORKSTATION"),
            user,
            password,
            NtlmAuth.CONNECTIONS_PER_ROUTE,
            NtlmAuth.MAXIMUM_CONNECTIONS,
            NtlmAuth.MILLISECONDS,
            NtlmAuth.MILLISECONDS,
            NtlmAuth.MILLISECONDS,
            true,
            false);
    return MountedScenario.mount(site, name, auth, new NtlmGate(site.ntlm(), gate, site.clock()));
  }
}
