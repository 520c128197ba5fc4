package dev.gatehouse.mock.oauth2.internal.authorize;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameter {@code claims} (OpenID Connect Core, section 5.5).
 *
 * @param idToken claims to be in the ID token, with what is wanted of each
 * @param userinfo claims to be in the userinfo answer
 */
record ClaimsParameter(Map<String, Wanted> idToken, Map<String, Wanted> userinfo) {
  /**
   * What is wanted of a claim (section 5.5.1).
   *
   * @param essential whether the client cannot do without it
   * @param values those it may have, the best first; empty for any
   */
  record Wanted(boolean essential, List<?> values) {
    static final Wanted ANY = new Wanted(false, List.of());
  }

  static ClaimsParameter of(Parameters parameters) throws OAuth2Refusal {
    Optional<String> json = parameters.get("claims");
    Map<String, Object> asked = json.isEmpty() ? Map.of() : parse(json.get());
    return new ClaimsParameter(part(asked, "id_token"), part(asked, "userinfo"));
  }

  private static Map<String, Object> parse(String json) throws OAuth2Refusal {
    if (!json.stripLeading().startsWith("{")) {
      throw malformed("it is no JSON object"); // the parser takes an empty array for one
    }
    try {
      return JSONObjectUtils.parse(json);
    } catch (ParseException e) {
      throw malformed("it is no JSON object with each member once");
    }
  }

  private static Map<String, Wanted> part(Map<String, Object> asked, String place)
      throws OAuth2Refusal {
    Object part = asked.get(place);
    if (part == null) {
      return Map.of();
    }
    if (!(part instanceof Map<?, ?> members)) {
      throw malformed("its member " + place + " is no JSON object");
    }
    Map<String, Wanted> claims = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      claims.put(String.valueOf(member.getKey()), wanted(member.getValue()));
    }
    return claims;
  }

  private static Wanted wanted(Object member) throws OAuth2Refusal {
    if (member == null) {
      return Wanted.ANY;
    }
    if (!(member instanceof Map<?, ?> wishes)) {
      throw malformed("what it says of a claim is neither null nor a JSON object");
    }
    boolean essential = Boolean.TRUE.equals(wishes.get("essential"));
    if (wishes.get("values") instanceof List<?> values) {
      return new Wanted(essential, values);
    }
    Object value = wishes.get("value");
    return new Wanted(essential, value == null ? List.of() : List.of(value));
  }

  private static OAuth2Refusal malformed(String problem) {
    return OAuth2Refusal.invalidRequest(
        "The parameter claims is malformed.",
        "the parameter claims cannot be read: " + problem + " (OpenID Connect Core, section 5.5)");
  }
}
