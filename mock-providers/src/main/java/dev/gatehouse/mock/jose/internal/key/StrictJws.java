package dev.gatehouse.mock.jose.internal.key;

import com.nimbusds.jose.JWSObject;
import dev.gatehouse.mock.credential.internal.StrictBase64Url;
import java.text.ParseException;

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
      if (StrictBase64Url.decode(part).isEmpty()) {
        throw new ParseException("not Base64url without stray bits and padding", 0);
      }
    }
    return JWSObject.parse(token);
  }
}
