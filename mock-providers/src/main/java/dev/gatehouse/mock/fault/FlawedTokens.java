package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.TokenForge;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Makes the tokens of an answer again, with one flaw. */
record FlawedTokens(TokenFault.Flaw flaw, Optional<TokenForge> forge, Instant now) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SOMEBODY_ELSE = "https://somebody-else.invalid";
  private static final Duration FAR = Duration.ofHours(1);

  /**
   * Puts flawed tokens in the place of the right ones.
   *
   * @return whether there was any to spoil
   */
  boolean spoil(Map<String, Object> answer, TokenFault.Tokens which) {
    boolean spoilt = false;
    Object right = answer.get("access_token");
    if (which != TokenFault.Tokens.ID_TOKEN) {
      spoilt = put(answer, "access_token", flawed(right));
    }
    Object idToken = answer.get("id_token");
    if (spoilt && idToken != null) {
      // The ID token vouches for the access token by its hash: only the flaw may be wrong.
      Optional<String> vouching =
          AccessTokenHash.renewed(
              idToken, String.valueOf(right), String.valueOf(answer.get("access_token")), forge);
      put(answer, "id_token", vouching);
    }
    if (which != TokenFault.Tokens.ACCESS_TOKEN) {
      spoilt |= put(answer, "id_token", flawed(answer.get("id_token")));
    }
    return spoilt;
  }

  private static boolean put(Map<String, Object> answer, String name, Optional<String> token) {
    token.ifPresent(text -> answer.put(name, text));
    return token.isPresent();
  }

  private Optional<String> flawed(Object token) {
    return token instanceof String text
        ? Jwt.parse(text).flatMap(jwt -> flawed(text, jwt))
        : Optional.empty();
  }

  private Optional<String> flawed(String text, Jwt jwt) {
    return switch (flaw) {
      case EXPIRED -> signed(expired(jwt));
      case NOT_YET_VALID -> signed(notYetValid(jwt));
      case WRONG_ISSUER -> signed(with(jwt, "iss", SOMEBODY_ELSE));
      case WRONG_AUDIENCE -> signed(with(jwt, "aud", SOMEBODY_ELSE));
      case UNKNOWN_KID -> Optional.of(byUnknownKey(jwt));
      case ALG_NONE -> Optional.of(unsigned(jwt));
      case BROKEN_SIGNATURE -> Optional.of(broken(text, jwt));
    };
  }

  private Optional<String> signed(Jwt jwt) {
    return forge.flatMap(own -> own.sign(jwt.header(), jwt.claims()));
  }

  private static Jwt with(Jwt jwt, String claim, Object value) {
    jwt.claims().put(claim, value);
    return jwt;
  }

  /** As if it had been issued long ago, with the lifetime it has. */
  private Jwt expired(Jwt jwt) {
    return moved(jwt, now.minus(FAR).getEpochSecond() - seconds(jwt, "exp"));
  }

  private Jwt notYetValid(Jwt jwt) {
    Jwt later = moved(jwt, now.plus(FAR).getEpochSecond() - seconds(jwt, "iat"));
    return with(later, "nbf", seconds(later, "iat"));
  }

  private static Jwt moved(Jwt jwt, long by) {
    for (String claim : new String[] {"iat", "nbf", "exp"}) {
      if (jwt.claims().get(claim) instanceof Number time) {
        jwt.claims().put(claim, time.longValue() + by);
      }
    }
    return jwt;
  }

  private long seconds(Jwt jwt, String claim) {
    return jwt.claims().get(claim) instanceof Number time ? time.longValue() : now.getEpochSecond();
  }

  /** Nobody has the key to tell a signature by it from random bytes. */
  private static String byUnknownKey(Jwt jwt) {
    byte[] signature = new byte[jwt.signature().length];
    RANDOM.nextBytes(signature);
    byte[] name = new byte[8];
    RANDOM.nextBytes(name);
    jwt.header().put("kid", "unknown-" + HexFormat.of().formatHex(name));
    return jwt.text(signature);
  }

  /** RFC 7519, section 6: an unsecured JWT. */
  private static String unsigned(Jwt jwt) {
    jwt.header().put("alg", "none");
    jwt.header().remove("kid");
    return jwt.text(new byte[0]);
  }

  private static String broken(String text, Jwt jwt) {
    byte[] signature = jwt.signature().clone();
    signature[0] ^= 1;
    return text.substring(0, text.lastIndexOf('.') + 1) + Jwt.encoded(signature);
  }
}
