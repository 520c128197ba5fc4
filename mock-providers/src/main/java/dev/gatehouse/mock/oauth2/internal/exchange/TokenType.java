package dev.gatehouse.mock.oauth2.internal.exchange;

import dev.gatehouse.mock.oauth2.AccessTokenFormat;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Set;

/** What kinds of token come and go in an exchange (RFC 8693, section 3). */
final class TokenType {
  static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
  private static final Set<String> KNOWN = Set.of(ACCESS_TOKEN, JWT);

  private TokenType() {}

  /** The type to be issued: an access token, which is a JWT as well when the client's are. */
  static String requested(Parameters parameters, RegisteredClient client) throws OAuth2Refusal {
    String type = parameters.get("requested_token_type").orElse(ACCESS_TOKEN);
    boolean possible =
        type.equals(ACCESS_TOKEN)
            || (type.equals(JWT) && client.accessTokenFormat() == AccessTokenFormat.JWT);
    if (!possible) {
      throw OAuth2Refusal.invalidRequest(
          "The requested token type cannot be issued.",
          "the requested_token_type is another than "
              + ACCESS_TOKEN
              + ", or "
              + JWT
              + " for a client whose access tokens are JWTs (RFC 8693, section 2.1)");
    }
    return type;
  }

  /** The type of a token that came must be one this server can verify, and the token must be it. */
  static void check(String parameter, String type, String token) throws OAuth2Refusal {
    if (!KNOWN.contains(type)) {
      throw OAuth2Refusal.invalidRequest(
          "The type of a token is not supported.",
          "the " + parameter + " is another than " + ACCESS_TOKEN + " and " + JWT);
    }
    if (type.equals(JWT) && token.indexOf('.') < 0) {
      throw OAuth2Refusal.invalidRequest(
          "A token is not of its type.",
          "the " + parameter + " says JWT, but the token is an opaque one");
    }
  }
}
