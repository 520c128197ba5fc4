package dev.gatehouse.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * User name and password as RFC 7617 writes them, always in UTF-8 (section 2.1). The settings'
 * records refuse a colon in the name and control characters.
 */
final class BasicCredentials {
  private BasicCredentials() {}

  /** The value of the Authorization field. */
  static String encode(String username, String password) {
    String pair =
        UnicodeText.require("auth.username", username)
            + ":"
            + UnicodeText.require("auth.password", password);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
