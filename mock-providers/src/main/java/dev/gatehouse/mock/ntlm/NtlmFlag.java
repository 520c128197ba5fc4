package dev.gatehouse.mock.ntlm;

import java.util.List;
import java.util.stream.Stream;

/**
 * The flags both sides agree on, the lowest bit first (MS-NLMP 2.2.2.5).
 *
 * @since 0.1
 */
public enum NtlmFlag {
  NEGOTIATE_UNICODE(0),
  NEGOTIATE_OEM(1),
  REQUEST_TARGET(2),
  NEGOTIATE_SIGN(4),
  NEGOTIATE_SEAL(5),
  NEGOTIATE_DATAGRAM(6),
  NEGOTIATE_LM_KEY(7),
  NEGOTIATE_NTLM(9),
  ANONYMOUS(11),
  NEGOTIATE_OEM_DOMAIN_SUPPLIED(12),
  NEGOTIATE_OEM_WORKSTATION_SUPPLIED(13),
  NEGOTIATE_ALWAYS_SIGN(15),
  TARGET_TYPE_DOMAIN(16),
  TARGET_TYPE_SERVER(17),
  NEGOTIATE_EXTENDED_SESSIONSECURITY(19),
  NEGOTIATE_IDENTIFY(20),
  REQUEST_NON_NT_SESSION_KEY(22),
  NEGOTIATE_TARGET_INFO(23),
  NEGOTIATE_VERSION(25),
  NEGOTIATE_128(29),
  NEGOTIATE_KEY_EXCH(30),
  NEGOTIATE_56(31);

  private final int bit;

  NtlmFlag(int position) {
    this.bit = 1 << position;
  }

  /** The flag alone. */
  public int bit() {
    return bit;
  }

  /** Whether it is set. */
  public boolean in(int flags) {
    return (flags & bit) != 0;
  }

  /** All of these and no other. */
  public static int of(NtlmFlag... flags) {
    return Stream.of(flags).mapToInt(NtlmFlag::bit).reduce(0, (left, right) -> left | right);
  }

  /** The names of those set; a bit without a name counts as {@code 0x00000008}. */
  public static List<String> names(int flags) {
    int unnamed = flags & ~of(values());
    Stream<String> named =
        Stream.of(values()).filter(flag -> flag.in(flags)).map(flag -> "NTLMSSP_" + flag.name());
    Stream<String> others =
        Stream.iterate(1, bit -> bit != 0, bit -> bit << 1)
            .filter(bit -> (unnamed & bit) != 0)
            .map("0x%08x"::formatted);
    return Stream.concat(named, others).toList();
  }
}
