package dev.gatehouse.connection;

import java.util.List;

/**
 * Fixed query parameters, such as an API key.
 *
 * @param parameters one or more, in plain text; they are encoded once and sent in this order
 * @since 0.1
 */
public record QueryParamsAuth(List<NamedSecret> parameters) implements Auth {
  /**
   * @throws InvalidConnectionException if there is none, or one holds a control character
   */
  public QueryParamsAuth {
    parameters =
        NamedSecrets.notEmpty("parameters", NamedSecrets.parameters("parameters", parameters));
  }

  /** One parameter. */
  public static QueryParamsAuth of(String name, String value) {
    return new QueryParamsAuth(List.of(NamedSecret.of(name, value)));
  }

  @Override
  public AuthType type() {
    return AuthType.QUERY_PARAMS;
  }
}
