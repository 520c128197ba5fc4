package dev.gatehouse.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any mixture of a user name with password, headers and query parameters.
 *
 * @param username as in {@link BasicAuth}, or null
 * @param password as in {@link BasicAuth}, or null
 * @param headers as in {@link HeaderAuth}; may be empty
 * @param parameters as in {@link QueryParamsAuth}; may be empty
 * @since 0.1
 */
public record CustomAuth(
    @Nullable String username,
    @Nullable Secret password,
    List<NamedSecret> headers,
    List<NamedSecret> parameters)
    implements Auth {
  /**
   * @throws InvalidConnectionException if all four are absent, or one is not as its own auth type
   *     demands
   */
  public CustomAuth {
    headers = HeaderFields.check("headers", headers);
    parameters = NamedSecrets.parameters("parameters", parameters);
    if (username != null) {
      UserName.check("username", username);
    }
    if (password != null) {
      ControlCharacters.refuse("password", password);
    }
    if (username == null && password == null && headers.isEmpty() && parameters.isEmpty()) {
      throw new InvalidConnectionException(
          "",
          "custom needs at least one of username, password, headers and parameters;"
              + " to log in with nothing, use type none",
          null);
    }
  }

  @Override
  public AuthType type() {
    return AuthType.CUSTOM;
  }
}
