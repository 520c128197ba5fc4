package dev.gatehouse.client;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.NtlmAuth;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy, through which everything of a connection goes: requests, redirects, tokens and
 * keys. It sees {@code http} requests whole (RFC 9112, section 3.2.2) and opens a tunnel for {@code
 * https} ones (RFC 9110, section 9.3.6), inside which nothing is for it.
 *
 * @param uri {@code http}, with host and port, such as {@code http://proxy.example.com:3128}
 * @param login a {@link BasicAuth} or an {@link NtlmAuth}, or null; sent to the proxy only. Of an
 *     {@code NtlmAuth} only domain, workstation, user name and password count.
 * @since 0.1
 */
public record Proxy(URI uri, @Nullable Auth login) {

  /**
   * @throws InvalidSettingException if the URI is not an {@code http} one of a host and nothing
   *     else, or the login is of another type
   */
  public Proxy {
    if (!uri.isAbsolute() || !Origin.canBeOf(uri) || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new InvalidSettingException(
          "proxy.uri", "has to look like http://proxy.example.com:3128");
    }
    if (uri.getRawUserInfo() != null) {
      throw new InvalidSettingException(
          "proxy.uri", "has a user name before '@'; credentials belong in the proxy's login");
    }
    boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null;
    if (more || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
      throw new InvalidSettingException(
          "proxy.uri", "has more than host and port; remove what follows them");
    }
    if (login != null && !(login instanceof BasicAuth) && !(login instanceof NtlmAuth)) {
      throw new InvalidSettingException(
          "proxy.login", "is '" + login.type().id() + "'; a proxy takes basic or ntlm");
    }
  }

  /** A proxy that asks for no login. */
  public static Proxy at(URI uri) {
    return new Proxy(uri, null);
  }

  /** A proxy that takes a user name and a password (RFC 7617). */
  public static Proxy at(URI uri, BasicAuth login) {
    return new Proxy(uri, login);
  }

  /** A proxy that takes NTLM (MS-NTHT). */
  public static Proxy at(URI uri, NtlmAuth login) {
    return new Proxy(uri, login);
  }

  Origin origin() {
    return Origin.of(uri);
  }
}
