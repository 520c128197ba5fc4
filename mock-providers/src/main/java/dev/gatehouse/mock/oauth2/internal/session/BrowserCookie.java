package dev.gatehouse.mock.oauth2.internal.session;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One cookie of an issuer (RFC 6265). No script reads it, and no other site's form sends it. Its
 * name is the issuer's own, as a browser shows the cookies of one port to every port of the host
 * (section 8.5). It has no path, so that it goes to the pages beside the one that set it (section
 * 5.1.4): just below the issuer, under whatever path a proxy shows that.
 *
 * @param purpose part of its name
 */
record BrowserCookie(String purpose) {

  /** The value a browser sent. */
  Optional<String> read(ServerRequest http, Issuer issuer) {
    String start = name(issuer) + "=";
    return http.headers("Cookie").stream()
        .flatMap(line -> Arrays.stream(line.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(start))
        .map(pair -> pair.substring(start.length()))
        .findFirst();
  }

  /** Has a browser keep it until it is closed. */
  Field set(Issuer issuer, String value) {
    return field(issuer, value, "");
  }

  /** Has a browser forget it. */
  Field clear(Issuer issuer) {
    return field(issuer, "", "; Max-Age=0");
  }

  private Field field(Issuer issuer, String value, String more) {
    return new Field("Set-Cookie", name(issuer) + "=" + value + "; HttpOnly; SameSite=Lax" + more);
  }

  String name(Issuer issuer) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(issuer.identifier().getBytes(StandardCharsets.UTF_8));
      return "gatehouse-" + purpose + "-" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
