package dev.gatehouse.mock.aws.sigv4;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line before a chunk.
 *
 * @param size bytes that follow
 * @param signature of the chunk, without what pads it; empty when chunks have none
 */
record ChunkHead(long size, String signature) {
  private static final Pattern SIGNED =
      Pattern.compile("([0-9a-fA-F]{1,15});chunk-signature=([0-9a-f]{1,160})\\**");

  private static final Pattern PLAIN = Pattern.compile("([0-9a-fA-F]{1,15})");

  static ChunkHead parse(String line, boolean signed) throws RefusedSignature {
    Matcher matcher = (signed ? SIGNED : PLAIN).matcher(line);
    if (!matcher.matches()) {
      throw ChunkFaults.incomplete(
          signed
              ? "a chunk does not start with HEXSIZE;chunk-signature=HEX"
              : "a chunk does not start with its size in hex, and nothing else");
    }
    return new ChunkHead(Long.parseLong(matcher.group(1), 16), signed ? matcher.group(2) : "");
  }
}
