package dev.gatehouse.conformance.saboteur;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The access token request of the client credentials grant (RFC 6749, section 4.4.2). */
final class TokenRequest {
  private final Target endpoint;
  private final String clientId;
  private final String clientSecret;
  private final boolean inHeader;
  private final List<String> scopes;
  private final @Nullable Flaw flaw;

  TokenRequest(Settings given, @Nullable Flaw flaw) {
    this.endpoint = Target.of(given.uri("tokenUri"));
    this.clientId = given.text("clientId");
    this.clientSecret = given.text("clientSecret");
    this.inHeader =
        !given.has("credentialPlacement") || given.text("credentialPlacement").equals("header");
    this.scopes = given.texts("scopes");
    this.flaw = flaw;
  }

  Outgoing build() {
    StringJoiner form = new StringJoiner("&");
    form.add("grant_type=client_credentials");
    if (!scopes.isEmpty()) {
      form.add("scope=" + encode(String.join(" ", scopes)));
    }
    if (flaw == Flaw.CC_FIELDS) {
      form.add("redirect_uri=" + encode("http://localhost/callback"));
    }
    if (!inHeader || flaw == Flaw.TOKEN_ONE_METHOD) {
      form.add("client_id=" + encode(clientId));
      form.add("client_secret=" + encode(clientSecret));
    }
    Outgoing request = request(form.toString()).adding("Accept", "application/json");
    return inHeader || flaw == Flaw.TOKEN_ONE_METHOD
        ? request.adding("Authorization", "Basic " + basic())
        : request;
  }

  private Outgoing request(String form) {
    if (flaw == Flaw.TOKEN_POST_FORM) {
      return new Outgoing("GET", endpoint.withQuery(form), List.of(), new byte[0]);
    }
    return new Outgoing("POST", endpoint, List.of(), form.getBytes(StandardCharsets.UTF_8))
        .adding("Content-Type", "application/x-www-form-urlencoded");
  }

  /** Both are form-encoded before Base64 (RFC 6749, section 2.3.1). */
  private String basic() {
    String pair =
        flaw == Flaw.TOKEN_BASIC_ENCODED
            ? clientId + ":" + clientSecret
            : encode(clientId) + ":" + encode(clientSecret);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
