package dev.gatehouse.mock.aws.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Ranges of addresses, as {@code 203.0.113.0/24} (RFC 4632); never a name that would be looked up.
 */
final class CidrBlock {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  private CidrBlock() {}

  static boolean isOne(String text) {
    int slash = text.indexOf('/');
    Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
    return address.isPresent()
        && (slash < 0
            || (text.substring(slash + 1).matches("[0-9]{1,3}")
                && Integer.parseInt(text.substring(slash + 1)) <= address.get().length * 8));
  }

  static boolean contains(String block, String text) {
    int slash = block.indexOf('/');
    Optional<byte[]> network = address(slash < 0 ? block : block.substring(0, slash));
    Optional<byte[]> came = address(text);
    if (!isOne(block) || came.isEmpty() || network.orElseThrow().length != came.get().length) {
      return false;
    }
    int bits = came.get().length * 8;
    int host = slash < 0 ? 0 : bits - Integer.parseInt(block.substring(slash + 1));
    return new BigInteger(1, network.get())
        .shiftRight(host)
        .equals(new BigInteger(1, came.get()).shiftRight(host));
  }

  private static Optional<byte[]> address(String text) {
    // Java would ask the name service for 999.1.1.1, but never for a text with a colon.
    boolean numeric =
        text.matches(OCTET + "(\\." + OCTET + "){3}")
            || text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    try {
      return numeric ? Optional.of(InetAddress.getByName(text).getAddress()) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
