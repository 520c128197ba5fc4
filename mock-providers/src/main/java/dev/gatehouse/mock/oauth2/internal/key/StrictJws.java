package dev.gatehouse.mock.oauth2.internal.key;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.util.Base64;

/** Reads signed JWTs whose parts are in the one form that Base64url has for their bytes. */
public final class StrictJws {
  private StrictJws() {}

  /**
   * Reads the compact form (RFC 7515, sections 2 and 7.1).
   *
   * @throws ParseException if it is none, or is not signed; the message quotes nothing of it
   */
  public static JWSObject parse(String token) throws ParseException {
    for (String part : token.split("\\.", -1)) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
          throw new ParseException("stray bits or padding", 0);
        }
      } catch (IllegalArgumentException e) {
        throw new ParseException("not Base64url", 0);
      }
    }
    return JWSObject.parse(token);
  }
}
