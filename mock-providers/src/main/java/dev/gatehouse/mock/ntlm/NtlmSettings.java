package dev.gatehouse.mock.ntlm;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server demands of a handshake, and what it offers. Starts strict and is loosened by name.
 *
 * @param target the names it gives itself
 * @param targetInfo what of them it tells
 * @param minimumLevel the weakest proof it takes
 * @param micRequired whether a Type 3 needs a MIC, which older clients do not send
 * @param channelBindings what becomes of channel bindings
 * @param skew how far a response's time may be from the server's; null for not looked at. Clients
 *     that are offered no time put in what they like
 * @param anonymous whether nobody in particular may log in
 * @param extendedSessionSecurity whether it is granted to clients that ask; without it the older
 *     ones send plain NTLMv1
 * @since 0.1
 */
public record NtlmSettings(
    NtlmTarget target,
    OfferedTargetInfo targetInfo,
    NtlmLevel minimumLevel,
    boolean micRequired,
    ChannelBindingPolicy channelBindings,
    @Nullable Duration skew,
    boolean anonymous,
    boolean extendedSessionSecurity) {
  /**
   * @throws IllegalArgumentException if the minimum is {@link NtlmLevel#ANONYMOUS}, or the skew is
   *     negative
   */
  public NtlmSettings {
    Objects.requireNonNull(target, "target");
    if (minimumLevel == NtlmLevel.ANONYMOUS) {
      throw new IllegalArgumentException("minimumLevel: ANONYMOUS is none; set anonymous instead");
    }
    if (skew != null && skew.isNegative()) {
      throw new IllegalArgumentException("skew: is " + skew + "; it has to be 0 or more");
    }
  }

  /** NTLMv2 alone, names and time offered, bindings right if they come, nobody anonymous. */
  public static NtlmSettings of(NtlmTarget target) {
    return new NtlmSettings(
        target,
        OfferedTargetInfo.NAMES_AND_TIME,
        NtlmLevel.NTLM_V2,
        false,
        ChannelBindingPolicy.ACCEPT,
        null,
        false,
        true);
  }

  /** The same with other names of the server. */
  public NtlmSettings withTarget(NtlmTarget other) {
    return new NtlmSettings(
        other,
        targetInfo,
        minimumLevel,
        micRequired,
        channelBindings,
        skew,
        anonymous,
        extendedSessionSecurity);
  }

  /** The same with another target info. */
  public NtlmSettings withTargetInfo(OfferedTargetInfo offered) {
    return new NtlmSettings(
        target,
        offered,
        minimumLevel,
        micRequired,
        channelBindings,
        skew,
        anonymous,
        extendedSessionSecurity);
  }

  /** The same with another weakest proof. */
  public NtlmSettings withMinimumLevel(NtlmLevel level) {
    return new NtlmSettings(
        target,
        targetInfo,
        level,
        micRequired,
        channelBindings,
        skew,
        anonymous,
        extendedSessionSecurity);
  }

  /** The same with or without the demand for a MIC. */
  public NtlmSettings withMicRequired(boolean required) {
    return new NtlmSettings(
        target,
        targetInfo,
        minimumLevel,
        required,
        channelBindings,
        skew,
        anonymous,
        extendedSessionSecurity);
  }

  /** The same with another policy for channel bindings. */
  public NtlmSettings withChannelBindings(ChannelBindingPolicy policy) {
    return new NtlmSettings(
        target,
        targetInfo,
        minimumLevel,
        micRequired,
        policy,
        skew,
        anonymous,
        extendedSessionSecurity);
  }

  /** The same with a limit to how far times may be apart. */
  public NtlmSettings withSkew(Duration limit) {
    return new NtlmSettings(
        target,
        targetInfo,
        minimumLevel,
        micRequired,
        channelBindings,
        limit,
        anonymous,
        extendedSessionSecurity);
  }

  /** The same with nobody in particular let in or not. */
  public NtlmSettings withAnonymous(boolean allowed) {
    return new NtlmSettings(
        target,
        targetInfo,
        minimumLevel,
        micRequired,
        channelBindings,
        skew,
        allowed,
        extendedSessionSecurity);
  }

  /** The same with extended session security granted or not. */
  public NtlmSettings withExtendedSessionSecurity(boolean granted) {
    return new NtlmSettings(
        target, targetInfo, minimumLevel, micRequired, channelBindings, skew, anonymous, granted);
  }

  /** How far a response's time may be from the server's; empty for not looked at. */
  public Optional<Duration> skewLimit() {
    return Optional.ofNullable(skew);
  }
}
