package dev.gatehouse.client;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How tokens stand in a file: a JSON object with a version. */
final class TokenFile {
  private static final long VERSION = 1;
  private static final int LONGEST = 1024 * 1024;

  private TokenFile() {}

  static byte[] write(StoredTokens tokens) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", VERSION);
    json.put("accessToken", tokens.accessToken().reveal());
    json.put("renewal", tokens.renewal().toString());
    json.put("scopes", tokens.scopes());
    if (tokens.refreshToken() != null) {
      json.put("refreshToken", tokens.refreshToken().reveal());
    }
    if (tokens.subject() != null) {
      json.put("issuer", tokens.subject().issuer());
      json.put("subject", tokens.subject().identifier());
    }
    return JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IOException if the file cannot be read, or was not written whole by {@link #write}
   */
  static StoredTokens read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST);
    }
    try {
      Map<String, Object> json = JSONObjectUtils.parse(new String(bytes, StandardCharsets.UTF_8));
      if (json == null || JSONObjectUtils.getLong(json, "version") != VERSION) {
        throw damaged(file);
      }
      return tokens(json);
    } catch (ParseException | DateTimeParseException e) {
      // Not chained: the parser's message would quote a token.
      throw damaged(file);
    }
  }

  private static StoredTokens tokens(Map<String, Object> json) throws ParseException {
    String subject = JSONObjectUtils.getString(json, "subject");
    return new StoredTokens(
        Secret.of(required(json, "accessToken")),
        Instant.parse(required(json, "renewal")),
        scopes(json),
        secret(JSONObjectUtils.getString(json, "refreshToken")),
        subject == null ? null : new StoredTokens.Subject(required(json, "issuer"), subject));
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null ? null : Secret.of(text);
  }

  private static String required(Map<String, Object> json, String member) throws ParseException {
    String text = JSONObjectUtils.getString(json, member);
    if (text == null || text.isEmpty()) {
      throw new ParseException(member, 0);
    }
    return text;
  }

  private static List<String> scopes(Map<String, Object> json) throws ParseException {
    List<String> scopes = JSONObjectUtils.getStringList(json, "scopes");
    if (scopes == null || scopes.contains(null)) {
      throw new ParseException("scopes", 0);
    }
    return scopes;
  }

  private static IOException damaged(Path file) {
    return new IOException(
        "the token file " + file + " is damaged; delete it, and the user logs in again");
  }
}
