package dev.gatehouse.client;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint answered (RFC 6749, sections 5.1 and 5.2). Only what is used is read; a
 * member given twice, or a token that cannot stand in a header, is refused.
 */
record TokenAnswer(String request, Redaction redaction, List<String> impliedScopes, int status) {
  /** The b64token of RFC 6750, section 2.1. */
  private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,400}([.][0-9]{1,20})?");

  TokenResponse read(byte[] body, Instant requested) {
    Map<String, Object> json = parse(body);
    if (json != null && text(json, "error") != null) {
      throw error(json);
    }
    if (status != 200) {
      throw wrong(
          status >= 300 && status < 400
              ? "it redirects, which a token request never follows"
              : "the answer says no OAuth error");
    }
    if (json == null) {
      throw wrong("the answer is not a JSON object with each member once");
    }
    return token(json, requested);
  }

  private TokenResponse token(Map<String, Object> json, Instant requested) {
    String type = text(json, "token_type");
    // RFC 6749, section 7.1: a token of an unknown type must not be used.
    if (!"Bearer".equalsIgnoreCase(type)) {
      throw wrong("token_type must be Bearer");
    }
    String token = text(json, "access_token");
    if (token == null || !B64TOKEN.matcher(token).matches()) {
      throw wrong("access_token is missing, or holds what a bearer token cannot");
    }
    String scope = text(json, "scope");
    return new TokenResponse(
        new AccessToken(
            Secret.of(token),
            Lifetime.renewal(requested, seconds(json.get("expires_in"))),
            scope == null ? impliedScopes : scopes(scope)),
        secret(json, "refresh_token"),
        secret(json, "id_token"));
  }

  /** Some servers write an empty text for none. */
  private Optional<Secret> secret(Map<String, Object> json, String member) {
    Object value = json.get(member);
    if (value != null && !(value instanceof String)) {
      throw wrong(member + " must be a text");
    }
    return Optional.ofNullable(text(json, member)).filter(t -> !t.isEmpty()).map(Secret::of);
  }

  private static List<String> scopes(String scope) {
    return Pattern.compile(" +").splitAsStream(scope).filter(s -> !s.isEmpty()).toList();
  }

  /** Some servers write the number as a text. */
  private double seconds(@Nullable Object expiresIn) {
    if (expiresIn == null) {
      return Lifetime.UNSAID.toSeconds();
    }
    if (expiresIn instanceof Number number) {
      return number.doubleValue();
    }
    if (!(expiresIn instanceof String text) || !NUMBER.matcher(text).matches()) {
      throw wrong("expires_in must be a number of seconds");
    }
    return Double.parseDouble(text);
  }

  private TokenRequestException error(Map<String, Object> json) {
    String error = quote(text(json, "error"));
    String description = quote(text(json, "error_description"));
    String uri = quote(text(json, "error_uri"));
    return new TokenRequestException(
        request
            + ": the token endpoint answered "
            + status
            + ", "
            + error
            + (description == null ? "" : ": " + description)
            + (uri == null ? "" : " (see " + uri + ")"),
        status,
        error,
        description,
        uri);
  }

  private TokenRequestException wrong(String problem) {
    return new TokenRequestException(
        request + ": the token endpoint answered " + status + ", but " + problem, status);
  }

  private @Nullable String quote(@Nullable String text) {
    return text == null ? null : Quote.of(text, redaction);
  }

  private static @Nullable String text(Map<String, Object> json, String member) {
    return json.get(member) instanceof String text ? text : null;
  }

  /** Null when it is not a JSON object: the parser's own message would quote the body. */
  private static @Nullable Map<String, Object> parse(byte[] body) {
    try {
      return JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      return null;
    }
  }
}
