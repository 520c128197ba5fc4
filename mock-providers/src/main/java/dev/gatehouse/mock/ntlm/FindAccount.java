package dev.gatehouse.mock.ntlm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the account a Type 3 names (MS-NLMP 3.2.5.1.2). A server goes by two names of its domain,
 * and its own name and "." stand for the accounts it has itself.
 */
record FindAccount(NtlmTarget target, NtlmAccounts accounts) {
  Optional<NtlmAccount> find(String domain, String user) {
    Optional<NtlmAccount> found =
        domains(domain).flatMap(each -> accounts.find(each, user).stream()).findFirst();
    if (found.isPresent() || !domain.isEmpty()) {
      return found;
    }
    return user.indexOf('@') < 0 ? only(user) : principal(user);
  }

  /** Why there is none: reason first, then what a person can do about it. */
  NtlmVerdict.Refused refusal(String domain, String user, NtlmTranscript transcript) {
    List<NtlmAccount> named = accounts.named(user);
    if (named.size() > 1 && domain.isEmpty()) {
      return new NtlmVerdict.Refused(
          "wrong-domain",
          "no domain was sent, and there is a user '" + user + "' in several; send the domain",
          transcript);
    }
    if (!named.isEmpty()) {
      String right = named.get(0).domain();
      return new NtlmVerdict.Refused(
          "wrong-domain",
          "there is no user '"
              + user
              + "' in the domain '"
              + domain
              + "', but there is one "
              + (right.isEmpty() ? "without a domain" : "in '" + right + "'"),
          transcript);
    }
    return new NtlmVerdict.Refused(
        "unknown-user", "there is no user '" + user + "'" + hint(user), transcript);
  }

  private String hint(String user) {
    int slash = Math.max(user.indexOf('\\'), user.indexOf('/'));
    if (slash > 0 && find(user.substring(0, slash), user.substring(slash + 1)).isPresent()) {
      return ": the domain is in the user's field; it goes into the domain's, and the user's has '"
          + user.substring(slash + 1)
          + "'";
    }
    return user.isEmpty() ? ": the user's field is empty, yet there is a response" : "";
  }

  private Stream<String> domains(String domain) {
    if (domain.equals(".") || domain.equalsIgnoreCase(target.computer())) {
      return Stream.of(domain, "");
    }
    if (!target.dnsDomain().isEmpty() && domain.equalsIgnoreCase(target.dnsDomain())) {
      return Stream.of(domain, target.domain());
    }
    if (!target.dnsDomain().isEmpty() && domain.equalsIgnoreCase(target.domain())) {
      return Stream.of(domain, target.dnsDomain());
    }
    return Stream.of(domain);
  }

  private Optional<NtlmAccount> only(String user) {
    Optional<NtlmAccount> own = accounts.find(target.domain(), user);
    List<NtlmAccount> named = accounts.named(user);
    return own.isPresent() || named.size() != 1 ? own : Optional.of(named.get(0));
  }

  private Optional<NtlmAccount> principal(String name) {
    int at = name.lastIndexOf('@');
    return accounts
        .findPrincipal(name)
        .or(
            () ->
                domains(name.substring(at + 1))
                    .filter(domain -> !domain.isEmpty())
                    .flatMap(domain -> accounts.find(domain, name.substring(0, at)).stream())
                    .findFirst());
  }
}
