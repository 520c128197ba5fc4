package dev.gatehouse.mock.ntlm.internal.message;

/** What an AV pair is about (MS-NLMP 2.2.2.1). */
public enum AvId {
  EOL(0, Kind.NOTHING),
  NB_COMPUTER_NAME(1, Kind.TEXT),
  NB_DOMAIN_NAME(2, Kind.TEXT),
  DNS_COMPUTER_NAME(3, Kind.TEXT),
  DNS_DOMAIN_NAME(4, Kind.TEXT),
  DNS_TREE_NAME(5, Kind.TEXT),
  FLAGS(6, Kind.FLAGS),
  TIMESTAMP(7, Kind.TIME),
  SINGLE_HOST(8, Kind.BYTES),
  TARGET_NAME(9, Kind.TEXT),
  CHANNEL_BINDINGS(10, Kind.HASH);

  /** What the value is. */
  enum Kind {
    NOTHING(0),
    TEXT(-1),
    FLAGS(4),
    TIME(8),
    BYTES(-1),
    HASH(16);

    private final int length;

    Kind(int length) {
      this.length = length;
    }

    /** Whether a value may have so many bytes. */
    boolean fits(int bytes) {
      return this == TEXT ? bytes % 2 == 0 : length < 0 || bytes == length;
    }

    int length() {
      return length;
    }
  }

  private static final AvId[] BY_NUMBER = values();

  private final int number;
  private final Kind kind;

  AvId(int number, Kind kind) {
    this.number = number;
    this.kind = kind;
  }

  /** As it stands in a message. */
  public int number() {
    return number;
  }

  Kind kind() {
    return kind;
  }

  /** Whether there is one by this number. */
  static boolean known(int number) {
    return number < BY_NUMBER.length;
  }

  static AvId of(int number) {
    return BY_NUMBER[number];
  }

  /** The name in the specification; a number that is none of them as {@code AvId 0x000b}. */
  static String title(int number) {
    if (!known(number)) {
      return "AvId 0x%04x".formatted(number);
    }
    return switch (of(number)) {
      case EOL -> "MsvAvEOL";
      case NB_COMPUTER_NAME -> "MsvAvNbComputerName";
      case NB_DOMAIN_NAME -> "MsvAvNbDomainName";
      case DNS_COMPUTER_NAME -> "MsvAvDnsComputerName";
      case DNS_DOMAIN_NAME -> "MsvAvDnsDomainName";
      case DNS_TREE_NAME -> "MsvAvDnsTreeName";
      case FLAGS -> "MsvAvFlags";
      case TIMESTAMP -> "MsvAvTimestamp";
      case SINGLE_HOST -> "MsvAvSingleHost";
      case TARGET_NAME -> "MsvAvTargetName";
      case CHANNEL_BINDINGS -> "MsvAvChannelBindings";
    };
  }
}
