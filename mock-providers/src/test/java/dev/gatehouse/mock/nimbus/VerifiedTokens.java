package dev.gatehouse.mock.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client, and an API it calls, can tell about tokens by the SDK's own rules and the keys
 * that the metadata leads to.
 *
 * @param client whose they are
 */
record VerifiedTokens(NimbusClient client) {
  /** OpenID Connect Core, section 3.1.3.7. */
  void isIdTokenOf(String subject, JWT token, @Nullable Nonce nonce) throws Exception {
    IDTokenClaimsSet claims =
        IDTokenValidator.create(client.server(), client.self()).validate(token, nonce);
    assertThat(claims.getSubject().getValue()).isEqualTo(subject);
  }

  /** RFC 9068, section 4: as the API does it. */
  void isAccessTokenOf(String subject, AccessToken token, String api) throws Exception {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.copyOf(client.server().getIDTokenJWSAlgs()),
            JWKSourceBuilder.create(client.server().getJWKSetURI().toURL()).build()));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            api,
            new JWTClaimsSet.Builder()
                .issuer(client.server().getIssuer().getValue())
                .subject(subject)
                .claim("client_id", client.id().getValue())
                .build(),
            Set.of("exp", "iat", "jti")));
    JWTClaimsSet claims = processor.process(token.getValue(), null);
    assertThat(token.getType())
        .isEqualTo(client.bound() ? AccessTokenType.DPOP : AccessTokenType.BEARER);
    assertThat(JWKThumbprintConfirmation.parse(claims)).isEqualTo(key());
    assertThat(client.nonceWasDemanded()).isEqualTo(client.bound());
  }

  private @Nullable JWKThumbprintConfirmation key() throws Exception {
    return client.bound() ? JWKThumbprintConfirmation.of(client.publicKey()) : null;
  }

  /** The user behind it is told to the client. */
  void leadsTo(String subject, String email, AccessToken token) throws Exception {
    UserInfoResponse response = client.userinfo(token);
    assertThat(response.indicatesSuccess()).isTrue();
    assertThat(response.toSuccessResponse().getUserInfo().getSubject().getValue())
        .isEqualTo(subject);
    assertThat(response.toSuccessResponse().getUserInfo().getEmailAddress()).isEqualTo(email);
  }

  /** The server knows it as it is, until it is given back. */
  void isGoodUntilGivenBack(AccessToken token) throws Exception {
    TokenIntrospectionSuccessResponse told = client.introspect(token);
    assertThat(told.isActive()).isTrue();
    assertThat(told.getClientID()).isEqualTo(client.id());
    assertThat(told.getIssuer()).isEqualTo(client.server().getIssuer());
    assertThat(told.getScope()).isEqualTo(token.getScope());
    assertThat(told.getTokenType()).isEqualTo(token.getType());
    assertThat(told.getJWKThumbprintConfirmation()).isEqualTo(key());
    client.revoke(token);
    assertThat(client.introspect(token).isActive()).isFalse();
    UserInfoResponse refused = client.userinfo(token);
    assertThat(refused.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_token");
  }
}
