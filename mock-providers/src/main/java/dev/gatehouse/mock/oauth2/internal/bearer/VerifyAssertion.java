package dev.gatehouse.mock.oauth2.internal.bearer;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.jose.internal.jws.KeySignature;
import dev.gatehouse.mock.jose.internal.jws.PublicKeyAlgorithm;
import dev.gatehouse.mock.jose.internal.jws.Shown;
import dev.gatehouse.mock.oauth2.TrustedIssuer;
import dev.gatehouse.mock.oauth2.internal.assertion.AssertionTimes;
import dev.gatehouse.mock.oauth2.internal.assertion.Audience;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for an assertion (RFC 7523, section 3; RFC 8725, section 3). What is said about one
 * that breaks a rule follows its name in a sentence.
 *
 * @param trusted issuers by their identifiers
 * @param issuers tell whom assertions must be meant for
 * @param clock tells when they are too old
 */
record VerifyAssertion(Map<String, TrustedIssuer> trusted, Issuers issuers, InstantSource clock) {
  /** draft-ietf-oauth-rfc7523bis gives them a type of their own; before, they had that of any. */
  private static final Set<String> TYPES = Set.of("", "jwt", "authorization-grant+jwt");

  /** One rule. */
  private interface Rule {
    Optional<String> violation(CompactJws jws, ServerRequest request);
  }

  /** The first rule broken. */
  Optional<String> violation(CompactJws jws, ServerRequest request) {
    List<Rule> rules =
        List.of(
            this::algorithm,
            this::type,
            this::critical,
            this::issuer,
            this::signature,
            this::audience,
            this::times,
            this::subject);
    return rules.stream().flatMap(rule -> rule.violation(jws, request).stream()).findFirst();
  }

  /** Whose it is, once it is known to be of somebody trusted. */
  TrustedIssuer issuerOf(CompactJws jws) {
    return find(jws).orElseThrow();
  }

  private Optional<TrustedIssuer> find(CompactJws jws) {
    return jws.claims().get("iss") instanceof String issuer
        ? Optional.ofNullable(trusted.get(issuer))
        : Optional.empty();
  }

  private Optional<String> algorithm(CompactJws jws, ServerRequest request) {
    return PublicKeyAlgorithm.of(jws.algorithm()).isPresent()
        ? Optional.empty()
        : Optional.of(
            "is signed by an alg that is none or unknown here; there are: "
                + String.join(", ", PublicKeyAlgorithm.ids()));
  }

  private Optional<String> type(CompactJws jws, ServerRequest request) {
    return TYPES.contains(jws.type())
        ? Optional.empty()
        : Optional.of(
            "has another typ in its header than JWT or authorization-grant+jwt; was it made for"
                + " something else?");
  }

  private Optional<String> critical(CompactJws jws, ServerRequest request) {
    return jws.hasCriticalExtension()
        ? Optional.of("names extensions in crit, of which none is known here")
        : Optional.empty();
  }

  private Optional<String> issuer(CompactJws jws, ServerRequest request) {
    return find(jws).isPresent()
        ? Optional.empty()
        : Optional.of(
            "has "
                + Shown.claim("iss", jws.claims())
                + "; trusted are: "
                + String.join(", ", trusted.keySet()));
  }

  private Optional<String> signature(CompactJws jws, ServerRequest request) {
    TrustedIssuer issuer = issuerOf(jws);
    return KeySignature.violation(jws, issuer.keys(), "issuer " + issuer.identifier());
  }

  private Optional<String> audience(CompactJws jws, ServerRequest request) {
    return Audience.of(issuers.of(request), request).violation(jws);
  }

  private Optional<String> times(CompactJws jws, ServerRequest request) {
    return AssertionTimes.violation(jws, clock.instant());
  }

  private Optional<String> subject(CompactJws jws, ServerRequest request) {
    return jws.claims().get("sub") instanceof String subject && !subject.isEmpty()
        ? Optional.empty()
        : Optional.of("has no sub that is a text (RFC 7523, section 3)");
  }
}
