package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.Hook;
import dev.gatehouse.conformance.client.UserAgent;
import dev.gatehouse.mock.exchange.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the client protocol, one JSON object a line; CLIENT-PROTOCOL.md has the words.
 */
final class Messages {
  /** The version of the protocol. */
  static final int PROTOCOL = 1;

  private static final String GRANTED_SCOPES = "grantedScopes";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Messages() {}

  /** A line that is no message of the protocol; the text says why. */
  static final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableMessageException(String message) {
      super(message);
    }
  }

  static ObjectNode of(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  /** One line, without its end. */
  static String line(ObjectNode message) {
    return message.toString();
  }

  static ObjectNode read(String line) throws UnreadableMessageException {
    try {
      if (JSON.readTree(line) instanceof ObjectNode message && message.path("type").isTextual()) {
        return message;
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableMessageException("not JSON: " + e.getOriginalMessage());
    }
    throw new UnreadableMessageException("not a JSON object with a text member 'type'");
  }

  static ObjectNode open(String connection, ClientSettings settings) {
    ObjectNode message = of("open");
    try {
      message.set("connection", JSON.readTree(connection));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the connection of a check is not JSON", e);
    }
    ObjectNode limits =
        message
            .putObject("settings")
            .put("connectTimeout", settings.connectTimeout().toMillis())
            .put("responseTimeout", settings.responseTimeout().toMillis())
            .put("totalTimeout", settings.totalTimeout().toMillis())
            .put("hook", settings.hook().id());
    if (settings.issuer() != null) {
      limits.put("issuer", settings.issuer().toString());
    }
    if (settings.proxy() != null) {
      limits.set("proxy", ProxyMember.of(settings.proxy()));
    }
    return message;
  }

  static ClientSettings settings(JsonNode settings, UserAgent userAgent)
      throws UnreadableMessageException {
    return new ClientSettings(
        Duration.ofMillis(number(settings, "connectTimeout")),
        Duration.ofMillis(number(settings, "responseTimeout")),
        Duration.ofMillis(number(settings, "totalTimeout")),
        Hook.of(text(settings, "hook")),
        settings.has("issuer") ? uri(settings, "issuer") : null,
        userAgent,
        settings.has("proxy") ? ProxyMember.read(settings.path("proxy")) : null);
  }

  static ObjectNode call(int id, CallRequest request) {
    ObjectNode message =
        of("call").put("id", id).put("method", request.method()).put("path", request.path());
    put(message, request.headers(), request.body());
    return message;
  }

  static CallRequest request(ObjectNode message) throws UnreadableMessageException {
    return new CallRequest(
        text(message, "method"), text(message, "path"), headers(message), body(message));
  }

  static ObjectNode result(int id, CallResult result, @Nullable List<String> grantedScopes) {
    if (result instanceof CallResult.Answered answered) {
      ObjectNode message = of("answered").put("id", id).put("status", answered.status());
      put(message, answered.headers(), answered.body());
      if (grantedScopes != null) {
        grantedScopes.forEach(message.putArray(GRANTED_SCOPES)::add);
      }
      return message.put("printed", answered.printed());
    }
    return failed((CallResult.Failed) result).put("id", id);
  }

  static ObjectNode failed(CallResult.Failed failed) {
    return of("failed")
        .put("kind", failed.kind().id())
        .put("message", failed.message())
        .put("printed", failed.printed());
  }

  static CallResult result(ObjectNode message, String alsoPrinted)
      throws UnreadableMessageException {
    String printed = message.path("printed").asText("") + alsoPrinted;
    return switch (text(message, "type")) {
      case "answered" ->
          new CallResult.Answered(
              number(message, "status"), headers(message), body(message), printed);
      case "failed" ->
          new CallResult.Failed(kind(text(message, "kind")), text(message, "message"), printed);
      default -> throw new UnreadableMessageException("neither 'answered' nor 'failed'");
    };
  }

  /** What was granted, when the message tells. */
  static Optional<List<String>> grantedScopes(ObjectNode message)
      throws UnreadableMessageException {
    return message.has(GRANTED_SCOPES)
        ? Optional.of(texts(message, GRANTED_SCOPES))
        : Optional.empty();
  }

  static String text(JsonNode message, String member) throws UnreadableMessageException {
    if (!message.path(member).isTextual()) {
      throw new UnreadableMessageException("member '" + member + "' is missing or not a text");
    }
    return message.path(member).textValue();
  }

  static URI uri(JsonNode message, String member) throws UnreadableMessageException {
    try {
      return new URI(text(message, member));
    } catch (URISyntaxException e) {
      throw new UnreadableMessageException("member '" + member + "' is not a URI");
    }
  }

  static int number(JsonNode message, String member) throws UnreadableMessageException {
    if (!message.path(member).canConvertToInt() || !message.path(member).isIntegralNumber()) {
      throw new UnreadableMessageException(
          "member '" + member + "' is missing or not a whole number");
    }
    return message.path(member).intValue();
  }

  static List<String> texts(JsonNode message, String member) throws UnreadableMessageException {
    if (!(message.path(member) instanceof ArrayNode items)) {
      throw new UnreadableMessageException("member '" + member + "' is missing or not a list");
    }
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static void put(ObjectNode message, List<Field> headers, byte[] body) {
    ArrayNode list = message.putArray("headers");
    headers.forEach(
        field -> list.addObject().put("name", field.name()).put("value", field.value()));
    message.put("body", Base64.getEncoder().encodeToString(body));
  }

  private static List<Field> headers(ObjectNode message) throws UnreadableMessageException {
    List<Field> headers = new ArrayList<>();
    for (JsonNode field : message.path("headers")) {
      headers.add(new Field(text(field, "name"), text(field, "value")));
    }
    return headers;
  }

  private static byte[] body(ObjectNode message) throws UnreadableMessageException {
    try {
      return Base64.getDecoder().decode(message.path("body").asText(""));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException("member 'body' is not Base64");
    }
  }

  private static CallResult.Kind kind(String id) throws UnreadableMessageException {
    try {
      return CallResult.Kind.valueOf(id.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException(
          "member 'kind' is '"
              + id
              + "'; refused, authentication, timeout, network or unexpected would be right");
    }
  }
}
