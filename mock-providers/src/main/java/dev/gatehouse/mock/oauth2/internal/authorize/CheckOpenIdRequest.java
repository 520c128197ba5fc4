package dev.gatehouse.mock.oauth2.internal.authorize;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.OpenIdRequest;
import dev.gatehouse.mock.oauth2.Parameters;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is asked about the user (OpenID Connect Core, sections 3.1.2.1 and 5.5). */
final class CheckOpenIdRequest {
  private CheckOpenIdRequest() {}

  static OpenIdRequest of(Parameters parameters) throws OAuth2Refusal {
    Optional<String> claims = parameters.get("claims");
    Map<String, Object> asked = claims.isEmpty() ? Map.of() : parse(claims.get());
    return new OpenIdRequest(
        parameters.get("nonce").orElse(null), names(asked, "id_token"), names(asked, "userinfo"));
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

  private static Set<String> names(Map<String, Object> asked, String place) throws OAuth2Refusal {
    Object part = asked.get(place);
    if (part == null) {
      return Set.of();
    }
    if (!(part instanceof Map<?, ?> members)) {
      throw malformed("its member " + place + " is no JSON object");
    }
    return members.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private static OAuth2Refusal malformed(String problem) {
    return OAuth2Refusal.invalidRequest(
        "The parameter claims is malformed.",
        "the parameter claims cannot be read: " + problem + " (OpenID Connect Core, section 5.5)");
  }
}
