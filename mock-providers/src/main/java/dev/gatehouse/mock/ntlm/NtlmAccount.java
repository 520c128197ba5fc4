package dev.gatehouse.mock.ntlm;

import dev.gatehouse.connection.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in. What is changed holds from the next Type 3 on, whatever connection it
 * comes on; who is logged in already stays so. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class NtlmAccount {
  private final String domain;
  private final String user;
  private Secret password;
  private @Nullable String userPrincipalName;
  private boolean disabled;
  private boolean locked;
  private int lockOutAfter;
  private @Nullable Instant expiry;
  private @Nullable Instant passwordExpiry;
  private int failures;

  NtlmAccount(String domain, String user, Secret password, int lockOutAfter) {
    this.domain = domain;
    this.user = user;
    this.password = password;
    this.lockOutAfter = lockOutAfter;
  }

  /** Its domain as it was made with; empty for a local account. */
  public String domain() {
    return domain;
  }

  /** Its name without the domain. */
  public String user() {
    return user;
  }

  /** {@code DOMAIN\\user}, or the user alone without a domain. */
  public String principal() {
    return domain.isEmpty() ? user : domain + "\\" + user;
  }

  /** Gives it a user principal name beside {@code user@domain}. */
  public synchronized NtlmAccount userPrincipalName(String name) {
    userPrincipalName = name;
    return this;
  }

  /** Gives it another password. */
  public synchronized NtlmAccount password(Secret other) {
    password = other;
    return this;
  }

  /** Refuses it from now on: {@code account-disabled}. */
  public synchronized NtlmAccount disable() {
    disabled = true;
    return this;
  }

  /** Lets it in again. */
  public synchronized NtlmAccount enable() {
    disabled = false;
    return this;
  }

  /** Refuses it from an instant on, null for never: {@code account-expired}. */
  public synchronized NtlmAccount expireAt(@Nullable Instant instant) {
    expiry = instant;
    return this;
  }

  /** Refuses its password from an instant on, null for never: {@code password-expired}. */
  public synchronized NtlmAccount expirePasswordAt(@Nullable Instant instant) {
    passwordExpiry = instant;
    return this;
  }

  /**
   * Has it locked out by its wrong passwords, whatever is so for other accounts.
   *
   * @param failures how many in a row, or 0 for never
   * @throws IllegalArgumentException if that is less than 0
   */
  public synchronized NtlmAccount lockOutAfter(int failures) {
    if (failures < 0) {
      throw new IllegalArgumentException(
          "lockOutAfter: is " + failures + "; it has to be 1 or more, or 0 for never");
    }
    lockOutAfter = failures;
    return this;
  }

  /** Locks it out now, without a wrong password: {@code account-locked-out}. */
  public synchronized NtlmAccount lock() {
    locked = true;
    return this;
  }

  /**
   * Whether it is locked out, by {@link #lock} or as too many wrong passwords have come in a row:
   * {@code account-locked-out}.
   */
  public synchronized boolean lockedOut() {
    return locked || (lockOutAfter > 0 && failures >= lockOutAfter);
  }

  /** Lets it in again after a lock-out, and counts from nothing. */
  public synchronized NtlmAccount unlock() {
    locked = false;
    failures = 0;
    return this;
  }

  synchronized Secret password() {
    return password;
  }

  synchronized boolean hasPrincipalName(String name) {
    return name.equalsIgnoreCase(userPrincipalName) || name.equalsIgnoreCase(user + "@" + domain);
  }

  synchronized boolean disabled() {
    return disabled;
  }

  synchronized boolean expired(Instant now) {
    return expiry != null && !now.isBefore(expiry);
  }

  synchronized boolean passwordExpired(Instant now) {
    return passwordExpiry != null && !now.isBefore(passwordExpiry);
  }

  synchronized void forgetFailures() {
    failures = 0;
  }

  /** Counts a wrong password, and says how many there are. */
  synchronized int failed() {
    return ++failures;
  }
}
