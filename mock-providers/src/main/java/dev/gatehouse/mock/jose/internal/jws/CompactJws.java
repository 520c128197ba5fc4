package dev.gatehouse.mock.jose.internal.jws;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.StrictBase64Url;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A signed JWT in compact form (RFC 7515, section 7.1; RFC 7519, section 7.2), read strictly and
 * not verified.
 *
 * @param algorithm the header's {@code alg}, whatever it says
 * @param header every member of the header
 * @param claims every member of the payload
 * @param signed what the signature is over
 */
public record CompactJws(
    String algorithm,
    Map<String, Object> header,
    Map<String, Object> claims,
    byte[] signed,
    byte[] signature) {
  public CompactJws {
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /**
   * Reads a text.
   *
   * @throws MalformedCredentialException if it is none; the explanation follows the name of the
   *     text in a sentence
   */
  public static CompactJws parse(String text) throws MalformedCredentialException {
    String[] parts = text.split("\\.", -1);
    if (parts.length == 5) {
      throw malformed("is an encrypted JWT; a signed one is right");
    }
    if (parts.length != 3) {
      throw malformed(
          "is no signed JWT: three parts separated by dots are right, not "
              + parts.length
              + "; was it cut off?");
    }
    Map<String, Object> header = object(parts[0], "header");
    return new CompactJws(
        algorithm(header),
        header,
        object(parts[1], "payload"),
        text.substring(0, parts[0].length() + 1 + parts[1].length())
            .getBytes(StandardCharsets.US_ASCII),
        bytes(parts[2], "signature"));
  }

  private static Map<String, Object> object(String part, String name)
      throws MalformedCredentialException {
    String json = new String(bytes(part, name), StandardCharsets.UTF_8);
    try {
      if (json.startsWith("{")) { // the parser takes an empty array for an object
        return JSONObjectUtils.parse(json);
      }
    } catch (ParseException e) {
      // said below
    }
    throw malformed("has a " + name + " that is no JSON object with each member once");
  }

  private static byte[] bytes(String part, String name) throws MalformedCredentialException {
    return StrictBase64Url.decode(part)
        .orElseThrow(
            () ->
                malformed(
                    "has a "
                        + name
                        + " that is not Base64url without padding (RFC 7515, section 2)"));
  }

  private static String algorithm(Map<String, Object> header) throws MalformedCredentialException {
    if (header.get("alg") instanceof String name) {
      return name;
    }
    throw malformed("has no alg in its header (RFC 7515, section 4.1.1)");
  }

  private static MalformedCredentialException malformed(String problem) {
    return new MalformedCredentialException("malformed-jwt", problem);
  }

  /** The header's {@code kid}, if it is a text. */
  public Optional<String> keyId() {
    return header.get("kid") instanceof String id ? Optional.of(id) : Optional.empty();
  }

  /**
   * The header's {@code typ} in lower case, without the {@code application/} that may be left out
   * (RFC 7515, section 4.1.9); the empty text when there is none.
   */
  public String type() {
    String type = header.get("typ") instanceof String name ? name.toLowerCase(Locale.ROOT) : "";
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }

  /** RFC 7515, section 4.1.11: extensions that must be understood. None is understood here. */
  public boolean hasCriticalExtension() {
    return header.containsKey("crit");
  }

  /** Without what is in it. */
  @Override
  public String toString() {
    return "CompactJws[" + algorithm + "]";
  }
}
