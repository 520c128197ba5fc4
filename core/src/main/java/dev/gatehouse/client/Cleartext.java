package dev.gatehouse.client;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import java.net.URI;

/**
 * Keeps credentials off networks that anyone on the way can read (RFC 7617, section 4; RFC 6750,
 * section 5.3).
 */
final class Cleartext {
  private Cleartext() {}

  static void refuse(Connection connection, ClientOptions options) {
    Auth auth = connection.auth();
    if (options.cleartextCredentials()) {
      return;
    }
    options.proxy().ifPresent(proxy -> refuse(proxy, connection));
    if (auth instanceof NoneAuth) {
      return;
    }
    refuse("baseUri", connection.baseUri());
    if (auth instanceof OAuth2ClientCredentialsAuth client) {
      refuse("auth.tokenUri", client.tokenUri());
    }
    if (auth instanceof OAuth2AuthorizationCodeAuth code) {
      refuse("auth.authorizationUri", code.authorizationUri());
      refuse("auth.tokenUri", code.tokenUri());
    }
    if (auth instanceof AwsIamRoleAuth role && role.stsEndpoint() != null) {
      refuse("auth.stsEndpoint", role.stsEndpoint());
    }
  }

  /** What goes to a proxy on another machine is on the network, wherever it goes from there. */
  private static void refuse(Proxy proxy, Connection connection) {
    boolean seen =
        !(connection.auth() instanceof NoneAuth)
            && connection.baseUri().getScheme().equalsIgnoreCase("http");
    if (proxy.login() != null || seen) {
      refuse("proxy.uri", proxy.uri());
    }
  }

  /**
   * Keys and metadata that decide whom to believe.
   *
   * @throws AuthorizationFailedException if anyone on the way could change them
   */
  static void refuseForgery(URI uri, ClientOptions options) {
    if (!options.cleartextCredentials() && Origin.of(uri).isCleartext()) {
      throw new AuthorizationFailedException(
          "anyone on the way could change what " + Origin.of(uri) + " says of itself; use https");
    }
  }

  /**
   * @throws InvalidSettingException if the URI of this setting leads over such a network
   */
  static void refuse(String field, URI uri) {
    if (Origin.of(uri).isCleartext()) {
      throw new InvalidSettingException(
          field,
          "plain http would show the credential to everyone on the way; use https, or allow it"
              + " with ClientOptions.withCleartextCredentials(true)");
    }
  }
}
