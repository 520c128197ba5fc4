package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Requests as a gate sees them. */
final class Requests {
  private Requests() {}

  static ServerRequest with(Field... fields) {
    return new ServerRequest(
        "GET", "http", "localhost", "/x", null, Arrays.asList(fields), new byte[0]);
  }

  static ServerRequest authorization(String value) {
    return with(new Field("Authorization", value));
  }

  static ServerRequest query(String query) {
    return new ServerRequest("GET", "http", "localhost", "/x", query, List.of(), new byte[0]);
  }

  static ServerRequest basic(String username, String password) {
    return basic(username + ":" + password, StandardCharsets.UTF_8);
  }

  static ServerRequest basic(String pair, Charset charset) {
    return authorization("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(charset)));
  }
}
