package dev.gatehouse.mock.oauth2.internal.registration;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a registration request, read by their types (RFC 7591, section 2). A member that
 * is null is left out.
 */
final class Metadata {
  private final Map<String, Object> members;

  Metadata(Map<String, Object> members) {
    this.members = new LinkedHashMap<>(members);
    this.members.values().removeIf(value -> value == null);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Iterable<String> names() {
    return members.keySet();
  }

  Optional<String> text(String name) throws OAuth2Refusal {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isEmpty()) {
      return Optional.of(text);
    }
    throw invalid(name + " is no text");
  }

  boolean flag(String name) throws OAuth2Refusal {
    Object value = members.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw invalid(name + " is neither true nor false");
  }

  Optional<List<String>> texts(String name) throws OAuth2Refusal {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return Optional.of(list.stream().map(String.class::cast).distinct().toList());
    }
    throw invalid(name + " is no list of texts");
  }

  Optional<String> object(String name) throws OAuth2Refusal {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> copy = new LinkedHashMap<>();
      object.forEach((key, member) -> copy.put(String.valueOf(key), member));
      return Optional.of(JSONObjectUtils.toJSONString(copy));
    }
    throw invalid(name + " is no JSON object");
  }

  /** RFC 7591, section 3.2.2. */
  static OAuth2Refusal invalid(String problem) {
    return new OAuth2Refusal(
        400,
        "invalid_client_metadata",
        "The client metadata is not valid.",
        "registration",
        "the client metadata is not valid: " + problem + " (RFC 7591, section 2)");
  }
}
