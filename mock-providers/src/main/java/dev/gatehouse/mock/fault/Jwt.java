package dev.gatehouse.mock.fault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A signed JWT taken apart (RFC 7515, section 3.1). It was just issued, so nothing is verified.
 *
 * @param header can be changed, as can the claims
 */
record Jwt(Map<String, Object> header, Map<String, Object> claims, byte[] signature) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Empty when it is something else: an opaque token, an encrypted or unsigned JWT. */
  static Optional<Jwt> parse(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || parts[2].isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
      return object(parts[0])
          .flatMap(header -> object(parts[1]).map(claims -> new Jwt(header, claims, signature)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Map<String, Object>> object(String part) {
    return Json.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  /** In compact form, under whatever signature. */
  String text(byte[] otherSignature) {
    return encoded(Json.text(header).getBytes(StandardCharsets.UTF_8))
        + "."
        + encoded(Json.text(claims).getBytes(StandardCharsets.UTF_8))
        + "."
        + encoded(otherSignature);
  }

  static String encoded(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }
}
