package dev.gatehouse.client;

import dev.gatehouse.connection.Connection;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The key of a connection's tokens: a digest of everything that decides which tokens it may use.
 * The connection's name is part of it, so that two users are two connections. No secret is: a
 * changed one keeps its tokens, and the key can be shown.
 */
final class TokenKey {
  private TokenKey() {}

  static String of(Connection connection, AuthorizationCodeClient client) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String part :
          List.of(
              connection.name(),
              String.valueOf(connection.project()),
              connection.baseUri().toString(),
              connection.auth().type().id(),
              client.authorizationUri().toString(),
              client.client().tokenUri().toString(),
              client.client().clientId(),
              String.join(" ", client.scopes()),
              String.valueOf(client.redirectUri()))) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM can do this", e);
    }
  }
}
