package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that register themselves with a proof of their own (RFC 7591, section 2). */
class RegisteredProofTest {
  private final InstantSource clock = InstantSource.system();
  private final OAuth2Provider provider =
      OAuth2Provider.builder(Fixture.ISSUER, clock)
          .dynamicRegistration(DynamicRegistration.open(Fixture.API).withScopes("read"))
          .build();

  private Reply register(Map<String, Object> more) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("grant_types", List.of("client_credentials"));
    metadata.putAll(more);
    return answer(
        "/register",
        JSONObjectUtils.toJSONString(metadata),
        List.of(),
        new Field("Content-Type", "application/json"));
  }

  private Map<String, Object> registered(Map<String, Object> more) {
    Reply reply = register(more);
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(201);
    assertThat(json(reply)).containsAllEntriesOf(more);
    return json(reply);
  }

  private Reply token(String form, List<X509Certificate> certificates) {
    return answer(
        "/token",
        "grant_type=client_credentials&" + form,
        certificates,
        new Field("Content-Type", Fixture.FORM));
  }

  private Reply answer(
      String endpoint, String body, List<X509Certificate> certificates, Field... fields) {
    String path = "/oauth2/default" + endpoint;
    return provider
        .endpoint(path)
        .orElseThrow()
        .answer(
            new ServerRequest(
                "POST",
                "https",
                "127.0.0.1:1",
                path,
                null,
                List.of(fields),
                body.getBytes(StandardCharsets.UTF_8),
                certificates));
  }

  private String assertion(String algorithm, String client, Object key) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", client);
    claims.put("sub", client);
    claims.put("aud", Fixture.ISSUER.toString());
    claims.put("exp", clock.instant().getEpochSecond() + 60);
    claims.put("jti", UUID.randomUUID().toString());
    return "client_assertion_type="
        + encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        + "&client_assertion="
        + TestKeys.sign(Map.of("alg", algorithm), claims, key);
  }

  @Test
  void proveThemselvesByTheirKeys() {
    Map<String, Object> client =
        registered(
            Map.of(
                "token_endpoint_auth_method",
                "private_key_jwt",
                "token_endpoint_auth_signing_alg",
                "ES256",
                "jwks",
                Map.of("keys", List.of(TestKeys.P_256.toPublicJWK().toJSONObject()))));
    assertThat(client).doesNotContainKey("client_secret");
    String id = text(client, "client_id");
    assertThat(json(token(assertion("ES256", id, TestKeys.P_256), List.of())))
        .containsKey("access_token");
  }

  @Test
  void proveThemselvesByTheSecretTheyGot() {
    Map<String, Object> client =
        registered(
            Map.of(
                "token_endpoint_auth_method",
                "client_secret_jwt",
                "token_endpoint_auth_signing_alg",
                "HS512"));
    String id = text(client, "client_id");
    String secret = text(client, "client_secret");
    assertThat(json(token(assertion("HS512", id, secret), List.of()))).containsKey("access_token");
    assertThat(token(assertion("HS256", id, secret), List.of()).explanation())
        .contains("is registered for HS512");
  }

  @Test
  void proveThemselvesByACertificate() {
    assertThat(provider.wantsClientCertificates()).isFalse();
    Map<String, Object> client =
        registered(
            Map.of(
                "token_endpoint_auth_method",
                "tls_client_auth",
                "tls_client_auth_san_dns",
                "orders.example",
                "tls_client_certificate_bound_access_tokens",
                true));
    assertThat(provider.wantsClientCertificates()).as("from now on").isTrue();
    List<X509Certificate> chain =
        CertificateAuthority.ofThisJvm()
            .issue(CertificateRequest.of("CN=any").withDns("orders.example"))
            .chain();
    Reply reply = token("client_id=" + text(client, "client_id"), chain);
    assertThat(json(reply)).containsKey("access_token");
  }

  @Test
  void haveTheirTokensBoundAsTheyAskedFor() {
    Map<String, Object> client = registered(Map.of("dpop_bound_access_tokens", true));
    Reply unbound =
        answer(
            "/token",
            "grant_type=client_credentials",
            List.of(),
            new Field("Content-Type", Fixture.FORM),
            Fixture.basic(text(client, "client_id"), text(client, "client_secret")));
    assertThat(json(unbound)).containsEntry("error", "invalid_dpop_proof");
  }

  static Stream<Arguments> wrongMetadata() {
    return Stream.of(
        Arguments.of(Map.of("token_endpoint_auth_method", "private_key_jwt"), "jwks: a key"),
        Arguments.of(
            Map.of("token_endpoint_auth_method", "self_signed_tls_client_auth"), "with x5c"),
        Arguments.of(Map.of("token_endpoint_auth_method", "tls_client_auth"), "certificateSubject"),
        Arguments.of(
            Map.of(
                "token_endpoint_auth_method",
                "tls_client_auth",
                "tls_client_auth_san_dns",
                "a",
                "tls_client_auth_subject_dn",
                "CN=a"),
            "one is right"),
        Arguments.of(
            Map.of(
                "token_endpoint_auth_method",
                "tls_client_auth",
                "tls_client_auth_subject_dn",
                "orders"),
            "tls_client_auth_subject_dn: must be a distinguished name"),
        Arguments.of(
            Map.of(
                "token_endpoint_auth_method",
                "client_secret_jwt",
                "token_endpoint_auth_signing_alg",
                "none"),
            "assertionAlgorithm: must be one of"),
        Arguments.of(Map.of("dpop_bound_access_tokens", "yes"), "neither true nor false"));
  }

  @ParameterizedTest
  @MethodSource("wrongMetadata")
  void areRefusedWithoutWhatTheirMethodNeeds(Map<String, Object> metadata, String words) {
    Reply reply = register(metadata);
    assertThat(json(reply)).containsEntry("error", "invalid_client_metadata");
    assertThat(reply.response().status()).isEqualTo(400);
    assertThat(reply.explanation()).contains(words);
  }
}
