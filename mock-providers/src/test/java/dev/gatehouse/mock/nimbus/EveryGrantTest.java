package dev.gatehouse.mock.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.assertions.jwt.JWTAssertionDetails;
import com.nimbusds.oauth2.sdk.assertions.jwt.JWTAssertionFactory;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.oauth2.DynamicRegistration;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.TrustedIssuer;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.scenario.Lineup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client nobody here wrote starts from the issuer's URL, and gets tokens by each grant that the
 * metadata lists.
 */
class EveryGrantTest {
  private static final String API = "https://orders.example";
  private static final String STOCK = "https://stock.example";
  private static final String PARTNER = "https://partner.example";
  private static final String ADA = "248289761001";
  private static final String EMAIL = "ada@example.org";
  private static final Scope PERSONAL = new Scope("openid", "email", "read");
  private static final Scope READ = new Scope("read");
  private static final ECKey PARTNERS = key();

  /** Whoever adds a grant adds how the client completes it. */
  private final Map<GrantType, Completion> completions =
      Map.of(
          GrantType.AUTHORIZATION_CODE, this::authorizationCode,
          GrantType.REFRESH_TOKEN, this::refreshToken,
          GrantType.CLIENT_CREDENTIALS, this::clientCredentials,
          GrantType.DEVICE_CODE, this::deviceCode,
          GrantType.TOKEN_EXCHANGE, this::tokenExchange,
          GrantType.JWT_BEARER, this::jwtBearer,
          GrantType.PASSWORD, this::password);

  private final Person ada = new Person("ada", "lovelace");
  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final Issuer issuer = serve(gatehouse);

  /** How the client gets tokens, with or without having them bound to its key. */
  @FunctionalInterface
  private interface Completion {
    void complete(boolean bound) throws Exception;
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("partner").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Every grant there is, those that are off by default too. */
  private static Issuer serve(Gatehouse gatehouse) {
    OAuth2Provider provider =
        OAuth2Provider.builder(gatehouse.baseUri().resolve("/oauth2/shop"), gatehouse.clock())
            .dynamicRegistration(
                DynamicRegistration.open(API, STOCK).withScopes("openid", "email", "read"))
            .user(User.of("ada", Secret.of("lovelace")).withSubject(ADA).withClaim("email", EMAIL))
            .passwordGrant()
            .trust(TrustedIssuer.of(PARTNER, new JWKSet(PARTNERS).toString(true)))
            .dpopNonces(Duration.ofMinutes(1))
            .build();
    gatehouse.register(provider);
    return new Issuer(provider.issuer());
  }

