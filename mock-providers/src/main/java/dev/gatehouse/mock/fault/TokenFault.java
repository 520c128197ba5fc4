package dev.gatehouse.mock.fault;

import java.util.Locale;

/**
 * A misbehaviour of a token endpoint. It waits for an answer that it can spoil: an error, or tokens
 * that lack what is to be changed, pass as they are and do not count.
 *
 * @since 0.1
 */
public sealed interface TokenFault extends Fault {
  /** One thing that is wrong with a JWT; all else is right, the signature included. */
  enum Flaw {
    /** {@code exp} is an hour ago (RFC 7519, section 4.1.4); {@code expires_in} stays. */
    EXPIRED("expired-token"),
    /** {@code nbf} and {@code iat} are in an hour (RFC 7519, section 4.1.5). */
    NOT_YET_VALID("token-not-yet-valid"),
    /** {@code iss} is somebody else (RFC 7519, section 4.1.1). */
    WRONG_ISSUER("wrong-issuer"),
    /** {@code aud} is somebody else (RFC 7519, section 4.1.3). */
    WRONG_AUDIENCE("wrong-audience"),
    /** Signed by a key that is not published, under a {@code kid} of its own (RFC 7515, 4.1.4). */
    UNKNOWN_KID("unknown-kid"),
    /** {@code alg} is {@code none} and there is no signature (RFC 7515, appendix A.5). */
    ALG_NONE("alg-none"),
    /** One bit of the signature is turned. */
    BROKEN_SIGNATURE("broken-signature");

    private final String type;

    Flaw(String type) {
      this.type = type;
    }

    /** The fault's {@link Fault#type()}. */
    public String type() {
      return type;
    }
  }

  /** Which tokens of an answer are spoilt. */
  enum Tokens {
    /** The access token, and the ID token when there is one. */
    ALL,
    /** The access token only; an ID token stays right. */
    ACCESS_TOKEN,
    /** The ID token only. */
    ID_TOKEN
  }

  /**
   * JWTs with a flaw, signed by the issuer's own key where they are signed at all. An opaque token
   * cannot have one.
   */
  record FlawedToken(Flaw flaw, Tokens in) implements TokenFault {
    /** The same, in these tokens only. */
    public FlawedToken in(Tokens tokens) {
      return new FlawedToken(flaw, tokens);
    }

    @Override
    public String type() {
      return flaw.type();
    }
  }

  /** What is wrong with {@code expires_in} (RFC 6749, section 5.1). */
  enum Lifetime {
    /** It is left out. */
    MISSING,
    /** It is -1. */
    NEGATIVE,
    /** It is 2^63: one more than the largest number of 64 bits. */
    OVERFLOWING,
    /** It is the right number, but as a text. */
    TEXT
  }

  /** An answer with a wrong {@code expires_in}; the tokens are right. */
  record ExpiresIn(Lifetime lifetime) implements TokenFault {
    @Override
    public String type() {
      return "expires-in-" + lifetime.name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code token_type} in lower case, which is right too (RFC 6749, section 5.1). */
  record LowerCaseTokenType() implements TokenFault {
    @Override
    public String type() {
      return "lower-case-token-type";
    }
  }

  /** A {@code token_type} nobody knows: the token must not be used (RFC 6749, section 7.1). */
  record UnknownTokenType() implements TokenFault {
    @Override
    public String type() {
      return "unknown-token-type";
    }
  }

  /** An answer from which the refresh token was left out. */
  record NoRefreshToken() implements TokenFault {
    @Override
    public String type() {
      return "no-refresh-token";
    }
  }

  /**
   * {@code invalid_grant} in place of the answer, on requests that redeem a refresh token only (RFC
   * 6749, section 5.2). The provider never sees the request, so the refresh token stays good.
   */
  record RefreshTokenRefused() implements TokenFault {
    @Override
    public String type() {
      return "refresh-token-refused";
    }
  }

  /** Tokens that have {@linkplain Flaw#EXPIRED expired already}. */
  static FlawedToken expired() {
    return flawed(Flaw.EXPIRED);
  }

  /** Tokens that are {@linkplain Flaw#NOT_YET_VALID not valid yet}. */
  static FlawedToken notYetValid() {
    return flawed(Flaw.NOT_YET_VALID);
  }

  /** Tokens of a {@linkplain Flaw#WRONG_ISSUER wrong issuer}. */
  static FlawedToken wrongIssuer() {
    return flawed(Flaw.WRONG_ISSUER);
  }

  /** Tokens for a {@linkplain Flaw#WRONG_AUDIENCE wrong audience}. */
  static FlawedToken wrongAudience() {
    return flawed(Flaw.WRONG_AUDIENCE);
  }

  /** Tokens signed by an {@linkplain Flaw#UNKNOWN_KID unknown key}. */
  static FlawedToken unknownKid() {
    return flawed(Flaw.UNKNOWN_KID);
  }

  /** Tokens that are {@linkplain Flaw#ALG_NONE not signed}. */
  static FlawedToken algNone() {
    return flawed(Flaw.ALG_NONE);
  }

  /** Tokens with a {@linkplain Flaw#BROKEN_SIGNATURE broken signature}. */
  static FlawedToken brokenSignature() {
    return flawed(Flaw.BROKEN_SIGNATURE);
  }

  /** All tokens with this flaw. */
  static FlawedToken flawed(Flaw flaw) {
    return new FlawedToken(flaw, Tokens.ALL);
  }

  /** A wrong {@code expires_in}. */
  static ExpiresIn expiresIn(Lifetime lifetime) {
    return new ExpiresIn(lifetime);
  }

  /** A {@link LowerCaseTokenType}. */
  static LowerCaseTokenType lowerCaseTokenType() {
    return new LowerCaseTokenType();
  }

  /** An {@link UnknownTokenType}. */
  static UnknownTokenType unknownTokenType() {
    return new UnknownTokenType();
  }

  /** A {@link NoRefreshToken}. */
  static NoRefreshToken noRefreshToken() {
    return new NoRefreshToken();
  }

  /** A {@link RefreshTokenRefused}. */
  static RefreshTokenRefused refreshTokenRefused() {
    return new RefreshTokenRefused();
  }
}
