package dev.gatehouse.mock.ntlm;

import dev.gatehouse.connection.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in. What is changed holds from the next Type 3 on, whatever connection it
 * comes on; who is logged in already stays so.
 *
 * @since 0.1
 */
public final class NtlmAccount {
  private final String domain;
  private final String user;
  private Secret password;
  private final int lockOutAfter;

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

  /** Gives it another user principal name than {@code user@domain}. */
  public NtlmAccount userPrincipalName(String name) {
    return this;
  }

  /** Gives it another password. */
  public NtlmAccount password(Secret other) {
    password = other;
    return this;
  }

  /** Refuses it from now on: {@code account-disabled}. */
  public NtlmAccount disable() {
    return this;
  }

  /** Lets it in again. */
  public NtlmAccount enable() {
    return this;
  }

  /** Refuses it from an instant on, null for never: {@code account-expired}. */
  public NtlmAccount expireAt(@Nullable Instant instant) {
    return this;
  }

  /** Refuses its password from an instant on, null for never: {@code password-expired}. */
  public NtlmAccount expirePasswordAt(@Nullable Instant instant) {
    return this;
  }

  /** Whether too many wrong passwords have come in a row. */
  public boolean lockedOut() {
    return lockOutAfter > 0 && password.reveal().isEmpty();
  }

  /** Lets it in again after a lock-out, and counts from nothing. */
  public NtlmAccount unlock() {
    return this;
  }
}
