package dev.gatehouse.connection;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The twelve ways to log in, in their fixed order. The {@linkplain #id() id} is stable: it names
 * the type in JSON, YAML, paths and command lines.
 *
 * @since 0.1
 */
public enum AuthType {
  NONE("none"),
  BASIC("basic"),
  HEADER("header"),
  QUERY_PARAMS("query-params"),
  CUSTOM("custom"),
  NTLM("ntlm"),
  OAUTH2_AUTHORIZATION_CODE("oauth2-authorization-code"),
  OAUTH2_CLIENT_CREDENTIALS("oauth2-client-credentials"),
  AWS_ACCESS_KEY("aws-access-key"),
  AWS_IAM_ROLE("aws-iam-role"),
  AZURE_AUTHORIZATION_CODE("azure-authorization-code"),
  AZURE_CLIENT_CREDENTIALS("azure-client-credentials");

  private final String id;

  AuthType(String id) {
    this.id = id;
  }

  /** The stable id, for example {@code oauth2-client-credentials}. */
  public String id() {
    return id;
  }

  /**
   * Finds the type with this id.
   *
   * @param id a stable id, in lower case
   * @throws IllegalArgumentException if there is none; the message lists the ids there are
   */
  public static AuthType of(String id) {
    return Arrays.stream(values())
        .filter(type -> type.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no auth type '"
                        + id
                        + "'; there are: "
                        + Arrays.stream(values())
                            .map(AuthType::id)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return id;
  }
}
