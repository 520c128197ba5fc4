package dev.gatehouse.mock.ntlm;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may log in by NTLM. Names are found without regard to case, as Windows finds them. Safe for
 * any number of threads.
 *
 * @since 0.1
 */
public final class NtlmAccounts {
  private final int lockOutAfter;
  private final Map<Name, NtlmAccount> accounts = new ConcurrentHashMap<>();

  /** In upper case, as they are compared. */
  private record Name(String domain, String user) {
    static Name of(String domain, String user) {
      return new Name(upperCase(domain), upperCase(user));
    }

    private static String upperCase(String text) {
      return PasswordKeys.upperCase(text);
    }
  }

  private NtlmAccounts(int lockOutAfter) {
    this.lockOutAfter = lockOutAfter;
  }

  /** Nobody yet, and nobody is ever locked out. */
  public static NtlmAccounts empty() {
    return new NtlmAccounts(0);
  }

  /**
   * Nobody yet; an account is locked out by its wrong passwords, on whatever connections they come,
   * until it is unlocked. A login in between counts from nothing again.
   *
   * @param failures how many in a row, 1 or more
   * @throws IllegalArgumentException if that is less than 1
   */
  public static NtlmAccounts lockedOutAfter(int failures) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures: is " + failures + "; it has to be 1 or more");
    }
    return new NtlmAccounts(failures);
  }

  /**
   * Makes an account, in place of one by the same names.
   *
   * @param domain NetBIOS or DNS name; empty for a local account
   * @param user the name without the domain
   * @throws IllegalArgumentException if the user's name is empty
   */
  public NtlmAccount add(String domain, String user, Secret password) {
    if (user.isEmpty()) {
      throw new IllegalArgumentException("user: is empty; nobody in particular has no account");
    }
    NtlmAccount account = new NtlmAccount(domain, user, password, lockOutAfter);
    accounts.put(Name.of(domain, user), account);
    return account;
  }

  /** The account by these names. */
  public Optional<NtlmAccount> find(String domain, String user) {
    return Optional.ofNullable(accounts.get(Name.of(domain, user)));
  }

  /** The account by its user principal name: {@code user@domain}, or what it was given. */
  public Optional<NtlmAccount> findPrincipal(String name) {
    return accounts.values().stream().filter(one -> one.hasPrincipalName(name)).findFirst();
  }

  /** Counts the wrong passwords of each from nothing; those locked by hand stay so. */
  void forgetFailures() {
    accounts.values().forEach(NtlmAccount::forgetFailures);
  }

  /** All accounts by this user's name, in whatever domain. */
  List<NtlmAccount> named(String user) {
    String name = Name.of("", user).user();
    return accounts.entrySet().stream()
        .filter(entry -> entry.getKey().user().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }
}
