package dev.gatehouse.conformance.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The login of its own that a client is told to use with the {@code custom} auth type.
 *
 * @since 0.1
 */
public enum Hook {
  /** None. */
  NONE,
  /**
   * Adds the header {@link #DIGEST_HEADER} to every attempt: lower-case hex of SHA-256 over method,
   * line feed, absolute URI as sent (query included), line feed, body bytes.
   */
  DIGEST,
  /** Always fails; nothing may be sent then. */
  FAILING;

  /** Where {@link #DIGEST} puts its result. */
  public static final String DIGEST_HEADER = "X-Gatehouse-Digest";

  /** What {@link #DIGEST} makes of an attempt. */
  public static String digest(String method, URI uri, byte[] body) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((method + "\n" + uri + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The stable name in the protocol, for example {@code digest}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds the hook with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Hook of(String id) {
    return Arrays.stream(values())
        .filter(hook -> hook.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no hook '" + id + "'; none, digest or failing"));
  }
}
