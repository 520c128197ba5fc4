package dev.gatehouse.connection;

/**
 * The version of the Microsoft Entra ID endpoints.
 *
 * @since 0.1
 */
public enum EndpointVersion {
  V1("1.0"),
  V2("2.0");

  private final String id;

  EndpointVersion(String id) {
    this.id = id;
  }

  /** The name in JSON and YAML: {@code 1.0} or {@code 2.0}. */
  public String id() {
    return id;
  }
}
