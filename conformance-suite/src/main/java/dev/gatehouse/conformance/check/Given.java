package dev.gatehouse.conformance.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The connections that checks open a client on. */
final class Given {
  private static final String NAME = "conformance";
  private static final JsonMapper JSON = new JsonMapper();

  private Given() {}

  static Connection none(URI base) {
    return Connection.of(NAME, base, new NoneAuth());
  }

  static Connection basic(URI base, String username, String password) {
    return Connection.of(NAME, base, BasicAuth.of(username, password));
  }

  static Connection header(URI base, String name, String value) {
    return Connection.of(NAME, base, HeaderAuth.of(name, value));
  }

  static Connection query(URI base, String name, String value) {
    return Connection.of(NAME, base, QueryParamsAuth.of(name, value));
  }

  /** A user of {@link NtlmScript}. */
  static Connection ntlm(URI base) {
    return ntlm(base, NtlmScript.DOMAIN, "alice");
  }

  /**
   * A user who has the one password of {@link NtlmScript}.
   *
   * @param domain empty for none
   */
  static Connection ntlm(URI base, String domain, String username) {
    return Connection.of(
        NAME,
        base,
        new NtlmAuth(
            domain.isEmpty() ? null : domain,
            null,
            username,
            Secret.of(NtlmScript.PASSWORD),
            NtlmAuth.CONNECTIONS_PER_ROUTE,
            NtlmAuth.MAXIMUM_CONNECTIONS,
            NtlmAuth.MILLISECONDS,
            NtlmAuth.MILLISECONDS,
            NtlmAuth.MILLISECONDS,
            true,
            false));
  }

  /** Custom auth with one header, which stands for whatever the hook adds to. */
  static Connection custom(URI base) {
    return Connection.of(
        NAME, base, new CustomAuth(null, null, List.of(NamedSecret.of("X-App", NAME)), List.of()));
  }

  /** A key of {@link AwsService}, for that service. */
  static Connection accessKey(URI base, AwsService service) {
    return Connection.of(
        NAME,
        base,
        new AwsAccessKeyAuth(
            service.scopeName(),
            AwsService.REGION,
            AwsService.KEY_ID,
            Secret.of(AwsService.SECRET)));
  }

  /** The same auth elsewhere, trusting these certificates. */
  static Connection trusting(URI base, Auth auth, String caCertificates) {
    return new Connection(NAME, null, base, auth, new Tls(caCertificates, null, null, null), false);
  }

  /** Basic settings as text, for those that are wrong. */
  static String wrongBasic(URI base, String username, String password) {
    return text(
        base.toString(), Map.of("type", "basic", "username", username, "password", password));
  }

  /** Header settings as text, for those that are wrong. */
  static String wrongHeader(URI base, String name, String value) {
    return text(
        base.toString(),
        Map.of("type", "header", "headers", List.of(Map.of("name", name, "value", value))));
  }

  /** Settings without login as text, for a base URI that is wrong. */
  static String wrongBase(String base) {
    return text(base, Map.of("type", "none"));
  }

  private static String text(String base, Map<String, ?> auth) {
    try {
      return JSON.writeValueAsString(Map.of("name", NAME, "baseUri", base, "auth", auth));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text always become JSON", e);
    }
  }
}
