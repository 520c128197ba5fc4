package dev.gatehouse.mock.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.jose.internal.key.SigningAlgorithm;
import dev.gatehouse.mock.jose.internal.key.SigningKey;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokenClaims;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokens;
import dev.gatehouse.mock.oauth2.internal.access.JwtAccessTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.ledger.IssuedTokens;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenVerifierTest {
  private static final KeyPair OURS = rsa();
  private static final KeyPair FOREIGN = rsa();

  private final Fixture fixture = new Fixture();
  private final AccessTokenVerifier issued = fixture.provider.accessTokenVerifier(Fixture.API);

  /** The same verifier on a key of the test, so that it can sign whatever it likes. */
  private final SigningKeys keys = new SigningKeys(fixture.clock, (algorithm, wanted) -> OURS);

  {
    keys.want("RS256");
  }

  private final IssuedTokens names = new IssuedTokens();
  private final AccessTokenVerifier verifier =
      new JwtAccessTokenVerifier(
          keys,
          new AccessTokenClaims(
              new Issuers.Fixed(Issuer.of(Fixture.ISSUER)), Fixture.API, names, fixture.clock));

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, Object> claims() {
    long now = fixture.clock.instant().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", Fixture.ISSUER.toString());
    claims.put("sub", "orders");
    claims.put("aud", Fixture.API);
    claims.put("client_id", "orders");
    claims.put("iat", now);
    claims.put("exp", now + 60);
    claims.put("jti", names.nextToken(names.nextAuthorization()));
    claims.put("scope", "read write");
    return claims;
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(AccessTokens.TYPE)
        .keyID(keys.current("RS256").id());
  }

  private static String sign(JWSHeader header, Map<String, Object> claims, JWSSigner signer) {
    JWSObject jws = new JWSObject(header, new Payload(claims));
    try {
      jws.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jws.serialize();
  }

  private String signed(Map<String, Object> claims) {
    return sign(header().build(), claims, new RSASSASigner(OURS.getPrivate()));
  }

  private TokenVerdict.Invalid refused(String token, String reason) {
    TokenVerdict verdict = verifier.verify(token);
    assertThat(verdict).isInstanceOf(TokenVerdict.Invalid.class);
    TokenVerdict.Invalid invalid = (TokenVerdict.Invalid) verdict;
    assertThat(invalid.reason()).isEqualTo(reason);
    assertThat(invalid.explanation()).isNotBlank();
    assertThat(invalid.description()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    return invalid;
  }

  private void refusedClaim(String name, Object value, String reason) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    refused(signed(claims), reason);
  }

  @Test
  void admitsWhatTheTokenEndpointIssued() throws ParseException {
    String token = fixture.accessToken();
    TokenVerdict.Valid valid = (TokenVerdict.Valid) issued.verify(token);

    assertThat(valid.principal()).isEqualTo("basic:+ü");
    assertThat(valid.scopes()).isEqualTo(Set.of("read", "write"));
    assertThat(valid.evidence()).containsEntry("scope", "read write");
    JWSObject jws = JWSObject.parse(token);
    assertThat(jws.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
    assertThat(jws.getPayload().toJSONObject())
        .containsOnlyKeys("iss", "sub", "aud", "client_id", "iat", "exp", "jti", "scope")
        .containsEntry("sub", "basic:+ü")
        .containsEntry("iat", fixture.clock.instant().getEpochSecond());
  }

  @Test
  void admitsEveryFormOfATypeAndAnAudience() {
    Map<String, Object> claims = claims();
    claims.put("aud", List.of("other", Fixture.API));
    assertThat(verifier.verify(signed(claims))).isInstanceOf(TokenVerdict.Valid.class);
    JWSHeader longType = header().type(new JOSEObjectType("application/AT+JWT")).build();
    String token = sign(longType, claims(), new RSASSASigner(OURS.getPrivate()));
    assertThat(verifier.verify(token)).isInstanceOf(TokenVerdict.Valid.class);
  }

  @Test
  void refusesATokenFromItsExpiryOn() {
    String token = fixture.accessToken();
    fixture.advance(Duration.ofSeconds(599));
    assertThat(issued.verify(token)).isInstanceOf(TokenVerdict.Valid.class);
    fixture.advance(Duration.ofSeconds(1));
    TokenVerdict.Invalid invalid = (TokenVerdict.Invalid) issued.verify(token);
    assertThat(invalid.reason()).isEqualTo("expired-token");
    assertThat(invalid.explanation()).contains("2026-01-01T00:10:00Z");
  }

  @Test
  void refusesATokenBeforeItsStart() {
    refusedClaim("nbf", fixture.clock.instant().getEpochSecond() + 1, "not-yet-valid");
    Map<String, Object> claims = claims();
    fixture.advance(Duration.ofSeconds(-10));
    refused(signed(claims), "not-yet-valid");
  }

  @Test
  void refusesATokenIssuedBeforeTheReset() {
    String token = fixture.accessToken();
    fixture.provider.reset();
    TokenVerdict.Invalid invalid = (TokenVerdict.Invalid) issued.verify(token);
    assertThat(invalid.reason()).isEqualTo("forgotten-token");
    assertThat(issued.verify(fixture.accessToken())).isInstanceOf(TokenVerdict.Valid.class);
  }

  @Test
  void refusesAnotherIssuer() {
    refusedClaim("iss", Fixture.ISSUER + "/", "wrong-issuer");
  }

  @Test
  void refusesAnotherAudience() {
    refusedClaim("aud", Fixture.API + "/other", "wrong-audience");
    refusedClaim("aud", List.of("other"), "wrong-audience");
    refusedClaim("aud", 7, "wrong-audience");
    Map<String, Object> without = claims();
    without.remove("aud");
    refused(signed(without), "wrong-audience");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "client_id", "jti", "exp", "iat"})
  void refusesATokenThatLacksAClaim(String name) {
    Map<String, Object> claims = claims();
    claims.remove(name);
    refused(signed(claims), "missing-claim");
    claims.put(name, List.of());
    assertThat(refused(signed(claims), "missing-claim").explanation()).contains(name);
  }

  @Test
  void refusesAnExpiryThatIsNoNumber() {
    refusedClaim("exp", "99999999999", "missing-claim");
    refusedClaim("nbf", "0", "missing-claim");
  }

  @Test
  void refusesAnotherType() {
    for (JOSEObjectType type : new JOSEObjectType[] {JOSEObjectType.JWT, null}) {
      JWSHeader header = header().type(type).build();
      refused(sign(header, claims(), new RSASSASigner(OURS.getPrivate())), "wrong-type");
    }
  }

  @Test
  void refusesAnotherAlgorithmEvenByTheRightKey() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS512)
            .type(AccessTokens.TYPE)
            .keyID(keys.current("RS256").id())
            .build();
    refused(sign(header, claims(), new RSASSASigner(OURS.getPrivate())), "wrong-algorithm");
  }

  /** RFC 8725, section 2.1: the public key taken for an HMAC secret. */
  @Test
  void refusesThePublicKeyTakenForASharedSecret() throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(AccessTokens.TYPE)
            .keyID(keys.current("RS256").id())
            .build();
    refused(
        sign(header, claims(), new MACSigner(OURS.getPublic().getEncoded())), "wrong-algorithm");
  }

  @Test
  void refusesTheAlgorithmNone() {
    String header = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
    String payload = signed(claims()).split("\\.", -1)[1];
    refused(header + "." + payload + ".", "unsigned-token");
  }

  @Test
  void refusesAForeignKeyUnderOurKeyId() {
    refused(
        sign(header().build(), claims(), new RSASSASigner(FOREIGN.getPrivate())),
        "wrong-signature");
  }

  @Test
  void refusesAKeyIdItDoesNotKnow() {
    JWSHeader other = header().keyID("other").build();
    refused(sign(other, claims(), new RSASSASigner(OURS.getPrivate())), "unknown-key");
    JWSHeader none = header().keyID(null).build();
    refused(sign(none, claims(), new RSASSASigner(OURS.getPrivate())), "unknown-key");
  }

  @Test
  void refusesAKeyThatTheTokenBringsAlong() {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(AccessTokens.TYPE)
            .jwk(new SigningKey(SigningAlgorithm.RS256, FOREIGN).publicJwk())
            .keyID(keys.current("RS256").id())
            .build();
    refused(sign(header, claims(), new RSASSASigner(FOREIGN.getPrivate())), "wrong-signature");
  }

  @Test
  void refusesACriticalExtension() {
    JWSHeader header =
        header().criticalParams(Set.of("future")).customParam("future", true).build();
    refused(sign(header, claims(), new RSASSASigner(OURS.getPrivate())), "critical-extension");
  }

  @Test
  void refusesAPayloadThatIsNoJson() throws JOSEException {
    JWSObject jws = new JWSObject(header().build(), new Payload("hello"));
    jws.sign(new RSASSASigner(OURS.getPrivate()));
    refused(jws.serialize(), "malformed-token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a.b.c", "opaque", "eyJhbGciOiJSUzI1NiJ9..", "a.b.c.d.e"})
  void refusesWhatIsNoJwt(String token) {
    refused(token, "malformed-token");
  }

  @Test
  void refusesATokenThatWasCutOff() {
    String token = fixture.accessToken();
    TokenVerdict verdict = issued.verify(token.substring(0, token.length() - 1));
    assertThat(verdict).isInstanceOf(TokenVerdict.Invalid.class);
  }

  @Property(tries = 300)
  void noOneBitMutationPasses(
      @ForAll @IntRange(max = 2000) int position, @ForAll @IntRange(max = 6) int bit) {
    char[] mutated = fixture.accessToken().toCharArray();
    mutated[position % mutated.length] ^= (char) (1 << bit);
    assertThat(issued.verify(new String(mutated))).isInstanceOf(TokenVerdict.Invalid.class);
  }

  /** The last characters, whose stray bits loose decoders overlook. */
  @Test
  void noBitOfTheLastCharactersCanBeTurned() {
    String token = fixture.accessToken();
    for (int at = token.length() - 3; at < token.length(); at++) {
      for (int bit = 0; bit < 7; bit++) {
        char[] mutated = token.toCharArray();
        mutated[at] ^= (char) (1 << bit);
        assertThat(issued.verify(new String(mutated))).isInstanceOf(TokenVerdict.Invalid.class);
      }
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
