package dev.gatehouse.client;

/**
 * A connection that cannot be opened because one of its settings is wrong. The message says which
 * and what would be right.
 *
 * @since 0.1
 */
public final class InvalidSettingException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidSettingException(String field, String problem) {
    super(Step.OPEN, field + ": " + problem, null);
    this.field = field;
  }

  /** The path of the setting, for example {@code auth.headers[0].name}. */
  public String field() {
    return field;
  }
}
