package dev.gatehouse.mock.oauth2.internal.access;

import dev.gatehouse.mock.gate.TokenVerdict.Invalid;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.ledger.IssuedTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for what a signed access token says (RFC 9068, sections 2.2 and 4). */
public final class AccessTokenClaims {
  private interface Rule {
    Optional<Invalid> violation(Map<String, Object> claims);
  }

  private final Issuers issuers;
  private final @Nullable String audience;
  private final IssuedTokens issued;
  private final InstantSource clock;
  private final List<Rule> rules =
      List.of(this::required, this::issuer, this::audience, this::expiry, this::start, this::known);

  /**
   * @param audience the API the token has to be for; null for whichever it is for
   */
  public AccessTokenClaims(
      Issuers issuers, @Nullable String audience, IssuedTokens issued, InstantSource clock) {
    this.issuers = issuers;
    this.audience = audience;
    this.issued = issued;
    this.clock = clock;
  }

  Optional<Invalid> violation(Map<String, Object> claims) {
    return rules.stream().flatMap(rule -> rule.violation(claims).stream()).findFirst();
  }

  /** RFC 9068, section 2.2. */
  private Optional<Invalid> required(Map<String, Object> claims) {
    for (String name : List.of("iss", "sub", "client_id", "jti")) {
      if (!(claims.get(name) instanceof String)) {
        return missing(name, "a text");
      }
    }
    for (String name : List.of("exp", "iat")) {
      if (!(claims.get(name) instanceof Number)) {
        return missing(name, "a number of seconds");
      }
    }
    return claims.get("nbf") == null || claims.get("nbf") instanceof Number
        ? Optional.empty()
        : missing("nbf", "a number of seconds");
  }

  private static Optional<Invalid> missing(String name, String kind) {
    return invalid(
        "missing-claim",
        "The access token is not valid.",
        "the claim " + name + " is missing or not " + kind + " (RFC 9068, section 2.2)");
  }

  private Optional<Invalid> issuer(Map<String, Object> claims) {
    return issuers.owns(String.valueOf(claims.get("iss")))
        ? Optional.empty()
        : invalid(
            "wrong-issuer",
            "The access token has another issuer.",
            "the token's iss is "
                + claims.get("iss")
                + "; right is "
                + issuers.usual().identifier());
  }

  /** RFC 7519, section 4.1.3: one text, or a list of which one is this API. */
  private Optional<Invalid> audience(Map<String, Object> claims) {
    Object aud = claims.get("aud");
    boolean ours =
        audience == null
            || audience.equals(aud)
            || (aud instanceof List<?> all && all.contains(audience));
    return ours
        ? Optional.empty()
        : invalid(
            "wrong-audience",
            "The access token is for another audience.",
            "the token's aud is " + aud + "; this API is " + audience);
  }

  /** RFC 7519, section 4.1.4: not on or after this time. */
  private Optional<Invalid> expiry(Map<String, Object> claims) {
    Instant expiry = time(claims, "exp");
    Instant now = clock.instant();
    return now.isBefore(expiry)
        ? Optional.empty()
        : invalid(
            "expired-token",
            "The access token has expired.",
            "the token expired at " + expiry + "; the server's clock says " + now);
  }

  /** RFC 7519, sections 4.1.5 and 4.1.6. */
  private Optional<Invalid> start(Map<String, Object> claims) {
    Instant now = clock.instant();
    for (String name : List.of("nbf", "iat")) {
      if (claims.get(name) != null && now.isBefore(time(claims, name))) {
        return invalid(
            "not-yet-valid",
            "The access token is not valid yet.",
            "the token's "
                + name
                + " is "
                + time(claims, name)
                + "; the server's clock says "
                + now
                + " (was the clock moved back?)");
      }
    }
    return Optional.empty();
  }

  private Optional<Invalid> known(Map<String, Object> claims) {
    String name = String.valueOf(claims.get("jti"));
    if (!issued.knows(name)) {
      return invalid(
          "forgotten-token",
          "The access token is not valid.",
          "the token was issued before the server was reset; a new one is needed");
    }
    if (issued.isRevoked(String.valueOf(claims.get("client_id")))) {
      return invalid(
          "revoked-token",
          "The access token was revoked.",
          "the client that the token was issued to has ended its registration");
    }
    return issued.isRevoked(name)
        ? invalid(
            "revoked-token",
            "The access token was revoked.",
            "the token was revoked, or all that its authorization gave was")
        : Optional.empty();
  }

  private static Instant time(Map<String, Object> claims, String name) {
    return Instant.ofEpochSecond(((Number) claims.get(name)).longValue());
  }

  private static Optional<Invalid> invalid(String reason, String description, String explanation) {
    return Optional.of(new Invalid(reason, description, explanation));
  }
}
