package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.check.Checks;
import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.client.ReferenceClient;
import dev.gatehouse.conformance.saboteur.Saboteur;
import dev.gatehouse.conformance.saboteur.Saboteurs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every check passes for a client that does right and fails for the one made to break it. */
class ChecksAndSaboteursTest {
  /** The part of the catalogue that the auth types so far can be held to. */
  private static final Set<String> CATALOGUE =
      Set.of(
          """
          http.header-crlf http.header-token http.header-reserved http.header-case
          http.one-authorization http.redirect-cross-host http.redirect-cross-port
          http.redirect-downgrade http.redirect-limit http.base-url-override http.userinfo
          http.401-bounded http.401-static http.403-no-reauth http.body-replay
          http.challenge-list http.scheme-case http.retry-after http.stall http.truncated
          secret.not-in-text secret.url-redacted none.no-credential
          basic.encode basic.colon-user basic.colon-password basic.control-char basic.utf8
          basic.scope basic.cleartext header.exact
          query.encode query.no-double query.same-name query.redirect
          custom.each-attempt custom.fail-closed
          code.state code.state-mismatch code.pkce-s256 code.pkce-verifier code.pkce-sent
          code.redirect-uri code.loopback code.iss code.error code.once code.duplicate-param
          meta.issuer
          token.post-form token.basic-encoded token.one-method token.type token.unknown-member
          token.expires-in token.error token.not-json token.huge token.drip token.redirect
          token.bearer-place token.charset token.scope-narrowed cc.fields
          cache.reuse cache.skew cache.single-flight cache.key cache.failure
          refresh.once refresh.rotation refresh.invalid-grant
          sigv4.vectors sigv4.path sigv4.query sigv4.payload sigv4.host-signed
          sigv4.session-token sigv4.retry sigv4.skew
          sts.request sts.external-id sts.limits sts.use sts.xml
          ntlm.same-connection ntlm.v2-proof ntlm.no-downgrade ntlm.mic ntlm.reuse
          ntlm.new-connection ntlm.close-midway ntlm.malformed-type2 ntlm.concurrent
          ntlm.identity-isolation
          tls.untrusted tls.expired tls.hostname tls.cn-only tls.wildcard tls.issuer-ca tls.version
          tls.token-endpoint
          proxy.credentials-hop proxy.connect-clean proxy.origin-407
          """
              .strip()
              .split("\\s+"));

  private static final Runner RUNNER =
      new Runner(4, Duration.ofSeconds(15), Duration.ofSeconds(60));

  @Test
  void theReferenceClientPassesEveryCheck() {
    assertThat(failures(new ReferenceClient())).isEmpty();
  }

  @Test
  void aSecondClientOfOurOwnPassesEveryCheck() {
    assertThat(failures(Saboteurs.flawless())).isEmpty();
  }

  @Test
  void everyCheckHasOneSaboteur() {
    assertThat(Checks.all()).extracting(Check::id).doesNotHaveDuplicates();
    assertThat(Checks.all()).extracting(Check::id).containsExactlyInAnyOrderElementsOf(CATALOGUE);
    assertThat(Saboteurs.all())
        .extracting(Saboteur::checkId)
        .containsExactlyInAnyOrderElementsOf(CATALOGUE);
    assertThat(Saboteurs.all())
        .allSatisfy(
            saboteur ->
                assertThat(saboteur.client().name()).isEqualTo("saboteur:" + saboteur.checkId()));
  }

  @Test
  void everySaboteurFailsItsCheckAndNoOther() throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      List<Future<CheckResult>> results = new ArrayList<>();
      List<Saboteur> owners = new ArrayList<>();
      for (Saboteur saboteur : Saboteurs.all()) {
        for (Check check : Checks.all()) {
          owners.add(saboteur);
          results.add(pool.submit(() -> RUNNER.run(saboteur.client(), check)));
        }
      }
      Set<String> surprises = new TreeSet<>();
      for (int i = 0; i < results.size(); i++) {
        surprise(owners.get(i), results.get(i).get(), surprises);
      }
      assertThat(surprises).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void surprise(Saboteur saboteur, CheckResult result, Set<String> surprises) {
    Set<String> declared = new HashSet<>(saboteur.alsoFails().keySet());
    declared.add(saboteur.checkId());
    String id = result.check().id();
    String expected = declared.contains(id) ? "failed" : "passed";
    if (!result.outcome().word().equals(expected)) {
      surprises.add(saboteur.checkId() + " at " + id + ": " + result.outcome());
    }
  }

  private static List<String> failures(ClientUnderTest client) {
    return RUNNER.run(client, Checks.all(), result -> {}).results().stream()
        .filter(result -> !(result.outcome() instanceof Outcome.Passed))
        .map(result -> result.check().id() + ": " + result.outcome())
        .collect(Collectors.toList());
  }
}
