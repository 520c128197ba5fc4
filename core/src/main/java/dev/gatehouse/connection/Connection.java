package dev.gatehouse.connection;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The client side as data: where requests go and how they log in.
 *
 * @param name for people; shown in messages
 * @param project the scope of an external ID, or null
 * @param baseUri absolute {@code http} or {@code https}; no request can leave it
 * @param auth how to log in
 * @param tls what to trust and show over TLS
 * @param caseSensitiveHeaders whether header names that differ in case only are different names
 * @since 0.1
 */
public record Connection(
    String name,
    @Nullable String project,
    URI baseUri,
    Auth auth,
    Tls tls,
    boolean caseSensitiveHeaders) {

  /**
   * @throws InvalidConnectionException if a field is missing, or the base URI is not an absolute
   *     {@code http} or {@code https} URI without user name, query and fragment
   */
  public Connection {
    Required.text("name", name);
    Required.optionalText("project", project);
    HttpUri.base("baseUri", baseUri);
    Required.present("auth", auth);
    Required.present("tls", tls);
  }

  /** A connection with the platform's trust and header names compared without case. */
  public static Connection of(String name, URI baseUri, Auth auth) {
    return new Connection(name, null, baseUri, auth, Tls.PLATFORM, false);
  }
}
