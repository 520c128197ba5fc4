package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token request of any grant, with the client's id and secret (RFC 6749, section 2.3.1). */
final class TokenRequest {
  private final Target endpoint;
  private final String clientId;
  private final @Nullable String clientSecret;
  private final boolean inHeader;
  private final @Nullable Flaw flaw;

  TokenRequest(Settings given, @Nullable Flaw flaw) {
    this.endpoint = Target.of(given.uri("tokenUri"));
    if (!endpoint.secure() && !endpoint.host().matches("localhost|127\\..*|\\[::1]")) {
      throw new Failure(Kind.REFUSED, "the token endpoint is on another machine, and without TLS");
    }
    this.clientId = given.text("clientId");
    this.clientSecret = given.has("clientSecret") ? given.text("clientSecret") : null;
    this.inHeader =
        !given.has("credentialPlacement") || given.text("credentialPlacement").equals("header");
    this.flaw = flaw;
  }

  /**
   * @param grant the fields of the grant
   */
  Outgoing build(Form grant) {
    String secret = clientSecret;
    if (secret == null) {
      return request(grant.with("client_id", clientId));
    }
    boolean both = flaw == Flaw.TOKEN_ONE_METHOD;
    Outgoing request =
        request(
            !inHeader || both
                ? grant.with("client_id", clientId).with("client_secret", secret)
                : grant);
    return inHeader || both ? request.adding("Authorization", "Basic " + basic(secret)) : request;
  }

  private Outgoing request(Form form) {
    Outgoing request =
        flaw == Flaw.TOKEN_POST_FORM
            ? new Outgoing("GET", endpoint.withQuery(form.encoded()), List.of(), new byte[0])
            : new Outgoing(
                    "POST", endpoint, List.of(), form.encoded().getBytes(StandardCharsets.UTF_8))
                .adding("Content-Type", "application/x-www-form-urlencoded");
    return request.adding("Accept", "application/json");
  }

  /** Both are form-encoded before Base64 (RFC 6749, section 2.3.1). */
  private String basic(String secret) {
    String pair =
        flaw == Flaw.TOKEN_BASIC_ENCODED
            ? clientId + ":" + secret
            : Form.encode(clientId) + ":" + Form.encode(secret);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
