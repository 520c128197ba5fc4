package dev.gatehouse.client;

import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of the authorization code grant, whatever auth type it comes from.
 *
 * @param authorizationUri its own query is kept
 * @param redirectUri null for a loopback address of our own
 * @param pkce whether to use PKCE (RFC 7636)
 */
record AuthorizationCodeClient(
    OAuth2Client client, URI authorizationUri, @Nullable URI redirectUri, boolean pkce) {
  AuthorizationCodeClient {
    // Anything else would not come back as a query with a code.
    refuseOther(authorizationUri, "response_type", "code");
    refuseOther(authorizationUri, "response_mode", "query");
    refuseAnswerIn(redirectUri);
  }

  static AuthorizationCodeClient of(OAuth2AuthorizationCodeAuth auth) {
    return new AuthorizationCodeClient(
        OAuth2Client.of(auth), auth.authorizationUri(), auth.redirectUri(), auth.pkce());
  }

  /** What is asked for; the authorization URI's own query may say it when the settings do not. */
  List<String> scopes() {
    return !client.scopes().isEmpty()
        ? client.scopes()
        : QueryString.values(authorizationUri, "scope").stream()
            .flatMap(scope -> Arrays.stream(scope.split(" ")))
            .filter(scope -> !scope.isEmpty())
            .toList();
  }

  /** Whether an ID token is asked for (OpenID Connect Core 1.0, section 3.1.2.1). */
  boolean isOpenId() {
    return scopes().contains("openid");
  }

  /** Whether an issuer lives where this client's endpoints are, as issuers do. */
  boolean isAtHome(String issuer) {
    return HttpLocation.parse(issuer)
        .map(Origin::of)
        .filter(
            origin ->
                origin.equals(Origin.of(authorizationUri))
                    || origin.equals(Origin.of(client.tokenUri())))
        .isPresent();
  }

  /** What an answer adds could not be told from what was there. */
  private static void refuseAnswerIn(@Nullable URI redirectUri) {
    if (redirectUri != null) {
      QueryString.parse(redirectUri.getRawQuery()).keySet().stream()
          .filter(AuthorizationAnswer.PARAMETERS::contains)
          .findFirst()
          .ifPresent(
              name -> {
                throw new InvalidSettingException(
                    "auth.redirectUri",
                    "its query has '" + name + "', which belongs to the answer; remove it");
              });
    }
  }

  private static void refuseOther(URI uri, String name, String value) {
    if (!QueryString.values(uri, name).stream().allMatch(value::equals)) {
      throw new InvalidSettingException(
          "auth.authorizationUri",
          "its query asks for another " + name + " than '" + value + "'; remove it");
    }
  }
}
