package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.NtlmVerdict.Refused;
import dev.gatehouse.mock.ntlm.internal.crypto.SessionKeys;
import dev.gatehouse.mock.ntlm.internal.message.V2Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a proved answer from being one that somebody in between has changed or passed on:
 * target info, MIC, channel bindings and time. Only NTLMv2 covers any of it.
 */
record CheckProtection(
    NtlmSettings settings,
    Answer answer,
    @Nullable ChannelBindings connection,
    Instant now,
    NtlmTranscript transcript) {

  /**
   * Checks all of it.
   *
   * @param keyV2 the key the answer was proved with
   */
  Optional<Refused> check(byte[] keyV2) {
    return checkTargetInfo().or(() -> checkMic(keyV2)).or(this::checkBindings).or(this::checkTime);
  }

  /** Clients give back what they were told and add to it (MS-NLMP 3.1.5.1.2). */
  private Optional<Refused> checkTargetInfo() {
    if (answer.proof().v2() == null) {
      return Optional.empty();
    }
    List<String> altered;
    try {
      altered = answer.pairs().alteredFrom(answer.challenge().offered());
    } catch (MalformedNtlmException e) {
      throw new IllegalStateException(e); // our own
    }
    return altered.isEmpty()
        ? Optional.empty()
        : refused(
            "target-info-altered",
            "what the response gives back of the challenge's target info is not what was sent: "
                + String.join(", ", altered)
                + "; somebody in between gave the client another challenge, or the client makes up"
                + " its own");
  }

  private Optional<Refused> checkMic(byte[] keyV2) {
    V2Response v2 = answer.proof().v2();
    if (v2 == null || !answer.hasMic()) {
      return settings.micRequired()
          ? refused(
              "mic-missing",
              "the Type 3 has no MIC, which is demanded here: MsvAvFlags with 0x2 in the target info,"
                  + " and the MIC at byte 72")
          : Optional.empty();
    }
    Optional<byte[]> came = answer.message().mic();
    if (came.isEmpty()) {
      return refused(
          "mic-missing",
          "MsvAvFlags says that there is a MIC, but the payload begins before byte 88 and leaves no"
              + " room for it");
    }
    byte[] exchangeKey = SessionKeys.baseV2(keyV2, v2.proof());
    byte[] exported = exported(exchangeKey);
    byte[] right =
        SessionKeys.mic(
            exported,
            answer.challenge().type1(),
            answer.challenge().type2(),
            answer.message().withoutMic());
    return Proof.same(came.get(), right)
        ? Optional.empty()
        : refused(
            "mic-mismatch",
            "the password is right, but the MIC does not match: it is the HMAC-MD5, under the"
                + " exported session key, of all three messages byte by byte as they went over the"
                + " wire, with zeros for the MIC itself (MS-NLMP 3.1.5.1.2); one of them was changed"
                + " on the way, or computed over otherwise");
  }

  /** The key that is sent, where one is (MS-NLMP 3.2.5.1.2). */
  private byte[] exported(byte[] exchangeKey) {
    boolean exchanged =
        answer.agreed(NtlmFlag.NEGOTIATE_KEY_EXCH)
            && (answer.agreed(NtlmFlag.NEGOTIATE_SIGN) || answer.agreed(NtlmFlag.NEGOTIATE_SEAL));
    return exchanged
        ? SessionKeys.exchanged(exchangeKey, answer.message().sessionKey())
        : exchangeKey;
  }

  private Optional<Refused> checkBindings() {
    if (settings.channelBindings() == ChannelBindingPolicy.NONE) {
      return Optional.empty();
    }
    Optional<byte[]> came = answer.bindings();
    if (came.isEmpty()) {
      return settings.channelBindings() == ChannelBindingPolicy.REQUIRE && connection != null
          ? refused(
              "bindings-missing",
              "the response has no channel bindings, which are demanded here: MsvAvChannelBindings"
                  + " in the target info, over tls-server-end-point (RFC 5929, section 4.1)")
          : Optional.empty();
    }
    if (connection == null) {
      return refused(
          "bindings-mismatch",
          "the response is bound to a TLS connection, and this connection has no TLS: something"
              + " between client and server ends it");
    }
    return Proof.same(came.get(), connection.hash())
        ? Optional.empty()
        : refused(
            "bindings-mismatch",
            "the response is bound to another TLS connection than this one: the client was shown"
                + " another certificate, or hashes otherwise than tls-server-end-point (RFC 5929,"
                + " section 4.1)");
  }

  private Optional<Refused> checkTime() {
    Duration limit = settings.skew();
    V2Response v2 = answer.proof().v2();
    if (limit == null || v2 == null) {
      return Optional.empty();
    }
    Duration skew = Duration.between(now, v2.time());
    return skew.abs().compareTo(limit) <= 0
        ? Optional.empty()
        : refused(
            "clock-skew",
            "the response's time is "
                + v2.time()
                + ", the server's "
                + now
                + ": more than "
                + limit
                + " apart");
  }

  private Optional<Refused> refused(String reason, String explanation) {
    return Optional.of(new Refused(reason, explanation, transcript));
  }
}
