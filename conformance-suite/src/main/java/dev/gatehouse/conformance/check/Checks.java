package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Check;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every check there is, in the order of the reports.
 *
 * @since 0.1
 */
public final class Checks {
  private static final List<Check> ALL =
      Stream.of(
              HttpHeaderChecks.all(),
              HttpPathChecks.all(),
              HttpRedirectChecks.all(),
              HttpRetryChecks.all(),
              HttpAnswerChecks.all(),
              SecretChecks.all(),
              NoneChecks.all(),
              BasicChecks.all(),
              HeaderChecks.all(),
              QueryChecks.all(),
              CustomChecks.all(),
              CodeRequestChecks.all(),
              CodeResponseChecks.all(),
              CodeUseChecks.all(),
              LoopbackChecks.all(),
              IssuerChecks.all(),
              TokenRequestChecks.all(),
              TokenResponseChecks.all(),
              ScopeChecks.all(),
              CacheChecks.all(),
              RefreshChecks.all(),
              SignatureChecks.all(),
              SignatureUseChecks.all(),
              RoleChecks.all(),
              NtlmConnectionChecks.all(),
              NtlmProofChecks.all(),
              TlsChecks.all(),
              IssuerTlsChecks.all(),
              ProxyChecks.all())
          .flatMap(List::stream)
          .toList();

  private Checks() {}

  /** Family by family. */
  public static List<Check> all() {
    return ALL;
  }
}
