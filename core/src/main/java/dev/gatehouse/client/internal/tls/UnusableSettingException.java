package dev.gatehouse.client.internal.tls;

/** A TLS setting that cannot be used. The message quotes no secret. */
public final class UnusableSettingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  UnusableSettingException(String field, String problem) {
    super(problem);
    this.field = field;
  }

  /** The path of the setting, for example {@code tls.privateKey}. */
  public String field() {
    return field;
  }
}
