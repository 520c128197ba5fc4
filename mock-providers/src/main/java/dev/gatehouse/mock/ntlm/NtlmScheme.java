package dev.gatehouse.mock.ntlm;

/**
 * By which HTTP scheme NTLM messages come.
 *
 * @since 0.1
 */
public enum NtlmScheme {
  /** The messages themselves (MS-NTHT). */
  NTLM("NTLM"),

  /** The messages themselves, or wrapped in SPNEGO (RFC 4559, RFC 4178). */
  NEGOTIATE("Negotiate");

  private final String word;

  NtlmScheme(String word) {
    this.word = word;
  }

  /** As it stands in header fields. */
  public String word() {
    return word;
  }
}
