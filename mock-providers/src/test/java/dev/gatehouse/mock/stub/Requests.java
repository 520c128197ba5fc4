package dev.gatehouse.mock.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Arrays;

/** Requests as the server hands them over. */
final class Requests {
  private Requests() {}

  static ServerRequest get(String target, Field... fields) {
    return request("GET", target, "", fields);
  }

  static ServerRequest post(String target, String body, Field... fields) {
    return request("POST", target, body, fields);
  }

  static ServerRequest post(String target, byte[] body, Field... fields) {
    return request("POST", target, body, fields);
  }

  static Field field(String name, String value) {
    return new Field(name, value);
  }

  static ServerRequest from(String clientAddress, ServerRequest request) {
    return new ServerRequest(
        request.method(),
        request.scheme(),
        request.authority(),
        request.path(),
        request.query(),
        request.fields(),
        request.content(),
        new ClientConnection(clientAddress, request.clientCertificates(), null));
  }

  static ServerRequest request(String method, String target, String body, Field... fields) {
    return request(method, target, body.getBytes(UTF_8), fields);
  }

  private static ServerRequest request(String method, String target, byte[] body, Field... fields) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? null : target.substring(question + 1);
    return new ServerRequest(
        method, "http", "127.0.0.1:8480", path, query, Arrays.asList(fields), body);
  }
}
