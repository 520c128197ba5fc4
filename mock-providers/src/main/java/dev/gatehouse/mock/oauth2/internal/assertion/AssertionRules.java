package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.jws.CompactJws;
import dev.gatehouse.mock.oauth2.internal.jws.NumericDate;
import dev.gatehouse.mock.oauth2.internal.jws.Shown;
import dev.gatehouse.mock.oauth2.internal.ledger.Remembered;
import java.time.Duration;
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
  /** As Google, Okta and others have it; RFC 7523, section 3, leaves the limit to the server. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** FAPI 2.0 Security Profile, section 5.3.2.1: clocks that are ahead by so much must pass. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

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

    Optional<Instant> time(String name) {
      return NumericDate.of(jws.claims().get(name));
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
          AssertionRules::expiry,
          AssertionRules::start,
          AssertionRules::lifetime,
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

  /** The issuer, the token endpoint, or the endpoint asked, and nobody else beside. */
  private Optional<String> audience(Assertion assertion) {
    Audience right = Audience.of(issuers.of(assertion.request()), assertion.request());
    Object came = assertion.claim("aud");
    List<?> all = came instanceof List<?> list ? list : List.of(came);
    if (all.stream().noneMatch(right.uris()::contains)) {
      return Optional.of(
          "has "
              + Shown.claim("aud", assertion.jws().claims())
              + "; right is the issuer "
              + right.issuer()
              + ", or the endpoint's own URI (RFC 7523, section 3; RFC 9126, section 2)");
    }
    return right.uris().containsAll(all)
        ? Optional.empty()
        : Optional.of(
            "is meant for others as well ("
                + Shown.claim("aud", assertion.jws().claims())
                + "), any of whom could use it here; the issuer alone is right"
                + " (draft-ietf-oauth-rfc7523bis)");
  }

  private static Optional<String> expiry(Assertion assertion) {
    Optional<Instant> expiry = assertion.time("exp");
    if (expiry.isEmpty()) {
      return Optional.of("has no exp that is a number of seconds (RFC 7523, section 3)");
    }
    Duration over = Duration.between(expiry.get(), assertion.now());
    if (!over.isNegative()) {
      return Optional.of(
          "expired "
              + over.toSeconds()
              + " seconds ago, at "
              + expiry.get()
              + "; the server's clock says "
              + assertion.now());
    }
    return over.negated().compareTo(LONGEST) <= 0
        ? Optional.empty()
        : Optional.of(
            "expires at "
                + expiry.get()
                + ", which is more than an hour ahead of the server's clock, "
                + assertion.now()
                + "; a few minutes are right");
  }

  private static Optional<String> start(Assertion assertion) {
    for (String name : List.of("nbf", "iat")) {
      if (assertion.jws().claims().containsKey(name)) {
        Optional<Instant> start = assertion.time(name);
        if (start.isEmpty()) {
          return Optional.of("has an " + name + " that is no number of seconds");
        }
        if (start.get().isAfter(assertion.now().plus(AHEAD))) {
          return Optional.of(
              "is not good yet: its "
                  + name
                  + " is "
                  + start.get()
                  + "; the server's clock says "
                  + assertion.now());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> lifetime(Assertion assertion) {
    Optional<Instant> issued = assertion.time("iat");
    return issued.isPresent()
            && issued.get().plus(LONGEST).isBefore(assertion.time("exp").orElseThrow())
        ? Optional.of("was made for more than an hour, by its iat and exp; a few minutes are right")
        : Optional.empty();
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
