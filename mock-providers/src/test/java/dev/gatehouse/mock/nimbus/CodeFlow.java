package dev.gatehouse.mock.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;

/**
 * A user comes to a client by a signed request that was sent ahead, logs in and consents on the
 * pages.
 *
 * @param client has the user log in
 * @param user does it
 */
record CodeFlow(NimbusClient client, Person user) {
  /** The tokens, once their ID token says that it is this user, and now. */
  OIDCTokens logIn(Scope scope, String subject) throws Exception {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    URI address =
        client.push(
            new AuthenticationRequest.Builder(
                    ResponseType.CODE, scope, client.id(), NimbusClient.BACK)
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build());
    AuthorizationResponse answer = AuthorizationResponse.parse(user.allowsAt(address));
    assertThat(answer.indicatesSuccess()).isTrue();
    assertThat(answer.getState()).isEqualTo(state);
    assertThat(answer.getIssuer()).isEqualTo(client.server().getIssuer());
    AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
    OIDCTokens tokens =
        client.tokens(new AuthorizationCodeGrant(code, NimbusClient.BACK, verifier), null);
    new VerifiedTokens(client).isIdTokenOf(subject, tokens.getIDToken(), nonce);
    return tokens;
  }
}
