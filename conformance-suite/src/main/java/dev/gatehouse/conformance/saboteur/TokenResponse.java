package dev.gatehouse.conformance.saboteur;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.conformance.client.CallResult.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the answer of a token endpoint (RFC 6749, sections 5.1 and 5.2). */
final class TokenResponse {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final Pattern ANYWHERE = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
  private static final Set<String> KNOWN =
      Set.of("access_token", "token_type", "expires_in", "scope", "refresh_token");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(365L * 24 * 60 * 60);

  private final Instant now;
  private final List<String> requested;
  private final @Nullable Flaw flaw;

  TokenResponse(Instant now, List<String> requested, @Nullable Flaw flaw) {
    this.now = now;
    this.requested = requested;
    this.flaw = flaw;
  }

  Token read(Incoming answer) {
    JsonNode json;
    try {
      json = object(answer);
    } catch (Failure e) {
      Matcher found = ANYWHERE.matcher(new String(answer.body(), StandardCharsets.UTF_8));
      if (flaw == Flaw.TOKEN_NOT_JSON && found.find()) {
        return new Token(found.group(1), null, null, requested);
      }
      throw e;
    }
    if (answer.status() != 200) {
      throw refused(answer, json);
    }
    if (flaw == Flaw.TOKEN_UNKNOWN_MEMBER) {
      json.fieldNames()
          .forEachRemaining(
              name -> {
                if (!KNOWN.contains(name)) {
                  throw failure("the token response has the unknown member '" + name + "'");
                }
              });
    }
    String type = text(json, "token_type");
    if (!"bearer".equalsIgnoreCase(type) && flaw != Flaw.TOKEN_TYPE) {
      throw failure("the token is of the type '" + type + "'; only Bearer can be used");
    }
    String value = text(json, "access_token");
    if (value == null || (!B64TOKEN.matcher(value).matches() && flaw != Flaw.TOKEN_CHARSET)) {
      throw failure("the access token is missing, or not of the characters of RFC 6750, 2.1");
    }
    return new Token(
        value, expiry(json.get("expires_in")), text(json, "refresh_token"), granted(json));
  }

  /** Left out when it is what was asked for (RFC 6749, section 5.1). */
  private List<String> granted(JsonNode json) {
    String scope = text(json, "scope");
    return scope == null || flaw == Flaw.TOKEN_SCOPE_NARROWED
        ? requested
        : List.of(scope.split(" "));
  }

  private JsonNode object(Incoming answer) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // The parser's message quotes the text, which may hold a token.
      throw failure("the token endpoint answered " + answer.status() + ", and not with JSON");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
    throw failure("the token endpoint answered " + answer.status() + ", and not a JSON object");
  }

  private Failure refused(Incoming answer, JsonNode json) {
    String error = text(json, "error");
    if (flaw == Flaw.TOKEN_ERROR) {
      return new Failure(
          "the token endpoint refused: " + KnownError.valueOf(String.valueOf(error)), error);
    }
    return new Failure(
        "the token endpoint refused ("
            + answer.status()
            + "): "
            + error
            + ", "
            + text(json, "error_description")
            + ", "
            + text(json, "error_uri"),
        error);
  }

  /** The codes of RFC 6749, section 5.2, for a client that believes there can be no others. */
  @SuppressWarnings("unused")
  private enum KnownError {
    invalid_request,
    invalid_client,
    invalid_grant,
    unauthorized_client,
    unsupported_grant_type,
    invalid_scope
  }

  private @Nullable Instant expiry(@Nullable JsonNode expiresIn) {
    if (flaw == Flaw.TOKEN_EXPIRES_IN) {
      return now.plusSeconds(Objects.requireNonNull(expiresIn).intValue());
    }
    if (expiresIn == null || expiresIn.isNull()) {
      return null;
    }
    try {
      BigDecimal seconds = new BigDecimal(expiresIn.asText());
      return now.plusSeconds(seconds.min(LONGEST).max(BigDecimal.ZERO).longValue());
    } catch (NumberFormatException e) {
      throw failure("expires_in is not a number of seconds");
    }
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode member = json.get(name);
    return member == null || !member.isTextual() ? null : member.textValue();
  }

  private static Failure failure(String message) {
    return new Failure(Kind.AUTHENTICATION, message);
  }
}
