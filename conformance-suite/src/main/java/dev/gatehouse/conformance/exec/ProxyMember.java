package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.ProxyServer;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.connection.InvalidConnectionException;
import java.net.URI;

/** The member {@code proxy} of a client's settings; its login is written as a connection's. */
final class ProxyMember {
  private static final String NAME = "proxy";
  private static final JsonMapper JSON = new JsonMapper();

  private ProxyMember() {}

  static ObjectNode of(ProxyServer proxy) {
    ObjectNode member = JSON.createObjectNode().put("uri", proxy.uri().toString());
    if (proxy.login() != null) {
      member.set("login", login(proxy.uri(), proxy.login()));
    }
    return member;
  }

  private static JsonNode login(URI uri, Auth login) {
    try {
      String connection = Connections.toJsonWithSecrets(Connection.of(NAME, uri, login));
      return JSON.readTree(connection).path("auth");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("connections are always written as JSON", e);
    }
  }

  static ProxyServer read(JsonNode member) throws Messages.UnreadableMessageException {
    URI uri = Messages.uri(member, "uri");
    return new ProxyServer(uri, member.has("login") ? login(uri, member.path("login")) : null);
  }

  private static Auth login(URI uri, JsonNode login) throws Messages.UnreadableMessageException {
    ObjectNode connection =
        JSON.createObjectNode().put("name", NAME).put("baseUri", uri.toString());
    connection.set("auth", login);
    try {
      return Connections.read(connection.toString()).auth();
    } catch (InvalidConnectionException e) {
      throw new Messages.UnreadableMessageException(
          "member 'proxy' has a login that is none: " + e.getMessage());
    }
  }
}
