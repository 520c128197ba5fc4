package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.Leniency;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The user is sent to no address but the client's own, character by character (RFC 6749, section
 * 3.1.2; RFC 9700, section 2.1). Of a loopback address, the port may differ, as the operating
 * system chooses it (RFC 8252, section 7.3).
 */
final class CheckRedirectUri {
  private static final Pattern LOOPBACK =
      Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::([0-9]{1,5}))?(/.*)?");

  private static final Pattern LOCALHOST =
      Pattern.compile("(http://localhost)(?::([0-9]{1,5}))?(/.*)?");

  private CheckRedirectUri() {}

  /** Where to send the user: as asked, or the only address there is. */
  static String of(Parameters parameters, RegisteredClient client) throws OAuth2Refusal {
    Optional<String> asked = parameters.get("redirect_uri");
    if (asked.isEmpty()) {
      if (client.redirectUris().size() != 1
          || parameters.get("scope").filter(CheckRedirectUri::isOpenId).isPresent()) {
        throw refusal(
            "the parameter redirect_uri is missing; client "
                + client.id()
                + " is registered for: "
                + String.join(" ", client.redirectUris()));
      }
      return client.redirectUris().iterator().next();
    }
    if (client.may(Leniency.ANY_REDIRECT_URI) && isAbsolute(asked.get())) {
      return asked.get();
    }
    for (String registered : client.redirectUris()) {
      if (registered.equals(asked.get())
          || sameButForPort(LOOPBACK, registered, asked.get())
          || (client.may(Leniency.ANY_LOCALHOST_PORT)
              && sameButForPort(LOCALHOST, registered, asked.get()))) {
        return asked.get();
      }
    }
    throw refusal(
        "the redirect_uri "
            + asked.get()
            + " is not registered for client "
            + client.id()
            + ", character by character; there are: "
            + String.join(" ", client.redirectUris()));
  }

  /** OpenID Connect Core, section 3.1.2.1: there it is required. */
  private static boolean isOpenId(String scope) {
    return (" " + scope + " ").contains(" openid ");
  }

  /** With a scheme, and where to go by it (RFC 6749, section 3.1.2). */
  private static boolean isAbsolute(String asked) {
    try {
      URI uri = new URI(asked);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return uri.isAbsolute()
          && uri.getRawFragment() == null
          && (web ? uri.getHost() != null : !uri.isOpaque());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean sameButForPort(Pattern pattern, String registered, String asked) {
    Matcher right = pattern.matcher(registered);
    Matcher came = pattern.matcher(asked);
    return right.matches()
        && came.matches()
        && isPort(came.group(2))
        && right.group(1).equals(came.group(1))
        && Objects.equals(right.group(3), came.group(3));
  }

  /** None is the scheme's own; above 65535 there is none. */
  private static boolean isPort(@Nullable String digits) {
    return digits == null || Integer.parseInt(digits) <= 65_535;
  }

  private static OAuth2Refusal refusal(String explanation) {
    return OAuth2Refusal.invalidRequest(
        "The redirect URI is missing or not registered for this client.", explanation);
  }
}
