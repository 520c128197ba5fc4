package dev.gatehouse.client;

import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;

/** Reads WWW-Authenticate fields, each of which may hold several challenges (RFC 9110, 11.6.1). */
final class BearerChallenge {
  private BearerChallenge() {}

  /** Whether a Bearer challenge among them has {@code error="invalid_token"}. */
  static boolean saysInvalidToken(List<Headers.Field> answer) {
    return answer.stream()
        .filter(field -> field.name().equalsIgnoreCase("WWW-Authenticate"))
        .flatMap(field -> challenges(field.value()))
        .filter(challenge -> challenge.getSchemeName().equalsIgnoreCase("Bearer"))
        .filter(challenge -> challenge.getParams() != null)
        .flatMap(challenge -> challenge.getParams().stream())
        .anyMatch(
            parameter ->
                parameter.getName().equalsIgnoreCase("error")
                    && "invalid_token".equals(parameter.getValue()));
  }

  /** A field that cannot be read challenges nobody. */
  private static Stream<AuthChallenge> challenges(String field) {
    try {
      return AuthChallengeParser.INSTANCE
          .parse(ChallengeType.TARGET, field, new ParserCursor(0, field.length()))
          .stream();
    } catch (ParseException e) {
      return Stream.empty();
    }
  }
}
