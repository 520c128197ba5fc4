package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.credential.internal.Remembered;
import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.jose.internal.jws.Shown;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an assertion must say to prove a client, and only once (RFC 7523, section 3; OpenID Connect
 * Core, section 9). What is said about one that does not follows its name in a sentence.
 */
public final class AssertionRules {
  /**
   * RFC 7523bis gives assertions a type of their own; before, they had none, or that of any JWT.
   */
  private static final Set<String> TYPES = Set.of("", "jwt", "client-authentication+jwt");

  /** One rule. */
  private interface Rule {
    Optional<String> violation(Assertion assertion);
  }

  private record Assertion(
      CompactJws jws, RegisteredClient client, ServerRequest request, Instant now) {
    Object claim(String name) {
      return jws.claims().getOrDefault(name, "");
    }
  }

  private final Issuers issuers;
  private final Remembered seen;
  private final InstantSource clock;
  private final List<Rule> rules =
      List.of(
          AssertionRules::type,
          AssertionRules::critical,
          AssertionRules::issuer,
          this::audience,
          AssertionRules::times,
          this::once);

  /**
   * @param issuers tell whom assertions must be meant for
   * @param seen keeps those that came
   * @param clock tells when they are too old
   */
  public AssertionRules(Issuers issuers, Remembered seen, InstantSource clock) {
    this.issuers = issuers;
    this.seen = seen;
    this.clock = clock;
  }

  /** The first rule broken; an assertion that breaks none is used up. */
  Optional<String> violation(CompactJws jws, RegisteredClient client, ServerRequest request) {
    Assertion assertion = new Assertion(jws, client, request, clock.instant());
    return rules.stream().flatMap(rule -> rule.violation(assertion).stream()).findFirst();
  }

  /** RFC 8725, section 3.11: a JWT made for something else proves nothing here. */
  private static Optional<String> type(Assertion assertion) {
    return TYPES.contains(assertion.jws().type())
        ? Optional.empty()
        : Optional.of(
            "has another typ in its header than JWT or client-authentication+jwt; was it made for"
                + " something else?");
  }

  private static Optional<String> critical(Assertion assertion) {
    return assertion.jws().hasCriticalExtension()
        ? Optional.of("names extensions in crit, of which none is known here")
        : Optional.empty();
  }

  private static Optional<String> issuer(Assertion assertion) {
    return assertion.client().id().equals(assertion.claim("iss"))
        ? Optional.empty()
        : Optional.of(
            "has "
                + Shown.claim("iss", assertion.jws().claims())
                + "; iss and sub must both be the client_id (RFC 7523, section 3)");
  }

  private Optional<String> audience(Assertion assertion) {
    return Audience.of(issuers.of(assertion.request()), assertion.request())
        .violation(assertion.jws());
  }

  private static Optional<String> times(Assertion assertion) {
    return AssertionTimes.violation(assertion.jws(), assertion.now());
  }

  /** OpenID Connect Core, section 9: the {@code jti} is required, and good once. */
  private Optional<String> once(Assertion assertion) {
    if (!(assertion.claim("jti") instanceof String id) || id.isEmpty()) {
      return Optional.of("has no jti that is a text (OpenID Connect Core, section 9)");
    }
    return seen.add(Sha256.of(assertion.client().id() + '\n' + id))
        ? Optional.empty()
        : Optional.of(
            "came before, with the same jti; each request needs one of its own (OpenID Connect"
                + " Core, section 9)");
  }
}
