package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** RFC 7617: user name and password, sent without waiting for a challenge. */
final class BasicLogin implements Login {
  private final String value;

  BasicLogin(String username, String password, @Nullable Flaw flaw) {
    if (username.contains(":") && flaw != Flaw.BASIC_COLON_USER) {
      throw new Failure(
          Kind.REFUSED, "the user name has a colon, which Basic cannot carry (RFC 7617, 2)");
    }
    if ((username + password).chars().anyMatch(Character::isISOControl)
        && flaw != Flaw.BASIC_CONTROL_CHAR) {
      throw new Failure(
          Kind.REFUSED, "the user name or password has a control character (RFC 7617, 2)");
    }
    Charset charset =
        flaw == Flaw.BASIC_UTF8 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    Base64.Encoder base64 =
        flaw == Flaw.BASIC_ENCODE ? Base64.getUrlEncoder() : Base64.getEncoder();
    String pass = flaw == Flaw.BASIC_COLON_PASSWORD ? password.split(":", 2)[0] : password;
    value = "Basic " + base64.encodeToString((username + ":" + pass).getBytes(charset));
  }

  @Override
  public Outgoing sign(Outgoing request) {
    return request.without("Authorization").adding("Authorization", value);
  }
}
