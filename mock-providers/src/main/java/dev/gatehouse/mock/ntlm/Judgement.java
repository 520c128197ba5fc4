package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.NtlmVerdict.Admitted;
import dev.gatehouse.mock.ntlm.NtlmVerdict.Refused;
import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges an answer: who it is from, whether that is proved, and what is demanded besides. */
record Judgement(
    NtlmSettings settings,
    NtlmAccounts accounts,
    Answer answer,
    @Nullable ChannelBindings bindings,
    Instant now) {

  NtlmVerdict verdict() {
    Optional<Refused> refused = checkFlags().or(this::checkAnonymous).or(this::checkLevel);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (answer.message().anonymous()) {
      return new Admitted(
          "ANONYMOUS LOGON",
          "NT AUTHORITY",
          answer.message().workstation(),
          NtlmLevel.ANONYMOUS,
          answer.transcript());
    }
    FindAccount find = new FindAccount(settings.target(), accounts);
    String domain = answer.message().domain();
    String user = answer.message().user();
    Optional<NtlmAccount> account = find.find(domain, user);
    return account.isEmpty()
        ? find.refusal(domain, user, answer.transcript())
        : verdict(account.get());
  }

  private NtlmVerdict verdict(NtlmAccount account) {
    if (account.lockedOut()) {
      return refused(
          "account-locked-out",
          account.principal() + " is locked out after too many wrong passwords; unlock it");
    }
    String domain = answer.message().domain();
    Optional<NtlmLevel> proved = proved(account, domain);
    boolean withoutDomain = proved.isEmpty() && !domain.isEmpty();
    if (withoutDomain) {
      proved = proved(account, ""); // MS-NLMP 3.2.5.1.2: clients that take NIL for UserDom
    }
    if (proved.isEmpty()) {
      return wrongPassword(account);
    }
    NtlmTranscript transcript =
        answer.transcript().at(proved.get()).noting(notes(account, withoutDomain));
    if (!proved.get().reaches(settings.minimumLevel())) {
      return tooLow(proved.get(), transcript);
    }
    Optional<Refused> refused =
        checkAccount(account, transcript)
            .or(
                () ->
                    new CheckProtection(settings, answer, bindings, now, transcript)
                        .check(keyV2(account, withoutDomain)));
    if (refused.isPresent()) {
      return refused.get();
    }
    account.unlock();
    return new Admitted(
        account.user(), account.domain(), answer.message().workstation(), proved.get(), transcript);
  }

  private Optional<NtlmLevel> proved(NtlmAccount account, String domain) {
    return answer.proof().provedBy(account.password().reveal(), answer.message().user(), domain);
  }

  private byte[] keyV2(NtlmAccount account, boolean withoutDomain) {
    return PasswordKeys.v2(
        account.password().reveal(),
        answer.message().user(),
        withoutDomain ? "" : answer.message().domain());
  }

  private Refused wrongPassword(NtlmAccount account) {
    int failures = account.failed();
    String explanation =
        new ProofMistakes(
                answer.proof(),
                account.password().reveal(),
                answer.message().user(),
                answer.message().domain(),
                settings.target(),
                answer.challenge().targetInfo())
            .explanation();
    return refused(
        "wrong-password",
        "the response does not match for "
            + account.principal()
            + ": "
            + explanation
            + (account.lockedOut()
                ? "; after " + failures + " of these it is now locked out"
                : ""));
  }

  /** Nothing in them is worth a refusal but what the answer cannot be read or keyed with. */
  private Optional<Refused> checkFlags() {
    int flags = answer.message().flags();
    boolean unicode = NtlmFlag.NEGOTIATE_UNICODE.in(flags);
    if (!unicode && !NtlmFlag.NEGOTIATE_OEM.in(flags)) {
      return mismatch("has neither NTLMSSP_NEGOTIATE_UNICODE nor NTLMSSP_NEGOTIATE_OEM");
    }
    if (!answer.agreed(unicode ? NtlmFlag.NEGOTIATE_UNICODE : NtlmFlag.NEGOTIATE_OEM)) {
      return mismatch(
          "has "
              + (unicode ? "NTLMSSP_NEGOTIATE_UNICODE" : "NTLMSSP_NEGOTIATE_OEM")
              + ", which the Type 2 does not offer");
    }
    if (answer.agreed(NtlmFlag.NEGOTIATE_KEY_EXCH)
        && (answer.agreed(NtlmFlag.NEGOTIATE_SIGN) || answer.agreed(NtlmFlag.NEGOTIATE_SEAL))
        && !answer.message().anonymous()
        && answer.message().sessionKey().length == 0) {
      return mismatch("has NTLMSSP_NEGOTIATE_KEY_EXCH, but no session key");
    }
    return Optional.empty();
  }

  private Optional<Refused> mismatch(String what) {
    return Optional.of(refused("flags-mismatch", "the Type 3 " + what));
  }

  private Optional<Refused> checkAnonymous() {
    if (answer.message().anonymous()) {
      return settings.anonymous()
          ? Optional.empty()
          : Optional.of(
              refused(
                  "anonymous-refused",
                  "the Type 3 has neither user nor response, which is the anonymous login; set"
                      + " credentials, or allow anonymous logins here"));
    }
    return answer.proof().empty()
        ? Optional.of(
            refused(
                "response-missing",
                "the Type 3 has a user but no response; that of NTLMv2 is right"))
        : Optional.empty();
  }

  private Optional<Refused> checkLevel() {
    NtlmLevel level = answer.proof().level();
    if (level == NtlmLevel.ANONYMOUS) {
      return Optional.empty();
    }
    NtlmLevel atMost = level == NtlmLevel.LM ? NtlmLevel.LM_V2 : level; // by form they are one
    return atMost.reaches(settings.minimumLevel())
        ? Optional.empty()
        : Optional.of(tooLow(atMost, answer.transcript()));
  }

  private Refused tooLow(NtlmLevel level, NtlmTranscript transcript) {
    String hint =
        settings.targetInfo() == OfferedTargetInfo.NONE
            ? "; the challenge has no target info, without which clients do not send NTLMv2"
            : "";
    return new Refused(
        "level-too-low",
        "the response is "
            + level.title()
            + "; "
            + settings.minimumLevel().title()
            + " is the least that is taken here"
            + hint,
        transcript);
  }

  private Optional<Refused> checkAccount(NtlmAccount account, NtlmTranscript transcript) {
    if (account.disabled()) {
      return refused("account-disabled", account, "is disabled", transcript);
    }
    if (account.expired(now)) {
      return refused("account-expired", account, "has expired, by the server's clock", transcript);
    }
    if (account.passwordExpired(now)) {
      return refused(
          "password-expired",
          account,
          "has a password that has expired by the server's clock",
          transcript);
    }
    return Optional.empty();
  }

  private List<String> notes(NtlmAccount account, boolean withoutDomain) {
    List<String> notes = new ArrayList<>();
    if (withoutDomain) {
      notes.add(
          "proof computed without a domain, sent '"
              + answer.message().domain()
              + "': taken, as MS-NLMP 3.2.5.1.2 has it");
    }
    if (answer.proof().v2() != null
        && answer.proof().hasLm()
        && !answer.proof().provesLmV2(keyV2(account, withoutDomain))) {
      notes.add("the LM response beside it is no LMv2 of this password; the NT response decides");
    }
    return notes;
  }

  private Refused refused(String reason, String explanation) {
    return new Refused(reason, explanation, answer.transcript());
  }

  private static Optional<Refused> refused(
      String reason, NtlmAccount account, String what, NtlmTranscript transcript) {
    return Optional.of(
        new Refused(
            reason, "the password is right, but " + account.principal() + " " + what, transcript));
  }
}
