package dev.gatehouse.client;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The token request of a client (RFC 6749, section 4.4.2), written by the Nimbus SDK. The SDK is
 * loaded when the first token is needed.
 */
record TokenRequestForm(OAuth2ClientCredentialsAuth auth) {
  static final String FORM = "application/x-www-form-urlencoded";

  TokenRequestForm {
    UnicodeText.require("auth.clientId", auth.clientId());
    UnicodeText.require("auth.clientSecret", auth.clientSecret().reveal());
  }

  /** The request as it goes on the wire. */
  Outgoing request() {
    HTTPRequest written =
        new TokenRequest.Builder(auth.tokenUri(), authentication(), new ClientCredentialsGrant())
            .scope(auth.scopes().isEmpty() ? null : new Scope(auth.scopes().toArray(String[]::new)))
            .build()
            .toHTTPRequest();
    List<Headers.Field> headers = new ArrayList<>();
    headers.add(new Headers.Field("Accept", "application/json"));
    headers.add(new Headers.Field("Content-Type", FORM));
    if (written.getAuthorization() != null) {
      headers.add(new Headers.Field("Authorization", written.getAuthorization()));
    }
    byte[] form = written.getBody().getBytes(StandardCharsets.UTF_8);
    return new Outgoing("POST", auth.tokenUri(), headers, false, new Body.Bytes(form, FORM));
  }

  /** Exactly one method, as section 2.3 asks. */
  private ClientAuthentication authentication() {
    return switch (auth.credentialPlacement()) {
      case HEADER -> basic();
      case BODY -> new ClientSecretPost(new ClientID(auth.clientId()), secret());
    };
  }

  /** Both halves are form-encoded before Base64 (section 2.3.1), which the SDK does. */
  private ClientSecretBasic basic() {
    return new ClientSecretBasic(new ClientID(auth.clientId()), secret());
  }

  private com.nimbusds.oauth2.sdk.auth.Secret secret() {
    return new com.nimbusds.oauth2.sdk.auth.Secret(auth.clientSecret().reveal());
  }

  /** What must not be quoted from an answer. */
  Redaction redaction() {
    String header = basic().toHTTPAuthorizationHeader();
    return new Redaction(
        List.of(auth.clientSecret(), Secret.of(header.substring("Basic ".length()))));
  }
}
