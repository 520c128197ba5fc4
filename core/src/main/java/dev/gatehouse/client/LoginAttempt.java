package dev.gatehouse.client;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one login is made of; nothing of it is used again.
 *
 * @param state ties the answer to this attempt (RFC 6749, section 10.12)
 * @param nonce ties the ID token to it (OpenID Connect Core 1.0, section 3.1.2.1); null without one
 * @param verifier ties the code to it (RFC 7636, section 4.1); null without PKCE
 */
record LoginAttempt(
    URI redirectUri, Secret state, @Nullable Secret nonce, @Nullable Secret verifier) {

  /** An attempt with fresh values, 256 random bits each. */
  static LoginAttempt of(AuthorizationCodeClient client, URI redirectUri) {
    return new LoginAttempt(
        redirectUri,
        Secret.of(new State().getValue()),
        client.isOpenId() ? Secret.of(new Nonce().getValue()) : null,
        client.pkce() ? Secret.of(new CodeVerifier().getValue()) : null);
  }

  /** The authorization request (RFC 6749, section 4.1.1), added to the endpoint's own query. */
  URI authorizationUri(AuthorizationCodeClient client) {
    AuthorizationRequest.Builder request =
        new AuthorizationRequest.Builder(
                ResponseType.CODE, new ClientID(client.client().clientId()))
            .redirectionURI(redirectUri)
            .state(new State(state.reveal()));
    if (!client.scopes().isEmpty()) {
      request.scope(new Scope(client.scopes().toArray(String[]::new)));
    }
    if (nonce != null) {
      request.customParameter("nonce", nonce.reveal());
    }
    if (verifier != null) {
      request.codeChallenge(new CodeVerifier(verifier.reveal()), CodeChallengeMethod.S256);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    request
        .build()
        .toParameters()
        .forEach((name, values) -> parameters.put(name, String.join(" ", values)));
    return QueryString.set(client.authorizationUri(), parameters);
  }

  /** What must not be quoted from an answer. */
  Redaction redaction(AuthorizationCodeClient client) {
    List<Secret> secrets = new ArrayList<>(List.of(state));
    for (Secret secret : new @Nullable Secret[] {nonce, verifier, client.client().clientSecret()}) {
      if (secret != null) {
        secrets.add(secret);
      }
    }
    return new Redaction(secrets);
  }
}
