package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.PKITLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.SelfSignedTLSClientAuthentication;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.jose.JwkSet;
import dev.gatehouse.mock.oauth2.CertificateSubject;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenBinding;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Nimbus SDK, which the server shares no code with, proves itself in every way from the
 * published metadata alone.
 */
class IndependentClientTest {
  private static final String API = "https://api.example";
  private static final String SECRET =
      "a-secret-of-64-octets-at-least-for-hs512-0123456789-0123456789-x";
  private static final RSAKey RSA = rsa();
  private static final ECKey EC = ec();
  private static final ECKey POSSESSED = ec();
  private static final CertificateRequest ORDERS = CertificateRequest.of("CN=orders,O=Example");
  private static final ClientCertificate CERTIFICATE =
      CertificateAuthority.ofThisJvm().issue(ORDERS);
  private static final ClientCertificate SELF_SIGNED = ClientCertificate.selfSigned(ORDERS);

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private static RSAKey rsa() {
    try {
      return new RSAKeyGenerator(2048).keyID("rsa").generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static RegisteredClient client(
      String method, UnaryOperator<RegisteredClient.Builder> more) {
    return more.apply(
            RegisteredClient.confidential("orders", dev.gatehouse.connection.Secret.of(SECRET))
                .authenticationMethod(method)
                .grantTypes("client_credentials")
                .scopes("read")
                .audience(API))
        .build();
  }

  private AuthorizationServerMetadata serve(RegisteredClient client) throws Exception {
    return serve(client, UnaryOperator.identity());
  }

  private AuthorizationServerMetadata serve(
      RegisteredClient client, UnaryOperator<OAuth2Provider.Builder> more) throws Exception {
    OAuth2Provider provider =
        more.apply(
                OAuth2Provider.builder(
                    gatehouse.baseUri().resolve("/oauth2/default"), gatehouse.clock()))
            .client(client)
            .build();
    gatehouse.register(provider);
    gatehouse.guard("/api", new BearerGate(provider.accessTokenVerifier(API), Set.of("read")));
    return AuthorizationServerMetadata.resolve(new Issuer(provider.issuer()));
  }

  private static JwkSet jwks(JWK key) {
    return JwkSet.parse("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}");
  }

  private static HTTPRequest request(URI uri, ClientAuthentication authentication) {
    return new TokenRequest(uri, authentication, new ClientCredentialsGrant(), new Scope("read"))
        .toHTTPRequest();
  }

  private AccessToken token(HTTPRequest request) throws Exception {
    TokenResponse response = TokenResponse.parse(request.send());
    assertThat(response.indicatesSuccess())
        .as(() -> String.valueOf(gatehouse.journal().last(entry -> true)))
        .isTrue();
    return ((AccessTokenResponse) response).getTokens().getAccessToken();
  }

  private String explanation() {
    return gatehouse.journal().last(entry -> true).orElseThrow().explanation();
  }

  private URI api(boolean overTls) {
    return (overTls ? gatehouse.httpsUri() : gatehouse.baseUri()).resolve("/api/orders?page=2");
  }

  private static HTTPResponse call(URI uri, AccessToken token, @Nullable SSLSocketFactory tls)
      throws Exception {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, uri);
    request.setAuthorization(token.toAuthorizationHeader());
    request.setSSLSocketFactory(tls);
    return request.send();
  }

  private static SSLSocketFactory tls(@Nullable ClientCertificate certificate) throws Exception {
    char[] password = "store".toCharArray();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", CertificateAuthority.ofThisJvm().certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificate == null ? null : certificate.keyStore(password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256"})
  void provesItselfByAPrivateKey(String algorithm) throws Exception {
    JWK key = algorithm.equals("ES256") ? EC : RSA;
    AuthorizationServerMetadata metadata =
        serve(client("private_key_jwt", client -> client.jwks(jwks(key))));
    assertThat(metadata.getTokenEndpointJWSAlgs()).contains(JWSAlgorithm.parse(algorithm));
    PrivateKeyJWT proof =
        new PrivateKeyJWT(
            new ClientID("orders"),
            metadata.getTokenEndpointURI(),
            JWSAlgorithm.parse(algorithm),
            key instanceof RSAKey rsa ? rsa.toPrivateKey() : EC.toPrivateKey(),
            key.getKeyID(),
            null);

    AccessToken token = token(request(metadata.getTokenEndpointURI(), proof));

    assertThat(token).isInstanceOf(BearerAccessToken.class);
    assertThat(call(api(false), token, null).getStatusCode()).isEqualTo(200);
    HTTPResponse again = request(metadata.getTokenEndpointURI(), proof).send();
    assertThat(again.getStatusCode()).isEqualTo(401);
    assertThat(explanation()).contains("came before, with the same jti");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void provesItselfByASecretThatStaysAtHome(String algorithm) throws Exception {
    AuthorizationServerMetadata metadata =
        serve(client("client_secret_jwt", UnaryOperator.identity()));
    ClientSecretJWT proof =
        new ClientSecretJWT(
            new ClientID("orders"),
            URI.create(metadata.getIssuer().getValue()),
            JWSAlgorithm.parse(algorithm),
            new Secret(SECRET));
    token(request(metadata.getTokenEndpointURI(), proof));
  }

  @Test
  void provesItselfByACertificateAndItsTokenIsBoundToIt() throws Exception {
    AuthorizationServerMetadata metadata =
        serve(
            client(
                "tls_client_auth",
                client ->
                    client
                        .certificateSubject(CertificateSubject.dn("CN=orders,O=Example"))
                        .tokenBindings(TokenBinding.CERTIFICATE)));
    assertThat(metadata.supportsTLSClientCertificateBoundAccessTokens()).isTrue();
    URI endpoint = metadata.getMtlsEndpointAliases().getTokenEndpointURI();
    assertThat(endpoint).hasScheme("https").hasPort(gatehouse.baseUri().getPort());

    AccessToken token =
        token(
            request(
                endpoint,
                new PKITLSClientAuthentication(new ClientID("orders"), tls(CERTIFICATE))));

    assertThat(call(api(true), token, tls(CERTIFICATE)).getStatusCode()).isEqualTo(200);
    assertThat(call(api(true), token, tls(SELF_SIGNED)).getStatusCode()).isEqualTo(401);
    assertThat(explanation()).contains("bound to the certificate with the x5t#S256");
    assertThat(call(api(true), token, tls(null)).getStatusCode()).isEqualTo(401);
    assertThat(call(api(false), token, null).getStatusCode()).isEqualTo(401);
    assertThat(explanation()).contains("plain HTTP");
  }

  @Test
  void provesItselfByACertificateThatNobodySigned() throws Exception {
    AuthorizationServerMetadata metadata =
        serve(
            client(
                "self_signed_tls_client_auth",
                client -> client.jwks(JwkSet.of(SELF_SIGNED.certificate()))));
    URI endpoint = metadata.getMtlsEndpointAliases().getTokenEndpointURI();
    token(
        request(
            endpoint,
            new SelfSignedTLSClientAuthentication(new ClientID("orders"), tls(SELF_SIGNED))));
    HTTPResponse refusal =
        request(
                endpoint,
                new SelfSignedTLSClientAuthentication(new ClientID("orders"), tls(CERTIFICATE)))
            .send();
    assertThat(refusal.getStatusCode()).isEqualTo(401);
    assertThat(explanation()).contains("none of those registered as x5c");
  }

  @Test
  void isNoClientByTheCertificateOfAServer() throws Exception {
    X509Certificate leaf;
    try (SSLSocket socket =
        (SSLSocket)
            tls(null)
                .createSocket(gatehouse.httpsUri().getHost(), gatehouse.httpsUri().getPort())) {
      leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
    CertificateSubject name = new CertificateSubject(CertificateSubject.Kind.SAN_DNS, "localhost");
    OAuth2Provider provider =
        OAuth2Provider.builder(URI.create("http://127.0.0.1:1/as"), gatehouse.clock())
            .client(client("tls_client_auth", client -> client.certificateSubject(name)))
            .build();
    ServerRequest request =
        new ServerRequest(
            "POST",
            "https",
            "127.0.0.1:1",
            "/as/token",
            null,
            List.of(new Field("Content-Type", "application/x-www-form-urlencoded")),
            "grant_type=client_credentials&client_id=orders".getBytes(StandardCharsets.US_ASCII),
            List.of(leaf));
    Reply reply = provider.endpoint("/as/token").orElseThrow().answer(request);
    assertThat(reply.response().status()).isEqualTo(401);
    assertThat(reply.explanation()).contains("id-kp-clientAuth");
  }

  @Test
  void bindsItsTokenToAKeyAndAnswersEachDemandForANonce() throws Exception {
    AuthorizationServerMetadata metadata =
        serve(
            client("client_secret_basic", client -> client.tokenBindings(TokenBinding.DPOP)),
            server -> server.dpopNonces(Duration.ofMinutes(1)));
    assertThat(metadata.getDPoPJWSAlgs()).contains(JWSAlgorithm.ES256);
    DPoPProofFactory proofs = new DefaultDPoPProofFactory(POSSESSED, JWSAlgorithm.ES256);
    URI endpoint = metadata.getTokenEndpointURI();
    ClientSecretBasic secret = new ClientSecretBasic(new ClientID("orders"), new Secret(SECRET));

    HTTPRequest first = request(endpoint, secret);
    first.setDPoP(proofs.createDPoPJWT("POST", endpoint));
    HTTPResponse demand = first.send();
    assertThat(TokenErrorResponse.parse(demand).getErrorObject().getCode())
        .isEqualTo("use_dpop_nonce");
    Nonce nonce = demand.getDPoPNonce();
    HTTPRequest second = request(endpoint, secret);
    second.setDPoP(proofs.createDPoPJWT("POST", endpoint, nonce));
    AccessToken token = token(second);
    assertThat(token).isInstanceOf(DPoPAccessToken.class);

    URI api = api(false);
    URI target = URI.create(api.toString().replaceAll("\\?.*", ""));
    HTTPRequest call = new HTTPRequest(HTTPRequest.Method.GET, api);
    call.setAuthorization(token.toAuthorizationHeader());
    call.setDPoP(proofs.createDPoPJWT("GET", target, token));
    HTTPResponse again = call.send();
    assertThat(again.getStatusCode()).isEqualTo(401);
    assertThat(again.getHeaderValue("WWW-Authenticate")).contains("error=\"use_dpop_nonce\"");
    call.setDPoP(proofs.createDPoPJWT("GET", target, token, again.getDPoPNonce()));
    assertThat(call.send().getStatusCode()).isEqualTo(200);
    assertThat(call.send().getStatusCode()).as("the same proof again").isEqualTo(401);

    HTTPRequest asBearer = new HTTPRequest(HTTPRequest.Method.GET, api);
    asBearer.setAuthorization("Bearer " + token.getValue());
    assertThat(asBearer.send().getStatusCode()).isEqualTo(401);
    assertThat(explanation()).contains("came by the scheme Bearer");
  }

  @Test
  void bindsItsTokenToAKeyWithoutBeingMadeTo() throws Exception {
    AuthorizationServerMetadata metadata =
        serve(client("client_secret_basic", UnaryOperator.identity()));
    HTTPRequest request =
        request(
            metadata.getTokenEndpointURI(),
            new ClientSecretBasic(new ClientID("orders"), new Secret(SECRET)));
    request.setDPoP(
        new DefaultDPoPProofFactory(POSSESSED, JWSAlgorithm.ES256)
            .createDPoPJWT("POST", metadata.getTokenEndpointURI()));
    assertThat(token(request)).isInstanceOf(DPoPAccessToken.class);
  }
}
