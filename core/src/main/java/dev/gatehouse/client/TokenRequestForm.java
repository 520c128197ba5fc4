package dev.gatehouse.client;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.gatehouse.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The token request of a client (RFC 6749, section 3.2), written by the Nimbus SDK. The SDK is
 * loaded when the first token is needed.
 */
record TokenRequestForm(OAuth2Client client) {
  static final String FORM = "application/x-www-form-urlencoded";

  /** The request as it goes on the wire. */
  Outgoing request(TokenGrant grant) {
    HTTPRequest written =
        builder(grant)
            .scope(grant.asked().isEmpty() ? null : new Scope(grant.asked().toArray(String[]::new)))
            .build()
            .toHTTPRequest();
    List<Headers.Field> headers = new ArrayList<>();
    headers.add(new Headers.Field("Accept", "application/json"));
    headers.add(new Headers.Field("Content-Type", FORM));
    if (written.getAuthorization() != null) {
      headers.add(new Headers.Field("Authorization", written.getAuthorization()));
    }
    byte[] form = written.getBody().getBytes(StandardCharsets.UTF_8);
    return new Outgoing("POST", client.tokenUri(), headers, false, new Body.Bytes(form, FORM));
  }

  /** A public client names itself in the body and proves nothing (RFC 6749, section 3.2.1). */
  private TokenRequest.Builder builder(TokenGrant grant) {
    return client.clientSecret() == null
        ? new TokenRequest.Builder(client.tokenUri(), id(), grant.grant())
        : new TokenRequest.Builder(
            client.tokenUri(), authentication(client.clientSecret()), grant.grant());
  }

  /** Exactly one method, as section 2.3 asks. */
  private ClientAuthentication authentication(Secret secret) {
    return switch (client.credentialPlacement()) {
      case HEADER -> basic(secret);
      case BODY -> new ClientSecretPost(id(), sdk(secret));
    };
  }

  /** Both halves are form-encoded before Base64 (section 2.3.1), which the SDK does. */
  private ClientSecretBasic basic(Secret secret) {
    return new ClientSecretBasic(id(), sdk(secret));
  }

  private ClientID id() {
    return new ClientID(client.clientId());
  }

  private static com.nimbusds.oauth2.sdk.auth.Secret sdk(Secret secret) {
    return new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
  }

  /** What must not be quoted from an answer to this grant. */
  Redaction redaction(TokenGrant grant) {
    List<Secret> secrets = new ArrayList<>(grant.secrets());
    if (client.clientSecret() != null) {
      String header = basic(client.clientSecret()).toHTTPAuthorizationHeader();
      secrets.add(client.clientSecret());
      secrets.add(Secret.of(header.substring("Basic ".length())));
    }
    return new Redaction(secrets);
  }
}
