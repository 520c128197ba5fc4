package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Issuing.API;
import static dev.gatehouse.mock.oauth2.Issuing.SECRET;
import static dev.gatehouse.mock.oauth2.Issuing.accessToken;
import static dev.gatehouse.mock.oauth2.Issuing.claims;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static dev.gatehouse.mock.oauth2.Issuing.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that are bound to a key are changed for others by who has the key. */
class BoundTokenExchangeTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String TOKEN = Issuing.ISSUER + "/token";
  private static final X509Certificate CERTIFICATE = certificate("CN=app");
  private static final X509Certificate OTHER_CERTIFICATE = certificate("CN=thief");

  private final Issuing issuing = new Issuing(BoundTokenExchangeTest::setup);

  private static OAuth2Provider.Builder setup(OAuth2Provider.Builder builder) {
    return builder
        .client(client("app", GRANT, "client_credentials").build())
        .client(
            client("opaque", GRANT, "client_credentials")
                .accessTokenFormat(AccessTokenFormat.OPAQUE)
                .build())
        .client(
            client("mtls", GRANT, "client_credentials")
                .tokenBindings(TokenBinding.CERTIFICATE)
                .build())
        .client(client("orders", GRANT).resourceServerFor(API).build());
  }

  private static X509Certificate certificate(String subject) {
    return ClientCertificate.selfSigned(CertificateRequest.of(subject)).certificate();
  }

  private Reply send(
      String client,
      Map<String, String> form,
      @Nullable String proof,
      @Nullable X509Certificate certificate) {
    Map<String, String> whole = new LinkedHashMap<>(form);
    whole.put("client_id", client);
    whole.put("client_secret", SECRET);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Content-Type", Fixture.FORM));
    if (proof != null) {
      fields.add(new Field("DPoP", proof));
    }
    return issuing
        .provider
        .endpoint(Issuing.ISSUER.getPath() + "/token")
        .orElseThrow()
        .answer(
            new ServerRequest(
                "POST",
                "http",
                "127.0.0.1:1",
                Issuing.ISSUER.getPath() + "/token",
                null,
                fields,
                Flow.form(whole).getBytes(StandardCharsets.UTF_8),
                certificate == null ? List.of() : List.of(certificate)));
  }

  private String proof(ECKey key) {
    return TestKeys.sign(
        Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", key.toPublicJWK().toJSONObject()),
        Map.of(
            "jti",
            UUID.randomUUID().toString(),
            "htm",
            "POST",
            "htu",
            TOKEN,
            "iat",
            issuing.clock.instant().getEpochSecond()),
        key);
  }

  private String boundToKey(String client) {
    return accessToken(
        send(client, Map.of("grant_type", "client_credentials"), proof(TestKeys.P_256), null));
  }

  private String boundToCertificate() {
    return accessToken(send("mtls", Map.of("grant_type", "client_credentials"), null, CERTIFICATE));
  }

  private static Map<String, String> change(String token) {
    return Map.of("grant_type", GRANT, "subject_token", token, "subject_token_type", ACCESS_TOKEN);
  }

  private static Map<String, String> actFor(String subject, String actor) {
    Map<String, String> form = new LinkedHashMap<>(change(subject));
    form.put("actor_token", actor);
    form.put("actor_token_type", ACCESS_TOKEN);
    return form;
  }

  @ParameterizedTest
  @EnumSource
  void aTokenOfAKeyNeedsItsProof(AccessTokenFormat format) throws JOSEException {
    String client = format == AccessTokenFormat.JWT ? "app" : "opaque";
    String token = boundToKey(client);

    refused(
        send(client, change(token), null, null),
        "invalid_request",
        "DPoP proof (RFC 9449, section 7) is missing");
    refused(
        send(client, change(token), proof(TestKeys.OTHER_P_256), null),
        "invalid_request",
        "is of another key");
    String used = proof(TestKeys.P_256);
    Reply reply = send(client, change(token), used, null);
    assertThat(Fixture.json(reply)).containsEntry("token_type", "DPoP");
    if (format == AccessTokenFormat.JWT) {
      assertThat(claims(accessToken(reply)))
          .containsEntry("cnf", Map.of("jkt", TestKeys.P_256.computeThumbprint().toString()));
    }
    refused(send(client, change(token), used, null), "invalid_dpop_proof", "before");
  }

  @Test
  void aTokenOfACertificateNeedsItsConnection() {
    String token = boundToCertificate();
    refused(send("mtls", change(token), null, OTHER_CERTIFICATE), "invalid_request", "x5t#S256");
    refused(send("mtls", change(token), null, null), "invalid_request", "no client certificate");
    assertThat(accessToken(send("mtls", change(token), null, CERTIFICATE))).isNotEmpty();
  }

  @Test
  void aProofIsNoCertificate() {
    refused(
        send("mtls", change(boundToCertificate()), proof(TestKeys.P_256), OTHER_CERTIFICATE),
        "invalid_request",
        "certificate of the connection (RFC 8705, section 3) is of another key");
    refused(
        send("app", change(boundToKey("app")), null, CERTIFICATE), "invalid_request", "DPoP proof");
  }

  @Test
  void soDoesTheTokenOfWhoActs() {
    String subject =
        accessToken(send("app", Map.of("grant_type", "client_credentials"), null, null));
    String actor = boundToKey("app");
    Reply reply = send("app", actFor(subject, actor), null, null);
    refused(reply, "invalid_request", "the actor_token is refused: it is bound to a key");
    assertThat(accessToken(send("app", actFor(subject, actor), proof(TestKeys.P_256), null)))
        .isNotEmpty();
  }

  /** The key is its caller's, whose proof it has verified. */
  @Test
  void anApiChangesWhatItsCallersSentItAsItself() {
    Reply reply = send("orders", change(boundToKey("app")), null, null);
    assertThat(Fixture.json(reply)).containsEntry("token_type", "Bearer");
    assertThat(claims(accessToken(reply)))
        .containsEntry("client_id", "orders")
        .doesNotContainKey("cnf");
  }

  @Test
  void aThiefOfAnotherClientGetsNothingWithoutTheKeyNorWithAnother() {
    String token = boundToKey("app");
    refused(send("mtls", change(token), null, CERTIFICATE), "invalid_request", "neither issued");
    refused(
        send("opaque", change(token), proof(TestKeys.OTHER_P_256), null),
        "invalid_request",
        "neither issued");
  }
}
