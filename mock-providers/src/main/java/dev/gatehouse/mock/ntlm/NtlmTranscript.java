package dev.gatehouse.mock.ntlm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * @param notes what is odd, but no reason to refuse
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
    boolean bindings,
    List<String> notes) {
  /** Keeps copies. */
  public NtlmTranscript {
    asked = List.copyOf(asked);
    offered = List.copyOf(offered);
    agreed = List.copyOf(agreed);
    targetInfo = Collections.unmodifiableMap(new LinkedHashMap<>(targetInfo));
    notes = List.copyOf(notes);
  }

  /** How the password was proved; empty when there is no Type 3 that can be read. */
  public Optional<NtlmLevel> provedBy() {
    return Optional.ofNullable(level);
  }

  /** All of it as names and values, in a steady order, as verdicts and journals hold evidence. */
  public Map<String, String> evidence() {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("asked-flags", String.join(" ", asked));
    evidence.put("offered-flags", String.join(" ", offered));
    if (level != null) {
      evidence.put("agreed-flags", String.join(" ", agreed));
      evidence.put("level", level.title());
      evidence.put("mic", mic ? "present" : "absent");
      evidence.put("channel-bindings", bindings ? "present" : "absent");
      evidence.put("user", user);
      evidence.put("domain", domain);
    }
    evidence.put("workstation", workstation);
    evidence.put(
        "target-info",
        targetInfo.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + pair.getValue())
            .collect(Collectors.joining(", ")));
    if (!notes.isEmpty()) {
      evidence.put("notes", String.join("; ", notes));
    }
    return evidence;
  }

  NtlmTranscript at(NtlmLevel proved) {
    return new NtlmTranscript(
        asked,
        offered,
        agreed,
        targetInfo,
        user,
        domain,
        workstation,
        proved,
        mic,
        bindings,
        notes);
  }

  NtlmTranscript noting(List<String> more) {
    return new NtlmTranscript(
        asked, offered, agreed, targetInfo, user, domain, workstation, level, mic, bindings, more);
  }
}
