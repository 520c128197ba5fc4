package dev.gatehouse.connection;

/**
 * Where an OAuth 2.0 client puts its id and secret in a token request (RFC 6749, section 2.3.1).
 *
 * @since 0.1
 */
public enum CredentialPlacement {
  /** HTTP Basic: {@code client_secret_basic}. */
  HEADER("header"),
  /** Form parameters: {@code client_secret_post}. */
  BODY("body");

  private final String id;

  CredentialPlacement(String id) {
    this.id = id;
  }

  /** The name in JSON and YAML: {@code header} or {@code body}. */
  public String id() {
    return id;
  }
}
