package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.APP;
import static dev.gatehouse.mock.oauth2.Flow.bearer;
import static dev.gatehouse.mock.oauth2.Flow.form;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private final Flow flow =
      new Flow(
          builder ->
              builder
                  .dynamicRegistration(DynamicRegistration.open(Fixture.API))
                  .client(
                      RegisteredClient.publicClient("tv")
                          .grantTypes("urn:ietf:params:oauth:grant-type:device_code")
                          .audience(Fixture.API)
                          .build()));

  /** A right call of each endpoint, by its path as the metadata names it. */
  private final Map<String, Function<String, Reply>> calls =
      Map.of(
          "authorization_endpoint",
          path -> get(path, form(Flow.request("app"))),
          "device_authorization_endpoint",
          path -> at(path, Fixture.post("client_id=tv")),
          "end_session_endpoint",
          path -> get(path, null),
          "token_endpoint",
          path -> post(path, Map.of("grant_type", "client_credentials")),
          "jwks_uri",
          path -> get(path, null),
          "introspection_endpoint",
          path -> post(path, Map.of("token", flow.ownToken("app"))),
          "revocation_endpoint",
          path -> post(path, Map.of("token", flow.ownToken("app"))),
          "userinfo_endpoint",
          path -> get(path, null, bearer(text(flow.tokens("app"), "access_token"))),
          "pushed_authorization_request_endpoint",
          path -> post(path, Flow.request("app")),
          "registration_endpoint",
          this::register);

  private Reply at(String path, ServerRequest request) {
    return flow.provider.endpoint(path).orElseThrow().answer(request);
  }

  private Reply get(String path, String query, Field... fields) {
    return at(
        path,
        new ServerRequest("GET", "http", "127.0.0.1:1", path, query, List.of(fields), new byte[0]));
  }

  private Reply post(String path, Map<String, String> parameters) {
    return at(path, Fixture.post(form(parameters), APP));
  }

  private Reply register(String path) {
    return at(
        path,
        new ServerRequest(
            "POST",
            "http",
            "127.0.0.1:1",
            path,
            null,
            List.of(new Field("Content-Type", "application/json")),
            "{\"redirect_uris\":[\"https://new.example/back\"]}".getBytes(StandardCharsets.UTF_8)));
  }

  private String document() {
    Reply reply = flow.get("/.well-known/openid-configuration", null);
    return new String(reply.response().body(), StandardCharsets.UTF_8);
  }

  @Test
  void namesEndpointsThatAllAnswer() {
    Map<String, Object> metadata = json(flow.get("/.well-known/openid-configuration", null));
    assertThat(metadata).containsKeys(calls.keySet().toArray(String[]::new));
    metadata.forEach(
        (name, value) -> {
          if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
            String path = URI.create(String.valueOf(value)).getPath();
            assertThat(calls).as("has a call to try").containsKey(name);
            Reply reply = calls.get(name).apply(path);
            assertThat(reply.response().status())
                .as(name + ": " + reply.explanation())
                .isBetween(200, 303);
          }
        });
  }

  @Test
  void isReadByAClientNobodyHereWrote() throws Exception {
    OIDCProviderMetadata openid = OIDCProviderMetadata.parse(document());
    assertThat(openid.getIssuer().getValue()).isEqualTo(Fixture.ISSUER.toString());
    assertThat(openid.getUserInfoEndpointURI()).isEqualTo(flow.provider.userinfoUri());
    assertThat(openid.supportsClaimsParam()).isTrue();
    assertThat(openid.supportsRequestParam()).isTrue();
    assertThat(openid.supportsRequestURIParam()).isFalse();
    AuthorizationServerMetadata server = AuthorizationServerMetadata.parse(document());
    assertThat(server.getPushedAuthorizationRequestEndpointURI())
        .isEqualTo(flow.provider.pushedRequestUri());
    assertThat(server.getIntrospectionEndpointURI()).isEqualTo(flow.provider.introspectionUri());
    assertThat(server.getRevocationEndpointURI()).isEqualTo(flow.provider.revocationUri());
    assertThat(server.requiresPushedAuthorizationRequests()).isFalse();
    assertThat(server.supportsAuthorizationResponseIssuerParam()).isTrue();
  }

  @Test
  void listsNoWayToIntrospectWithoutProof() {
    Map<String, Object> metadata = json(flow.get("/.well-known/openid-configuration", null));
    List<?> ways = (List<?>) metadata.get("token_endpoint_auth_methods_supported");
    assertThat(metadata.get("revocation_endpoint_auth_methods_supported")).isEqualTo(ways);
    assertThat(metadata.get("introspection_endpoint_auth_methods_supported"))
        .isEqualTo(ways.stream().filter(way -> !way.equals("none")).toList())
        .isNotEqualTo(ways);
  }

  @Test
  void listsTheClaimsThatUsersHave() {
    Flow known =
        new Flow(
            builder ->
                builder.user(
                    User.of("grace", Secret.of("hopper"))
                        .withClaim("rank", "admiral")
                        .withClaim("sub", "never")));
    assertThat(json(known.get("/.well-known/openid-configuration", null)))
        .containsEntry(
            "claims_supported",
            List.of("sub", "iss", "auth_time", "acr", "amr", "sid", "preferred_username", "rank"));
  }

  @Test
  void listsThePlainChallengeOnlyWhereAClientMayUseIt() {
    assertThat(json(flow.get("/.well-known/openid-configuration", null)))
        .containsEntry("code_challenge_methods_supported", List.of("S256"));
    Flow plain =
        new Flow(
            builder ->
                builder.client(Flow.client("old").pkce(Pkce.REQUIRED_PLAIN_ALLOWED).build()));
    assertThat(json(plain.get("/.well-known/openid-configuration", null)))
        .containsEntry("code_challenge_methods_supported", List.of("S256", "plain"));
  }
}
