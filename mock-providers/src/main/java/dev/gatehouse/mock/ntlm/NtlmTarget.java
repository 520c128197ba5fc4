package dev.gatehouse.mock.ntlm;

/**
 * The names a server gives itself in its challenge (MS-NLMP 2.2.2.1). A server in no domain has its
 * own name for its domain's.
 *
 * @param computer its NetBIOS name: {@code GATEHOUSE}
 * @param domain the NetBIOS name of its domain: {@code CORP}
 * @param dnsComputer its full name: {@code gatehouse.corp.example}; empty to leave it out
 * @param dnsDomain the full name of its domain: {@code corp.example}; empty to leave it out
 * @param dnsTree the full name of its forest; empty to leave it out
 * @since 0.1
 */
public record NtlmTarget(
    String computer, String domain, String dnsComputer, String dnsDomain, String dnsTree) {
  /**
   * @throws IllegalArgumentException if the NetBIOS name of computer or domain is empty: target
   *     info has to hold both
   */
  public NtlmTarget {
    if (computer.isEmpty() || domain.isEmpty()) {
      throw new IllegalArgumentException(
          "target: computer and domain have to be there, as MS-NLMP 2.2.2.1 has them in every list");
    }
  }

  /** A server of a domain whose full name is that of the forest too. */
  public static NtlmTarget of(
      String computer, String domain, String dnsComputer, String dnsDomain) {
    return new NtlmTarget(computer, domain, dnsComputer, dnsDomain, dnsDomain);
  }
}
