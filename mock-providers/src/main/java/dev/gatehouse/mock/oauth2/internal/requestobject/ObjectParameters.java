package dev.gatehouse.mock.oauth2.internal.requestobject;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The claims of a request object as parameters (RFC 9101, section 4). */
final class ObjectParameters {
  /** What is said of the object itself. */
  private static final Set<String> OWN = Set.of("iss", "aud", "sub", "exp", "nbf", "iat", "jti");

  private ObjectParameters() {}

  static Parameters of(Map<String, Object> claims) throws OAuth2Refusal {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, Object> claim : claims.entrySet()) {
      if (!OWN.contains(claim.getKey())) {
        List<String> texts = texts(claim.getKey(), claim.getValue());
        values.put(claim.getKey(), texts.stream().filter(text -> !text.isEmpty()).toList());
      }
    }
    return new Parameters(values);
  }

  /**
   * Texts are texts and numbers numbers; what is JSON in a query, such as {@code claims}, is JSON
   * here, and only {@code resource} may come several times (RFC 8707, section 2).
   */
  private static List<String> texts(String name, Object value) throws OAuth2Refusal {
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return List.of(String.valueOf(value));
    }
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> members = new LinkedHashMap<>();
      object.forEach((key, member) -> members.put(String.valueOf(key), member));
      return List.of(JSONObjectUtils.toJSONString(members));
    }
    if (name.equals("resource")
        && value instanceof List<?> several
        && several.stream().allMatch(String.class::isInstance)) {
      return several.stream().map(String.class::cast).toList();
    }
    throw RequestObjects.invalid(
        "one of its parameters is neither a text, a number nor a JSON object"
            + (name.equals("resource") ? ": resource" : ""));
  }
}
