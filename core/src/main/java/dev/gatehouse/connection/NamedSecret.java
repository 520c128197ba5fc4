package dev.gatehouse.connection;

/**
 * A header or query parameter that carries a credential.
 *
 * @param name shown in messages
 * @param value never shown
 * @since 0.1
 */
public record NamedSecret(String name, Secret value) {
  /**
   * @throws InvalidConnectionException if the name is missing or empty, or the value is missing
   */
  public NamedSecret {
    Required.text("name", name);
    Required.present("value", value);
  }

  /** The same from plain text. */
  public static NamedSecret of(String name, String value) {
    return new NamedSecret(name, Secret.of(value));
  }
}
