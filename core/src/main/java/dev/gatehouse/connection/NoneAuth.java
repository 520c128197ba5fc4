package dev.gatehouse.connection;

/**
 * No login at all.
 *
 * @since 0.1
 */
public record NoneAuth() implements Auth {
  @Override
  public AuthType type() {
    return AuthType.NONE;
  }
}
