package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.oauth2.DynamicRegistration;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A client nobody here wrote goes through the endpoints, from the published metadata alone. */
class EndpointsByAnotherClientTest {
  private static final String API = "https://orders.example";
  private static final URI BACK = URI.create("https://app.example/back");

  private final CodeVerifier verifier = new CodeVerifier();
  private final State state = new State();

  @Test
  void registersPushesASignedRequestLearnsWhoLoggedInAndGivesTheTokenBack() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      OAuth2Provider provider = provider(gatehouse);
      OIDCProviderMetadata server = OIDCProviderMetadata.resolve(new Issuer(provider.issuer()));

      OIDCClientInformation client = register(server, key);
      ClientSecretBasic proof = new ClientSecretBasic(client.getID(), client.getSecret());

      PushedAuthorizationResponse pushed =
          PushedAuthorizationResponse.parse(
              new PushedAuthorizationRequest(
                      server.getPushedAuthorizationRequestEndpointURI(),
                      proof,
                      new AuthorizationRequest.Builder(object(server, client, key), client.getID())
                          .build())
                  .toHTTPRequest()
                  .send());
      assertThat(pushed.indicatesSuccess()).isTrue();
      AuthorizationRequest reference =
          new AuthorizationRequest.Builder(
                  pushed.toSuccessResponse().getRequestURI(), client.getID())
              .endpointURI(server.getAuthorizationEndpointURI())
              .build();
      var request = reference.toHTTPRequest();
      request.setFollowRedirects(false);
      AuthorizationResponse answer = AuthorizationResponse.parse(request.send().getLocation());
      assertThat(answer.indicatesSuccess()).isTrue();
      assertThat(answer.getState()).isEqualTo(state);
      assertThat(answer.getIssuer()).isEqualTo(server.getIssuer());

      AccessToken token = redeem(server, proof, answer.toSuccessResponse().getAuthorizationCode());
      UserInfo user =
          UserInfoResponse.parse(
                  new UserInfoRequest(server.getUserInfoEndpointURI(), token)
                      .toHTTPRequest()
                      .send())
              .toSuccessResponse()
              .getUserInfo();
      assertThat(user.getSubject().getValue()).isEqualTo("ada");
      assertThat(user.getEmailAddress()).isEqualTo("ada@example.org");

      assertThat(isActive(server, proof, token)).isTrue();
      HTTPResponse revoked =
          new TokenRevocationRequest(server.getRevocationEndpointURI(), proof, token)
              .toHTTPRequest()
              .send();
      assertThat(revoked.getStatusCode()).isEqualTo(200);
      assertThat(isActive(server, proof, token)).isFalse();

      endRegistration(client);
    }
  }

  private static OAuth2Provider provider(Gatehouse gatehouse) {
    OAuth2Provider provider =
        OAuth2Provider.builder(gatehouse.baseUri().resolve("/oauth2/shop"), gatehouse.clock())
            .dynamicRegistration(DynamicRegistration.open(API))
            .user(User.of("ada", Secret.of("lovelace")).withClaim("email", "ada@example.org"))
            .automaticLogin("ada")
            .build();
    gatehouse.register(provider);
    return provider;
  }

  private static OIDCClientInformation register(OIDCProviderMetadata server, ECKey key)
      throws Exception {
    OIDCClientMetadata metadata = new OIDCClientMetadata();
    metadata.setRedirectionURI(BACK);
    metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setResponseTypes(Set.of(ResponseType.CODE));
    metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
    metadata.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
    metadata.setScope(new Scope("openid", "email"));
    metadata.setName("Orders");
    HTTPResponse response =
        new OIDCClientRegistrationRequest(server.getRegistrationEndpointURI(), metadata, null)
            .toHTTPRequest()
            .send();
    return ((OIDCClientInformationResponse) OIDCClientRegistrationResponseParser.parse(response))
        .getOIDCClientInformation();
  }

  private SignedJWT object(OIDCProviderMetadata server, OIDCClientInformation client, ECKey key)
      throws Exception {
    AuthorizationRequest request =
        new AuthorizationRequest.Builder(ResponseType.CODE, client.getID())
            .redirectionURI(BACK)
            .scope(new Scope("openid", "email"))
            .state(state)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(request.toJWTClaimsSet())
            .issuer(client.getID().getValue())
            .audience(server.getIssuer().getValue())
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build();
    SignedJWT object =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("oauth-authz-req+jwt"))
                .keyID("own")
                .build(),
            claims);
    object.sign(new ECDSASigner(key));
    return object;
  }

  private AccessToken redeem(
      OIDCProviderMetadata server, ClientSecretBasic proof, AuthorizationCode code)
      throws Exception {
    HTTPResponse response =
        new TokenRequest.Builder(
                server.getTokenEndpointURI(),
                proof,
                new AuthorizationCodeGrant(code, BACK, verifier))
            .build()
            .toHTTPRequest()
            .send();
    return OIDCTokenResponse.parse(response).getOIDCTokens().getAccessToken();
  }

  private static boolean isActive(
      OIDCProviderMetadata server, ClientSecretBasic proof, AccessToken token) throws Exception {
    return TokenIntrospectionResponse.parse(
            new TokenIntrospectionRequest(server.getIntrospectionEndpointURI(), proof, token)
                .toHTTPRequest()
                .send())
        .toSuccessResponse()
        .isActive();
  }

  private static void endRegistration(OIDCClientInformation client) throws Exception {
    URI uri = client.getRegistrationURI();
    HTTPResponse read =
        new ClientReadRequest(uri, client.getRegistrationAccessToken()).toHTTPRequest().send();
    assertThat(read.getStatusCode()).isEqualTo(200);
    assertThat(read.getBodyAsJSONObject()).containsEntry("scope", "openid email");
    HTTPResponse ended =
        new ClientDeleteRequest(uri, client.getRegistrationAccessToken()).toHTTPRequest().send();
    assertThat(ended.getStatusCode()).isEqualTo(204);
    assertThat(
            new ClientReadRequest(uri, client.getRegistrationAccessToken())
                .toHTTPRequest()
                .send()
                .getStatusCode())
        .isEqualTo(401);
  }
}
