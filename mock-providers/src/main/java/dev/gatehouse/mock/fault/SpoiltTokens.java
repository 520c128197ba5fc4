package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.exchange.TokenForge;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the faults of a token endpoint make of a successful answer (RFC 6749, section 5.1). */
final class SpoiltTokens {
  private static final BigInteger BEYOND_64_BITS = BigInteger.ONE.shiftLeft(63);

  private SpoiltTokens() {}

  static Alteration of(
      TokenFault fault, ServerResponse response, Optional<TokenForge> forge, Instant now) {
    Optional<Map<String, Object>> members =
        response.status() == 200
            ? Json.object(new String(response.body(), StandardCharsets.UTF_8))
            : Optional.empty();
    if (members.isEmpty() || !(members.get().get("access_token") instanceof String)) {
      return new Alteration.Impossible("the answer has no access token");
    }
    Map<String, Object> tokens = members.get();
    if (fault instanceof TokenFault.FlawedToken flawed) {
      FlawedTokens maker = new FlawedTokens(flawed.flaw(), forge, now);
      if (!maker.spoil(tokens, flawed.in())) {
        return new Alteration.Impossible(
            "the answer has no such token that is a signed JWT of this issuer");
      }
    } else if (fault instanceof TokenFault.ExpiresIn expiresIn) {
      spoilLifetime(tokens, expiresIn.lifetime());
    } else if (fault instanceof TokenFault.LowerCaseTokenType) {
      tokens.computeIfPresent(
          "token_type", (name, type) -> String.valueOf(type).toLowerCase(Locale.ROOT));
    } else if (fault instanceof TokenFault.UnknownTokenType) {
      tokens.put("token_type", "unknown");
    } else if (tokens.remove("refresh_token") == null) {
      return new Alteration.Impossible("the answer has no refresh token");
    }
    return new Alteration.Done(new Answer.Whole(response.withBody(Json.text(tokens))));
  }

  private static void spoilLifetime(Map<String, Object> tokens, TokenFault.Lifetime lifetime) {
    switch (lifetime) {
      case MISSING -> tokens.remove("expires_in");
      case NEGATIVE -> tokens.put("expires_in", -1);
      case OVERFLOWING -> tokens.put("expires_in", BEYOND_64_BITS);
      case TEXT -> tokens.put("expires_in", String.valueOf(tokens.get("expires_in")));
    }
  }
}
