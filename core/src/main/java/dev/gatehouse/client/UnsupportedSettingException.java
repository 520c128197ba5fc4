package dev.gatehouse.client;

/**
 * A connection that cannot be opened because one of its settings, such as its auth type, is not
 * supported yet.
 *
 * @since 0.1
 */
public final class UnsupportedSettingException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  private final String field;

  UnsupportedSettingException(String field, String problem) {
    super(Step.OPEN, field + ": " + problem, null);
    this.field = field;
  }

  /** The path of the setting, for example {@code auth.type}. */
  public String field() {
    return field;
  }
}
