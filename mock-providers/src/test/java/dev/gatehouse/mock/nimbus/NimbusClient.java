package dev.gatehouse.mock.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
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
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client of the SDK. It knows the issuer's URL and a key of its own; all else it learns from the
 * metadata. It proves itself by its key, and holds its tokens by DPoP when it is told to.
 */
final class NimbusClient {
  static final URI BACK = URI.create("https://app.example/back");
  private static final ECKey KEY = key();

  private final OIDCProviderMetadata server;
  private final OIDCClientInformation self;
  private final @Nullable DPoPProofFactory proofs;
  private @Nullable Nonce nonce;
  private boolean nonceDemanded;

  private NimbusClient(
      OIDCProviderMetadata server, OIDCClientInformation self, @Nullable DPoPProofFactory proofs) {
    this.server = server;
    this.self = self;
    this.proofs = proofs;
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("own").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Registers for grants at the server with this name. */
  static NimbusClient at(Issuer issuer, boolean bound, GrantType... grants) throws Exception {
    OIDCProviderMetadata server = OIDCProviderMetadata.resolve(issuer);
    assertThat(server.getClientRegistrationAuthnMethods()).as("registering is open").isNull();
    OIDCClientMetadata wanted = new OIDCClientMetadata();
    wanted.setGrantTypes(Set.of(grants));
    if (wanted.getGrantTypes().contains(GrantType.AUTHORIZATION_CODE)) {
      wanted.setRedirectionURI(BACK);
      wanted.setResponseTypes(Set.of(ResponseType.CODE));
      wanted.setRequestObjectJWSAlg(JWSAlgorithm.ES256);
    } else {
      wanted.setResponseTypes(Set.of());
    }
    wanted.setTokenEndpointAuthMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
    wanted.setTokenEndpointAuthJWSAlg(JWSAlgorithm.ES256);
    wanted.setJWKSet(new JWKSet(KEY.toPublicJWK()));
    wanted.setDPoPBoundAccessTokens(bound);
    HTTPResponse response =
        new OIDCClientRegistrationRequest(server.getRegistrationEndpointURI(), wanted, null)
            .toHTTPRequest()
            .send();
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(201);
    OIDCClientInformation self =
        ((OIDCClientInformationResponse) OIDCClientRegistrationResponseParser.parse(response))
            .getOIDCClientInformation();
    return new NimbusClient(
        server, self, bound ? new DefaultDPoPProofFactory(KEY, JWSAlgorithm.ES256) : null);
  }

  OIDCProviderMetadata server() {
    return server;
  }

  OIDCClientInformation self() {
    return self;
  }

  ClientID id() {
    return self.getID();
  }

  boolean bound() {
    return proofs != null;
  }

  boolean nonceWasDemanded() {
    return nonceDemanded;
  }

  ECKey publicKey() {
    return KEY.toPublicJWK();
  }

  /** A proof is good once, so each request has its own. */
  private PrivateKeyJWT proof() throws JOSEException {
    return new PrivateKeyJWT(
        id(),
        URI.create(server.getIssuer().getValue()),
        JWSAlgorithm.ES256,
        KEY.toPrivateKey(),
        KEY.getKeyID(),
        null);
  }

  /** Sends a request ahead, signed, and tells where the user has to go (RFC 9126, RFC 9101). */
  URI push(AuthorizationRequest request) throws Exception {
    AuthorizationRequest signed = new AuthorizationRequest.Builder(object(request), id()).build();
    PushedAuthorizationResponse response =
        PushedAuthorizationResponse.parse(
            send(
                () ->
                    new PushedAuthorizationRequest(
                            server.getPushedAuthorizationRequestEndpointURI(), proof(), signed)
                        .toHTTPRequest()));
    assertThat(response.indicatesSuccess()).isTrue();
    return new AuthorizationRequest.Builder(response.toSuccessResponse().getRequestURI(), id())
        .endpointURI(server.getAuthorizationEndpointURI())
        .build()
        .toURI();
  }

  private SignedJWT object(AuthorizationRequest request) throws JOSEException, ParseException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(request.toJWTClaimsSet())
            .issuer(id().getValue())
            .audience(server.getIssuer().getValue())
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build();
    SignedJWT object =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("oauth-authz-req+jwt"))
                .keyID(KEY.getKeyID())
                .build(),
            claims);
    object.sign(new ECDSASigner(KEY));
    return object;
  }

  /** Asks for the codes that a device shows and polls with (RFC 8628, section 3.1). */
  DeviceAuthorizationSuccessResponse codes(Scope scope) throws Exception {
    DeviceAuthorizationResponse response =
        DeviceAuthorizationResponse.parse(
            new DeviceAuthorizationRequest.Builder(proof())
                .endpointURI(server.getDeviceAuthorizationEndpointURI())
                .scope(scope)
                .build()
                .toHTTPRequest()
                .send());
    assertThat(response.indicatesSuccess()).isTrue();
    return response.toSuccessResponse();
  }

  OIDCTokens tokens(AuthorizationGrant grant, @Nullable Scope scope) throws Exception {
    TokenResponse response = ask(grant, scope);
    assertThat(response.indicatesSuccess())
        .as(() -> response.toErrorResponse().getErrorObject().toJSONObject().toString())
        .isTrue();
    return ((OIDCTokenResponse) response).getOIDCTokens();
  }

  ErrorObject refusal(AuthorizationGrant grant) throws Exception {
    return ask(grant, null).toErrorResponse().getErrorObject();
  }

  private TokenResponse ask(AuthorizationGrant grant, @Nullable Scope scope) throws Exception {
    return OIDCTokenResponseParser.parse(
        send(
            () ->
                new TokenRequest.Builder(server.getTokenEndpointURI(), proof(), grant)
                    .scope(scope)
                    .build()
                    .toHTTPRequest()));
  }

  /** What the server says about a token (RFC 7662). */
  TokenIntrospectionSuccessResponse introspect(Token token) throws Exception {
    return TokenIntrospectionResponse.parse(
            new TokenIntrospectionRequest(server.getIntrospectionEndpointURI(), proof(), token)
                .toHTTPRequest()
                .send())
        .toSuccessResponse();
  }

  /** Gives a token back (RFC 7009). */
  void revoke(Token token) throws Exception {
    HTTPResponse response =
        new TokenRevocationRequest(server.getRevocationEndpointURI(), proof(), token)
            .toHTTPRequest()
            .send();
    assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
  }

  UserInfoResponse userinfo(AccessToken token) throws Exception {
    URI endpoint = server.getUserInfoEndpointURI();
    return UserInfoResponse.parse(
        send(() -> new UserInfoRequest(endpoint, token).toHTTPRequest(), token));
  }

  private HTTPResponse send(Fresh request) throws Exception {
    return send(request, null);
  }

  /** With a proof, where it holds its tokens by one, and again with the nonce it must have. */
  private HTTPResponse send(Fresh request, @Nullable AccessToken token) throws Exception {
    HTTPResponse response = once(request.make(), token);
    if (proofs == null || response.getDPoPNonce() == null) {
      return response;
    }
    nonce = response.getDPoPNonce();
    if (!demandsIt(response)) {
      return response;
    }
    nonceDemanded = true;
    return once(request.make(), token);
  }

  /** RFC 9449, section 8 for tokens, section 9 for what they open. */
  private static boolean demandsIt(HTTPResponse response) throws ParseException {
    String challenge = response.getWWWAuthenticate();
    ErrorObject error =
        challenge == null ? ErrorObject.parse(response) : DPoPTokenError.parse(challenge);
    return "use_dpop_nonce".equals(error.getCode());
  }

  private HTTPResponse once(HTTPRequest request, @Nullable AccessToken token) throws Exception {
    if (proofs != null) {
      String method = request.getMethod().name();
      request.setDPoP(
          token == null
              ? proofs.createDPoPJWT(method, request.getURI(), nonce)
              : proofs.createDPoPJWT(method, request.getURI(), token, nonce));
    }
    return request.send();
  }

  /** A request that was not sent before: its proofs are good once. */
  @FunctionalInterface
  private interface Fresh {
    HTTPRequest make() throws IOException, JOSEException;
  }
}
