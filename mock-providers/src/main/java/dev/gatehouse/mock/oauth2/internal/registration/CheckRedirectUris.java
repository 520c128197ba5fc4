package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Users are sent back to where only the client listens: by https, to a loopback address, or to an
 * app's own scheme (RFC 6749, section 3.1.2; RFC 8252, sections 7.1 to 7.3).
 */
final class CheckRedirectUris {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private CheckRedirectUris() {}

  static void check(String member, List<String> uris, boolean insecureAllowed)
      throws OAuth2Refusal {
    for (String uri : uris) {
      check(member, uri, insecureAllowed);
    }
  }

  private static void check(String member, String text, boolean insecureAllowed)
      throws OAuth2Refusal {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw refusal(member, "is no URI", text);
    }
    if (!uri.isAbsolute()) {
      throw refusal(member, "is not absolute", text);
    }
    if (uri.getRawFragment() != null) {
      throw refusal(member, "has a fragment (RFC 6749, section 3.1.2)", text);
    }
    if (uri.getRawUserInfo() != null || text.indexOf('*') >= 0) {
      throw refusal(member, "has user information or a wildcard", text);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean right =
        switch (scheme) {
          case "https" -> uri.getHost() != null;
          case "http" ->
              uri.getHost() != null && (insecureAllowed || LOOPBACK.contains(uri.getHost()));
          default -> scheme.indexOf('.') > 0; // RFC 8252, section 7.1: a domain the other way round
        };
    if (!right) {
      throw refusal(
          member,
          "is neither https nor a loopback address, nor has it an app's own scheme such as"
              + " com.example.app",
          text);
    }
  }

  private static OAuth2Refusal refusal(String member, String problem, String uri) {
    return new OAuth2Refusal(
        400,
        "invalid_redirect_uri",
        "A redirect URI is not valid.",
        "registration",
        "one of the " + member + " " + problem + ": " + uri);
  }
}
