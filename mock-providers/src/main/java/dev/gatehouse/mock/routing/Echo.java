package dev.gatehouse.mock.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API while there are no stubs: says what it received, as JSON. */
final class Echo {
  private static final JsonFactory JSON = new JsonFactory();

  private Echo() {}

  static ServerResponse of(ServerRequest request, @Nullable String principal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("method", request.method());
      json.writeStringField("path", request.path());
      json.writeStringField("query", request.query());
      json.writeArrayFieldStart("headers");
      for (Field field : request.fields()) {
        json.writeStartObject();
        json.writeStringField("name", field.name());
        json.writeStringField("value", field.value());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringField("principal", principal);
      json.writeStringField("bodySha256", sha256(request.content()));
      json.writeNumberField("bodySize", request.content().length());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ServerResponse(
        200, List.of(new Field("Content-Type", "application/json")), out.toByteArray());
  }

  private static String sha256(RequestBody body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      body.digestInto(digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
