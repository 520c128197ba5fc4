package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2ProviderTest {
  private final Fixture fixture = new Fixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-authorization-server/oauth2/default",
        "/oauth2/default/.well-known/oauth-authorization-server",
        "/oauth2/default/.well-known/openid-configuration"
      })
  void publishesWhatItCanDoAndNothingElse(String path) {
    Reply reply = fixture.get(path);
    assertThat(reply.response().status()).isEqualTo(200);
    assertThat(header(reply, "Content-Type")).isEqualTo("application/json");
    assertThat(json(reply))
        .containsOnlyKeys(
            "issuer",
            "authorization_endpoint",
            "device_authorization_endpoint",
            "end_session_endpoint",
            "token_endpoint",
            "jwks_uri",
            "introspection_endpoint",
            "revocation_endpoint",
            "userinfo_endpoint",
            "pushed_authorization_request_endpoint",
            "require_pushed_authorization_requests",
            "request_parameter_supported",
            "request_uri_parameter_supported",
            "request_object_signing_alg_values_supported",
            "introspection_endpoint_auth_methods_supported",
            "revocation_endpoint_auth_methods_supported",
            "claims_parameter_supported",
            "claims_supported",
            "response_types_supported",
            "response_modes_supported",
            "grant_types_supported",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg_values_supported",
            "introspection_endpoint_auth_signing_alg_values_supported",
            "revocation_endpoint_auth_signing_alg_values_supported",
            "dpop_signing_alg_values_supported",
            "tls_client_certificate_bound_access_tokens",
            "mtls_endpoint_aliases",
            "scopes_supported",
            "code_challenge_methods_supported",
            "authorization_response_iss_parameter_supported",
            "prompt_values_supported",
            "acr_values_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported")
        .containsEntry("issuer", Fixture.ISSUER.toString())
        .containsEntry("token_endpoint", Fixture.ISSUER + "/token")
        .containsEntry("jwks_uri", Fixture.ISSUER + "/jwks")
        .containsEntry(
            "grant_types_supported",
            List.of(
                "authorization_code",
                "refresh_token",
                "client_credentials",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:token-exchange"))
        .containsEntry(
            "token_endpoint_auth_methods_supported",
            List.of(
                "client_secret_basic",
                "client_secret_post",
                "client_secret_jwt",
                "private_key_jwt",
                "none",
                "tls_client_auth",
                "self_signed_tls_client_auth"))
        .containsEntry("tls_client_certificate_bound_access_tokens", true)
        .hasEntrySatisfying(
            "mtls_endpoint_aliases",
            aliases ->
                assertThat(((Map<?, ?>) aliases).toString())
                    .contains("token_endpoint=https://127.0.0.1:1/oauth2/default/token")
                    .contains("userinfo_endpoint", "pushed_authorization_request_endpoint")
                    .doesNotContain("/authorize", "/jwks", "/end_session"))
        .hasEntrySatisfying(
            "token_endpoint_auth_signing_alg_values_supported",
            algorithms ->
                assertThat(algorithms.toString())
                    .contains("ES256", "PS256", "RS256", "EdDSA", "HS256", "HS512")
                    .doesNotContain("none"))
        .hasEntrySatisfying(
            "dpop_signing_alg_values_supported",
            algorithms ->
                assertThat(algorithms.toString())
                    .contains("ES256", "PS256", "RS256", "EdDSA")
                    .doesNotContain("none", "HS"))
        .containsEntry("scopes_supported", List.of("read", "write"));
  }

  @Test
  void publishesTheKeyThatVerifiesItsTokens() throws Exception {
    Reply reply = fixture.get("/oauth2/default/jwks");
    String json = new String(reply.response().body(), StandardCharsets.UTF_8);
    assertThat(json).doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"");
    JWSObject token = JWSObject.parse(fixture.accessToken());
    var key = JWKSet.parse(json).getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(key.getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(key.getKeyUse().getValue()).isEqualTo("sig");
    assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void letsItsDocumentsBeReadOnly(String method) {
    ServerRequest request =
        new ServerRequest(method, "http", "x", "/", null, List.of(), new byte[0]);
    for (String path :
        List.of("/oauth2/default/jwks", "/oauth2/default/.well-known/openid-configuration")) {
      Reply reply = fixture.answer(path, request);
      assertThat(reply.response().status()).isEqualTo(405);
      assertThat(header(reply, "Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void ownsItsTreeAndNothingElse() {
    assertThat(fixture.get("/oauth2/default/nothing").response().status()).isEqualTo(404);
    assertThat(fixture.provider.endpoint("/oauth2/default2/token")).isEqualTo(Optional.empty());
    assertThat(fixture.provider.endpoint("/.well-known/openid-configuration")).isEmpty();
    assertThat(fixture.provider.endpoint("/api")).isEmpty();
  }

  @Test
  void takesAGrantAndAClientAuthenticationOfOnesOwn() {
    Grant house =
        new Grant() {
          @Override
          public String type() {
            return "urn:example:house";
          }

          @Override
          public Granted grant(TokenRequest request) throws OAuth2Refusal {
            String guest =
                request
                    .parameters()
                    .get("guest")
                    .orElseThrow(
                        () -> OAuth2Refusal.invalidRequest("No guest.", "the guest is missing"));
            return Granted.once(Authorization.of(guest, Set.of("stay"), List.of("house")));
          }
        };
    ClientAuthentication knock =
        new ClientAuthentication() {
          @Override
          public String method() {
            return "knock";
          }

          @Override
          public String appearance() {
            return "a knock";
          }

          @Override
          public Optional<Claim> detect(ServerRequest request, Parameters parameters) {
            return parameters.get("knock").map(times -> new Knock(times));
          }
        };
    OAuth2Provider provider =
        OAuth2Provider.builder(Fixture.ISSUER, InstantSource.system())
            .grant(house)
            .clientAuthentication(knock)
            .client(Fixture.client("door", "knock", Set.of("urn:example:house")))
            .build();
    String path = "/oauth2/default/token";
    String form = "grant_type=urn:example:house&knock=";

    Reply in = provider.endpoint(path).orElseThrow().answer(post(form + "3&guest=ada"));
    assertThat(json(in)).containsEntry("scope", "stay");
    Reply out = provider.endpoint(path).orElseThrow().answer(post(form + "2&guest=ada"));
    assertThat(out.explanation()).isEqualTo("knock three times");
    Reply nobody = provider.endpoint(path).orElseThrow().answer(post(form + "3"));
    assertThat(json(nobody)).containsEntry("error", "invalid_request");
  }

  private record Knock(String times) implements ClientAuthentication.Claim {
    @Override
    public String clientId() {
      return "door";
    }

    @Override
    public Optional<String> refute(RegisteredClient client) {
      return times.equals("3") ? Optional.empty() : Optional.of("knock three times");
    }
  }

  @Test
  void cannotBeSetUpWithAClientForWhatItDoesNotHave() {
    OAuth2Provider.Builder builder =
        OAuth2Provider.builder(Fixture.ISSUER, InstantSource.system())
            .client(Fixture.client("a", "knock", Set.of()));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("knock")
        .hasMessageContaining("client_secret_basic");
    builder.client(Fixture.client("a", "client_secret_post", Set.of("password")));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oauth2",
        "http://h/oauth2/",
        "http://h/oauth2?a=b",
        "http://h/oauth2#f",
        "mailto:a@b"
      })
  void cannotBeSetUpWithAnIssuerThatIsNone(String issuer) {
    assertThatThrownBy(() -> OAuth2Provider.builder(URI.create(issuer), InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("issuer");
  }

  @Test
  void aClientCannotBeRegisteredWithoutIdSecretLifetimeOrWithAScopeThatIsNone() {
    assertThatThrownBy(() -> client("", "s", Set.of(), 1)).hasMessageContaining("id");
    assertThatThrownBy(() -> client("a\n", "s", Set.of(), 1)).hasMessageContaining("id");
    assertThatThrownBy(() -> client("a", "", Set.of(), 1)).hasMessageContaining("secret");
    assertThatThrownBy(() -> client("a", "s", Set.of("a b"), 1)).hasMessageContaining("scope");
    assertThatThrownBy(() -> client("a", "s", Set.of(), 0))
        .hasMessageContaining("lifetimes.accessToken");
    assertThat(client("a", "hidden", Set.of(), 1).toString()).doesNotContain("hidden");
  }

  private static RegisteredClient client(
      String id, String secret, Set<String> scopes, long seconds) {
    return RegisteredClient.confidential(id, Secret.of(secret))
        .scopes(scopes)
        .audience("api")
        .lifetimes(Lifetimes.DEFAULT.withAccessToken(Duration.ofSeconds(seconds)))
        .build();
  }
}
