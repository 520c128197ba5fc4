package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.internal.Document;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.ntlm.ChannelBindingPolicy;
import dev.gatehouse.mock.ntlm.NtlmAccounts;
import dev.gatehouse.mock.ntlm.NtlmGate;
import dev.gatehouse.mock.ntlm.NtlmGateSettings;
import dev.gatehouse.mock.ntlm.NtlmLevel;
import dev.gatehouse.mock.ntlm.NtlmScheme;
import dev.gatehouse.mock.ntlm.NtlmSettings;
import dev.gatehouse.mock.ntlm.NtlmTarget;
import dev.gatehouse.mock.ntlm.OfferedTargetInfo;
import dev.gatehouse.mock.scenario.NtlmPlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes a gate of the auth type {@code ntlm}, whose one account is the one of {@code auth}. How
 * strict it is stands in {@code ntlm} beside that.
 */
final class NtlmGateReader {
  private static final Map<String, NtlmScheme> SCHEMES =
      words(NtlmScheme.values(), NtlmScheme::word);
  private static final Map<String, OfferedTargetInfo> TARGET_INFO =
      words(OfferedTargetInfo.values(), NtlmGateReader::word);
  private static final Map<String, ChannelBindingPolicy> BINDINGS =
      words(ChannelBindingPolicy.values(), NtlmGateReader::word);
  private static final Map<String, NtlmLevel> LEVELS = levels();

  private NtlmGateReader() {}

  private static <E> Map<String, E> words(E[] values, Function<E, String> word) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E value : values) {
      words.put(word.apply(value), value);
    }
    return words;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, NtlmLevel> levels() {
    Map<String, NtlmLevel> levels =
        words(NtlmLevel.values(), level -> level.title().replace(' ', '-'));
    levels.remove(NtlmLevel.ANONYMOUS.title());
    return levels;
  }

  /**
   * Reads a gate, which is made once there is a server with a time.
   *
   * @param gate the object with {@code auth} and {@code ntlm}
   */
  static Function<InstantSource, Gate> read(Fields gate, NtlmAuth auth) {
    Fields options = gate.optionalObject("ntlm");
    Fields fields = options == null ? Fields.of(Document.parse("{}", ""), "") : options;
    fields.only(
        "schemes",
        "everyRequest",
        "closeAfterChallenge",
        "targetInfo",
        "minimumLevel",
        "extendedSessionSecurity",
        "requireMic",
        "channelBinding",
        "allowedSkew",
        "anonymous",
        "lockOutAfter");
    NtlmGateSettings settings =
        NtlmGateSettings.of(messages(fields, target(gate, auth)))
            .withSchemes(schemes(fields))
            .withEveryRequest(fields.flag("everyRequest", false))
            .withCloseAfterChallenge(fields.flag("closeAfterChallenge", false));
    int lockOutAfter = fields.number("lockOutAfter", 0);
    if (lockOutAfter < 0) {
      throw fields.invalid(
          "lockOutAfter", "is " + lockOutAfter + "; it has to be 1 or more, or 0 for never");
    }
    String domain = auth.domain() == null ? "" : auth.domain();
    return clock -> {
      NtlmAccounts accounts = NtlmAccounts.empty();
      accounts.add(domain, auth.username(), auth.password()).lockOutAfter(lockOutAfter);
      return new NtlmGate(accounts, settings, clock);
    };
  }

  /** A server of the account's domain; without one, in no domain but its own name. */
  private static NtlmTarget target(Fields gate, NtlmAuth auth) {
    try {
      return auth.domain() == null
          ? new NtlmTarget("GATE", "GATE", "", "", "")
          : NtlmPlan.target(auth.domain());
    } catch (IllegalArgumentException e) {
      throw Refused.by(gate.object("auth"), "domain", e);
    }
  }

  private static NtlmSettings messages(Fields fields, NtlmTarget target) {
    NtlmSettings settings =
        NtlmSettings.of(target)
            .withTargetInfo(
                fields.choice(
                    "targetInfo", fields.text("targetInfo", "names-and-time"), TARGET_INFO))
            .withMinimumLevel(
                fields.choice("minimumLevel", fields.text("minimumLevel", "NTLMv2"), LEVELS))
            .withExtendedSessionSecurity(fields.flag("extendedSessionSecurity", true))
            .withMicRequired(fields.flag("requireMic", false))
            .withChannelBindings(
                fields.choice("channelBinding", fields.text("channelBinding", "accept"), BINDINGS))
            .withAnonymous(fields.flag("anonymous", false));
    if (!fields.has("allowedSkew")) {
      return settings;
    }
    Duration skew = Durations.read(fields, "allowedSkew", Duration.ZERO);
    if (skew.isNegative()) {
      throw fields.invalid("allowedSkew", "is " + skew + "; it has to be 0 or more");
    }
    return settings.withSkew(skew);
  }

  private static NtlmScheme[] schemes(Fields fields) {
    if (!fields.has("schemes")) {
      return new NtlmScheme[] {NtlmScheme.NTLM};
    }
    List<NtlmScheme> schemes = new ArrayList<>();
    for (String word : fields.texts("schemes")) {
      schemes.add(fields.choice("schemes[" + schemes.size() + "]", word, SCHEMES));
    }
    if (schemes.isEmpty()) {
      throw fields.invalid("schemes", "at least one is needed, such as NTLM");
    }
    return schemes.toArray(NtlmScheme[]::new);
  }
}
