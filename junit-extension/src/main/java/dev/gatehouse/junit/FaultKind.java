package dev.gatehouse.junit;

import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.fault.TokenFault;
import dev.gatehouse.mock.fault.TokenFault.Lifetime;

/**
 * The faults of {@link WithFault} that need nothing more to be said.
 *
 * @since 0.1
 */
public enum FaultKind {
  /** A proxy's 502, in HTML. */
  HTML_BAD_GATEWAY(Fault.htmlBadGateway()),
  /** The connection reset. */
  CONNECTION_RESET(Fault.connectionReset()),
  /** A body that no parser takes. */
  MALFORMED_BODY(Fault.malformedBody()),
  /** Half a body, then the end of the connection. */
  TRUNCATED_BODY(Fault.truncatedBody()),
  /** A body of 16 MiB. */
  OVERSIZED_BODY(Fault.oversizedBody()),
  /** The right body under {@code text/html}. */
  WRONG_CONTENT_TYPE(Fault.wrongContentType()),
  /** {@link TokenFault#expired()}. */
  EXPIRED_TOKEN(TokenFault.expired()),
  /** {@link TokenFault#notYetValid()}. */
  TOKEN_NOT_YET_VALID(TokenFault.notYetValid()),
  /** {@link TokenFault#wrongIssuer()}. */
  WRONG_ISSUER(TokenFault.wrongIssuer()),
  /** {@link TokenFault#wrongAudience()}. */
  WRONG_AUDIENCE(TokenFault.wrongAudience()),
  /** {@link TokenFault#unknownKid()}. */
  UNKNOWN_KID(TokenFault.unknownKid()),
  /** {@link TokenFault#algNone()}. */
  ALG_NONE(TokenFault.algNone()),
  /** {@link TokenFault#brokenSignature()}. */
  BROKEN_SIGNATURE(TokenFault.brokenSignature()),
  /** No {@code expires_in}. */
  EXPIRES_IN_MISSING(TokenFault.expiresIn(Lifetime.MISSING)),
  /** {@code expires_in} is -1. */
  EXPIRES_IN_NEGATIVE(TokenFault.expiresIn(Lifetime.NEGATIVE)),
  /** {@code expires_in} is 2^63. */
  EXPIRES_IN_OVERFLOWING(TokenFault.expiresIn(Lifetime.OVERFLOWING)),
  /** {@code expires_in} is a text. */
  EXPIRES_IN_TEXT(TokenFault.expiresIn(Lifetime.TEXT)),
  /** {@link TokenFault#lowerCaseTokenType()}. */
  LOWER_CASE_TOKEN_TYPE(TokenFault.lowerCaseTokenType()),
  /** {@link TokenFault#unknownTokenType()}. */
  UNKNOWN_TOKEN_TYPE(TokenFault.unknownTokenType()),
  /** {@link TokenFault#noRefreshToken()}. */
  NO_REFRESH_TOKEN(TokenFault.noRefreshToken()),
  /** {@link TokenFault#refreshTokenRefused()}. */
  REFRESH_TOKEN_REFUSED(TokenFault.refreshTokenRefused());

  @SuppressWarnings("ImmutableEnumChecker") // every fault is a record of values
  private final Fault fault;

  FaultKind(Fault fault) {
    this.fault = fault;
  }

  /** The fault itself. */
  public Fault fault() {
    return fault;
  }
}
