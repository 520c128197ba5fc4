package dev.gatehouse.client;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token is asked for with.
 *
 * @param grant as the SDK writes it
 * @param asked the scopes named in the request
 * @param implied the scopes granted when the answer names none (RFC 6749, sections 5.1 and 6)
 * @param secrets that no message may quote
 */
record TokenGrant(
    AuthorizationGrant grant, List<String> asked, List<String> implied, List<Secret> secrets) {

  /** RFC 6749, section 4.4.2. */
  static TokenGrant clientCredentials(List<String> scopes) {
    return new TokenGrant(new ClientCredentialsGrant(), scopes, scopes, List.of());
  }

  /** RFC 6749, section 4.1.3; with the verifier of RFC 7636, section 4.5. */
  static TokenGrant code(
      Secret code, URI redirectUri, @Nullable Secret verifier, List<String> scopes) {
    return new TokenGrant(
        new AuthorizationCodeGrant(
            new AuthorizationCode(code.reveal()),
            redirectUri,
            verifier == null ? null : new CodeVerifier(verifier.reveal())),
        List.of(),
        scopes,
        verifier == null ? List.of(code) : List.of(code, verifier));
  }

  /** RFC 6749, section 6; without scopes it asks for those there are. */
  static TokenGrant refresh(Secret refreshToken, List<String> granted) {
    return new TokenGrant(
        new RefreshTokenGrant(new RefreshToken(refreshToken.reveal())),
        List.of(),
        granted,
        List.of(refreshToken));
  }
}
