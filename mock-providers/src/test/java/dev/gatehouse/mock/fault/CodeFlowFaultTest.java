package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.fault.TokenFault.Tokens;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults on the way of a user's login, at the real authorization server. */
class CodeFlowFaultTest {
  private static final String CALLBACK = "http://127.0.0.1:1/callback";

  /** RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final OAuth2Provider provider =
      OAuth2Provider.builder(gatehouse.baseUri().resolve("/oauth2/default"), gatehouse.clock())
          .client(
              RegisteredClient.confidential("app", Secret.of("s3cret"))
                  .authenticationMethod("client_secret_post")
                  .grantTypes("authorization_code", "refresh_token")
                  .scopes("openid", "offline_access", "read")
                  .audience("https://api.example")
                  .redirectUris(CALLBACK)
                  .build())
          .user(User.of("ada", Secret.of("lovelace")))
          .automaticLogin("ada")
          .build();

  CodeFlowFaultTest() {
    gatehouse.register(provider);
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Where the browser is sent. */
  private String authorize(String more) {
    return Call.get(
            URI.create(
                provider.authorizationUri()
                    + "?response_type=code&client_id=app&state=st&scope=openid+offline_access+read"
                    + "&code_challenge_method=S256&code_challenge="
                    + CHALLENGE
                    + "&redirect_uri="
                    + encoded(CALLBACK)
                    + more))
        .header("Location");
  }

  private Map<String, Object> token(String form) {
    try {
      return JSONObjectUtils.parse(
          Call.post(provider.tokenUri(), form + "&client_id=app&client_secret=s3cret").body());
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, Object> redeem() {
    String code = authorize("").replaceAll(".*[?&]code=([^&]*).*", "$1");
    return token(
        "grant_type=authorization_code&code="
            + code
            + "&code_verifier="
            + VERIFIER
            + "&redirect_uri="
            + encoded(CALLBACK));
  }

  private JWTClaimsSet verified(Object token) throws ParseException, JOSEException {
    JWKSet keys =
        JWKSet.parse(Call.get(gatehouse.baseUri().resolve("/oauth2/default/jwks")).body());
    SignedJWT jwt = SignedJWT.parse((String) token);
    assertThat(
            jwt.verify(
                new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
        .isTrue();
    return jwt.getJWTClaimsSet();
  }

  @Test
  void anErrorComesToTheClientInThePlaceOfTheCode() {
    gatehouse
        .faults()
        .on(Target.endpoint("authorize"))
        .times(2, Fault.authorizationError("server_error"));

    assertThat(authorize(""))
        .startsWith(CALLBACK + "?state=st&iss=" + encoded(provider.issuer().toString()))
        .endsWith("&error=server_error")
        .doesNotContain("code=");
    assertThat(authorize("&response_mode=fragment"))
        .startsWith(CALLBACK + "#state=st&")
        .endsWith("&error=server_error")
        .doesNotContain("code=");
    assertThat(authorize("")).contains("code=", "state=st").doesNotContain("error");
  }

  @Test
  void bothTokensExpireAndStayTrue() throws Exception {
    gatehouse.faults().on(Target.endpoint("token")).once(TokenFault.expired());

    Map<String, Object> tokens = redeem();

    JWTClaimsSet id = verified(tokens.get("id_token"));
    assertThat(id.getExpirationTime().toInstant()).isBefore(gatehouse.clock().instant());
    assertThat(verified(tokens.get("access_token")).getExpirationTime().toInstant())
        .isBefore(gatehouse.clock().instant());
    assertThat(id.getClaim("at_hash"))
        .isEqualTo(TokenServer.hash((String) tokens.get("access_token")));
  }

  @Test
  void theIdTokenStaysRightWhenOnlyTheAccessTokenIsSpoilt() throws Exception {
    gatehouse
        .faults()
        .on(Target.endpoint("token"))
        .once(TokenFault.wrongAudience().in(Tokens.ACCESS_TOKEN));

    Map<String, Object> tokens = redeem();

    JWTClaimsSet id = verified(tokens.get("id_token"));
    assertThat(id.getAudience()).containsExactly("app");
    assertThat(verified(tokens.get("access_token")).getAudience())
        .containsExactly("https://somebody-else.invalid");
    assertThat(id.getClaim("at_hash"))
        .isEqualTo(TokenServer.hash((String) tokens.get("access_token")));
  }

  @Test
  void theAccessTokenStaysRightWhenOnlyTheIdTokenIsSpoilt() throws Exception {
    gatehouse
        .faults()
        .on(Target.endpoint("token"))
        .once(TokenFault.wrongIssuer().in(Tokens.ID_TOKEN));

    Map<String, Object> tokens = redeem();

    assertThat(verified(tokens.get("id_token")).getIssuer())
        .isEqualTo("https://somebody-else.invalid");
    assertThat(verified(tokens.get("access_token")).getIssuer())
        .isEqualTo(provider.issuer().toString());
  }

  @Test
  void aRefreshTokenThatWasRefusedIsStillGoodAfterwards() {
    gatehouse.faults().on(Target.endpoint("token")).once(TokenFault.refreshTokenRefused());
    Map<String, Object> tokens = redeem();
    String form = "grant_type=refresh_token&refresh_token=" + tokens.get("refresh_token");

    assertThat(token(form)).containsEntry("error", "invalid_grant");
    assertThat(token(form)).containsKey("access_token");
  }

  @Test
  void aLostRefreshTokenIsLeftOutOnce() {
    gatehouse.faults().on(Target.endpoint("token")).once(TokenFault.noRefreshToken());

    assertThat(redeem()).containsKey("access_token").doesNotContainKey("refresh_token");
    assertThat(redeem()).containsKey("refresh_token");
  }
}
