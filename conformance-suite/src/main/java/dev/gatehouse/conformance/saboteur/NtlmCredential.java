package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.connection.NtlmAuth;

/**
 * Who logs in by NTLM.
 *
 * @param domain empty for none
 * @param workstation empty for none
 */
record NtlmCredential(String domain, String workstation, String username, String password) {

  static NtlmCredential of(Settings given) {
    return new NtlmCredential(
        given.has("domain") ? given.text("domain") : "",
        given.has("workstation") ? given.text("workstation") : "",
        given.text("username"),
        given.text("password"));
  }

  static NtlmCredential of(NtlmAuth account) {
    return new NtlmCredential(
        account.domain() == null ? "" : account.domain(),
        account.workstation() == null ? "" : account.workstation(),
        account.username(),
        account.password().reveal());
  }

  @Override
  public String toString() {
    return domain + "\\" + username;
  }
}