  static Stream<Arguments> listed() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      return OIDCProviderMetadata.resolve(serve(gatehouse)).getGrantTypes().stream()
          .flatMap(
              grant -> Stream.of(false, true).map(bound -> Arguments.of(grant.getValue(), bound)));
    }
  }

  @ParameterizedTest(name = "{0}, bound by DPoP: {1}")
  @MethodSource("listed")
  void completesTheGrantFromTheMetadataAlone(String grant, boolean bound) throws Exception {
    Completion completion = completions.get(GrantType.parse(grant));
    assertThat(completion).as("how the client completes the grant %s", grant).isNotNull();
    completion.complete(bound);
  }

  /** Else a grant that has to be turned on could be there and not be tried. */
  @Test
  void findsEveryGrantThereIsInTheMetadata() throws Exception {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.gatehouse.mock.oauth2")
                .stream()
                .filter(type -> type.isAssignableTo(Grant.class) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .toList();
    List<GrantType> grants = OIDCProviderMetadata.resolve(issuer).getGrantTypes();
    assertThat(grants).hasSameSizeAs(written);
    assertThat(completions).containsOnlyKeys(grants);
  }

  @Test
  void findsTheSameMetadataWhereOAuthClientsLookForIt() throws Exception {
    assertThat(AuthorizationServerMetadata.resolve(issuer).getGrantTypes())
        .isEqualTo(OIDCProviderMetadata.resolve(issuer).getGrantTypes());
  }

  private void authorizationCode(boolean bound) throws Exception {
    NimbusClient client = NimbusClient.at(issuer, bound, GrantType.AUTHORIZATION_CODE);
    OIDCTokens tokens = new CodeFlow(client, ada).logIn(PERSONAL, ADA);
    assertThat(tokens.getRefreshToken()).isNull();
    isForAda(client, tokens);
  }

  private void isForAda(NimbusClient client, OIDCTokens tokens) throws Exception {
    VerifiedTokens verified = new VerifiedTokens(client);
    AccessToken token = tokens.getAccessToken();
    assertThat(token.getScope()).isEqualTo(PERSONAL);
    verified.isAccessTokenOf(ADA, token, API);
    verified.leadsTo(ADA, EMAIL, token);
    verified.isGoodUntilGivenBack(token);
  }

  private void refreshToken(boolean bound) throws Exception {
    NimbusClient client =
        NimbusClient.at(issuer, bound, GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
    RefreshToken first = new CodeFlow(client, ada).logIn(PERSONAL, ADA).getRefreshToken();
    OIDCTokens renewed = client.tokens(new RefreshTokenGrant(first), null);
    RefreshToken second = renewed.getRefreshToken();
    assertThat(second).isNotNull().isNotEqualTo(first);
    new VerifiedTokens(client).isIdTokenOf(ADA, renewed.getIDToken(), null);
    OIDCTokens again = client.tokens(new RefreshTokenGrant(second), null);
    isForAda(client, again);
    assertThat(client.introspect(again.getRefreshToken()).isActive()).isTrue();
    // Somebody else has it too, then: nobody is to have the family any more.
    assertThat(client.refusal(new RefreshTokenGrant(first))).isEqualTo(OAuth2Error.INVALID_GRANT);
    assertThat(client.introspect(again.getRefreshToken()).isActive()).isFalse();
    assertThat(client.refusal(new RefreshTokenGrant(again.getRefreshToken())))
        .isEqualTo(OAuth2Error.INVALID_GRANT);
  }

  private void clientCredentials(boolean bound) throws Exception {
    NimbusClient client = NimbusClient.at(issuer, bound, GrantType.CLIENT_CREDENTIALS);
    AccessToken token = client.tokens(new ClientCredentialsGrant(), READ).getAccessToken();
    assertThat(token.getScope()).isEqualTo(READ);
    VerifiedTokens verified = new VerifiedTokens(client);
    verified.isAccessTokenOf(client.id().getValue(), token, API);
    verified.isGoodUntilGivenBack(token);
  }

  private void deviceCode(boolean bound) throws Exception {
    NimbusClient client = NimbusClient.at(issuer, bound, GrantType.DEVICE_CODE);
    DeviceAuthorizationSuccessResponse codes = client.codes(PERSONAL);
    DeviceCodeGrant grant = new DeviceCodeGrant(codes.getDeviceCode());
    assertThat(client.refusal(grant))
        .isEqualTo(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);
    assertThat(client.refusal(grant)).isEqualTo(DeviceAuthorizationGrantError.SLOW_DOWN);
    Duration slower = Duration.ofSeconds(codes.getInterval() + 5); // RFC 8628, section 3.5
    gatehouse.clock().advance(slower);
    assertThat(client.refusal(grant))
        .isEqualTo(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);
    ada.allowsTheDevice(codes.getVerificationURI(), codes.getUserCode().getValue());
    gatehouse.clock().advance(slower);
    OIDCTokens tokens = client.tokens(grant, null);
    new VerifiedTokens(client).isIdTokenOf(ADA, tokens.getIDToken(), null);
    isForAda(client, tokens);
    assertThat(client.refusal(grant)).isEqualTo(OAuth2Error.INVALID_GRANT);
  }

  /** A user's token becomes one for another API. */
  private void tokenExchange(boolean bound) throws Exception {
    NimbusClient client =
        NimbusClient.at(issuer, bound, GrantType.AUTHORIZATION_CODE, GrantType.TOKEN_EXCHANGE);
    AccessToken subject = new CodeFlow(client, ada).logIn(PERSONAL, ADA).getAccessToken();
    TokenExchangeGrant grant =
        new TokenExchangeGrant(
            subject,
            TokenTypeURI.ACCESS_TOKEN,
            null,
            null,
            TokenTypeURI.ACCESS_TOKEN,
            List.of(new Audience(STOCK)));
    AccessToken token = client.tokens(grant, READ).getAccessToken();
    assertThat(token.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
    VerifiedTokens verified = new VerifiedTokens(client);
    verified.isAccessTokenOf(ADA, token, STOCK);
    verified.isGoodUntilGivenBack(token);
    assertThat(client.introspect(subject).isActive()).isTrue();
  }

  /** Somebody the server trusts vouches for the user. */
  private void jwtBearer(boolean bound) throws Exception {
    NimbusClient client = NimbusClient.at(issuer, bound, GrantType.JWT_BEARER);
    JWTBearerGrant grant =
        new JWTBearerGrant(
            JWTAssertionFactory.create(
                new JWTAssertionDetails(
                    new Issuer(PARTNER), new Subject(ADA), new Audience(issuer.getValue())),
                JWSAlgorithm.ES256,
                PARTNERS.toPrivateKey(),
                PARTNERS.getKeyID(),
                null,
                null,
                null));
    AccessToken token = client.tokens(grant, READ).getAccessToken();
    VerifiedTokens verified = new VerifiedTokens(client);
    verified.isAccessTokenOf(ADA, token, API);
    verified.isGoodUntilGivenBack(token);
    assertThat(client.refusal(grant)).isEqualTo(OAuth2Error.INVALID_GRANT);
  }

  private void password(boolean bound) throws Exception {
    NimbusClient client = NimbusClient.at(issuer, bound, GrantType.PASSWORD);
    OIDCTokens tokens =
        client.tokens(
            new ResourceOwnerPasswordCredentialsGrant(
                "ada", new com.nimbusds.oauth2.sdk.auth.Secret("lovelace")),
            PERSONAL);
    new VerifiedTokens(client).isIdTokenOf(ADA, tokens.getIDToken(), null);
    isForAda(client, tokens);
  }
}
