package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.VERIFIER;
import static dev.gatehouse.mock.oauth2.Flow.bearer;
import static dev.gatehouse.mock.oauth2.Flow.redirect;
import static dev.gatehouse.mock.oauth2.Flow.refused;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicRegistrationTest {
  private static final Field JSON = new Field("Content-Type", "application/json");

  private final Flow flow =
      new Flow(builder -> builder.dynamicRegistration(DynamicRegistration.open(Fixture.API)));

  private static ServerRequest request(String method, Map<String, Object> body, Field... fields) {
    List<Field> all = new ArrayList<>(Arrays.asList(fields));
    all.add(JSON);
    return new ServerRequest(
        method,
        "http",
        "127.0.0.1:1",
        "/",
        null,
        all,
        JSONObjectUtils.toJSONString(body).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("redirect_uris", List.of("https://new.example/back"));
    return metadata;
  }

  private Reply register(Map<String, Object> metadata, Field... fields) {
    return flow.answer("/register", request("POST", metadata, fields));
  }

  private Map<String, Object> registered(Map<String, Object> metadata) {
    Reply reply = register(metadata);
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(201);
    assertThat(reply.event()).isEqualTo("registration.success");
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    return json(reply);
  }

  private Reply manage(String method, Map<String, Object> client, Map<String, Object> body) {
    return manage(method, client, body, text(client, "registration_access_token"));
  }

  private Reply manage(
      String method, Map<String, Object> client, Map<String, Object> body, String token) {
    return flow.answer(
        "/register/" + text(client, "client_id"), request(method, body, bearer(token)));
  }

  private Map<String, String> asking(Map<String, Object> client) {
    Map<String, String> asked = Flow.request(text(client, "client_id"));
    asked.put("redirect_uri", "https://new.example/back");
    asked.put("scope", "openid email");
    return asked;
  }

  private Reply redeem(Map<String, Object> client) {
    return flow.send(
        "/token",
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            redirect(flow.authorize(asking(client))).get("code"),
            "redirect_uri",
            "https://new.example/back",
            "code_verifier",
            VERIFIER),
        basic(text(client, "client_id"), text(client, "client_secret")));
  }

  @Nested
  class Registers {
    @Test
    void aClientWithTheDefaultsOfTheRfc() {
      Map<String, Object> client = registered(metadata());
      assertThat(client)
          .containsEntry("client_id_issued_at", flow.clock.instant().getEpochSecond())
          .containsEntry("client_secret_expires_at", 0L)
          .containsEntry("token_endpoint_auth_method", "client_secret_basic")
          .containsEntry("grant_types", List.of("authorization_code"))
          .containsEntry("response_types", List.of("code"))
          .containsEntry("redirect_uris", List.of("https://new.example/back"))
          .containsEntry("scope", "openid profile email address phone")
          .containsEntry("id_token_signed_response_alg", "RS256")
          .containsEntry(
              "registration_client_uri", Fixture.ISSUER + "/register/" + text(client, "client_id"));
      assertThat(text(client, "client_secret")).hasSize(64);
      assertThat(text(client, "registration_access_token"))
          .hasSize(43)
          .isNotEqualTo(text(client, "client_secret"));
    }

    @Test
    void aClientThatWorksAtOnce() {
      Map<String, Object> client = registered(metadata());
      Reply reply = redeem(client);
      assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(200);
      assertThat(json(reply)).containsEntry("scope", "openid email").containsKey("id_token");
    }

    @Test
    void whatItSaysAboutItselfAndNothingItDoesNotKnow() {
      Map<String, Object> metadata = metadata();
      metadata.put("client_name", "New");
      metadata.put("contacts", List.of("ops@new.example"));
      metadata.put("software_statement", "e30.e30.e30");
      metadata.put("whatever", Map.of("a", 1));
      metadata.put("client_id", "mine");
      metadata.put("client_secret", "chosen");
      metadata.put("jwks", null);
      Map<String, Object> client = registered(metadata);
      assertThat(client)
          .containsEntry("client_name", "New")
          .containsEntry("contacts", List.of("ops@new.example"))
          .doesNotContainKeys("software_statement", "whatever", "jwks");
      Reply page = flow.authorize(Flow.with(asking(client), "prompt", "login"));
      assertThat(new String(page.response().body(), StandardCharsets.UTF_8)).contains("New");
      assertThat(text(client, "client_id")).isNotEqualTo("mine");
      assertThat(text(client, "client_secret")).isNotEqualTo("chosen");
    }

    @Test
    void aPublicClientWithoutASecret() {
      Map<String, Object> metadata = metadata();
      metadata.put("token_endpoint_auth_method", "none");
      metadata.put("redirect_uris", List.of("http://127.0.0.1/back", "com.example.app:/back"));
      assertThat(registered(metadata))
          .doesNotContainKeys("client_secret", "client_secret_expires_at");
    }

    @Test
    void aClientWithoutUsers() {
      Map<String, Object> client =
          registered(Map.of("grant_types", List.of("client_credentials"), "scope", "email"));
      assertThat(client).containsEntry("response_types", List.of());
      Reply reply =
          flow.send(
              "/token",
              Map.of("grant_type", "client_credentials"),
              basic(text(client, "client_id"), text(client, "client_secret")));
      assertThat(json(reply)).containsEntry("scope", "email");
    }

    @Test
    void aClientThatHasToPushItsRequests() {
      Map<String, Object> metadata = metadata();
      metadata.put("require_pushed_authorization_requests", true);
      Map<String, Object> client = registered(metadata);
      assertThat(redirect(flow.authorize(asking(client))))
          .containsEntry("error", "invalid_request");
    }
  }

  static Stream<Arguments> wrongMetadata() {
    return Stream.of(
        Arguments.of("redirect_uris", List.of(), "redirect_uris is missing", true),
        Arguments.of("redirect_uris", null, "redirect_uris is missing", true),
        Arguments.of("redirect_uris", "https://new.example", "no list of texts", false),
        Arguments.of("redirect_uris", List.of(1), "no list of texts", false),
        Arguments.of("redirect_uris", List.of("https://a.example/#f"), "fragment", true),
        Arguments.of("redirect_uris", List.of("http://a.example/"), "neither https", true),
        Arguments.of("redirect_uris", List.of("javascript:alert(1)"), "neither https", true),
        Arguments.of("redirect_uris", List.of("data:text/html,x"), "neither https", true),
        Arguments.of("redirect_uris", List.of("app:/back"), "neither https", true),
        Arguments.of("redirect_uris", List.of("/back"), "not absolute", true),
        Arguments.of("redirect_uris", List.of("https://a b"), "no URI", true),
        Arguments.of("redirect_uris", List.of("https://u@a.example/"), "user information", true),
        Arguments.of("redirect_uris", List.of("https://a.example/*"), "wildcard", true),
        Arguments.of("post_logout_redirect_uris", List.of("http://a.example"), "neither", true),
        Arguments.of("grant_types", List.of("implicit"), "there are: [authorization_code", false),
        Arguments.of("grant_types", List.of("client_credentials"), "response_types", false),
        Arguments.of("response_types", List.of("token"), "another than code", false),
        Arguments.of("response_types", List.of(), "another than code", false),
        Arguments.of("token_endpoint_auth_method", "magic", "there are: [client_secret", false),
        Arguments.of("token_endpoint_auth_method", 1, "no text", false),
        Arguments.of("scope", "openid admin", "may not register for", false),
        Arguments.of("scope", "openid  email", "no list of scopes", false),
        Arguments.of("jwks", "{}", "no JSON object", false),
        Arguments.of("jwks", Map.of(), "jwks", false),
        Arguments.of(
            "jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "eA"))), "public", false),
        Arguments.of("jwks_uri", "https://new.example/jwks", "fetches nothing", false),
        Arguments.of("request_uris", List.of("https://new.example/r"), "fetches nothing", false),
        Arguments.of("subject_type", "pairwise", "public", false),
        Arguments.of("id_token_signed_response_alg", "none", "there are: [RS256", false),
        Arguments.of("request_object_signing_alg", "none", "there is no none", false),
        Arguments.of("id_token_encrypted_response_alg", "RSA-OAEP", "not supported", false),
        Arguments.of("require_pushed_authorization_requests", "yes", "neither true", false));
  }

  @Nested
  class RefusesToRegister {
    @ParameterizedTest
    @MethodSource("dev.gatehouse.mock.oauth2.DynamicRegistrationTest#wrongMetadata")
    void whatTheServerCannotDo(String name, Object value, String words, boolean redirect) {
      Map<String, Object> metadata = metadata();
      metadata.put("response_types", List.of("code"));
      metadata.put(name, value);
      refused(
          register(metadata),
          400,
          redirect ? "invalid_redirect_uri" : "invalid_client_metadata",
          words);
    }

    @Test
    void aPublicClientThatWouldActForItself() {
      refused(
          register(
              Map.of(
                  "grant_types",
                  List.of("client_credentials"),
                  "token_endpoint_auth_method",
                  "none")),
          400,
          "invalid_client_metadata",
          "proves nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "x", "{\"scope\":\"a\",\"scope\":\"b\"}", "null", "{"})
    void whatIsNoJsonObject(String body) {
      ServerRequest request =
          new ServerRequest(
              "POST", "http", "x", "/", null, List.of(JSON), body.getBytes(StandardCharsets.UTF_8));
      refused(flow.answer("/register", request), 400, "invalid_request", "cannot be read");
    }

    @Test
    void aForm() {
      refused(
          flow.send("/register", Map.of("client_name", "x")),
          400,
          "invalid_request",
          "application/json is right");
    }

    @Test
    void byAnotherMethod() {
      Reply reply = flow.answer("/register", request("PUT", metadata()));
      refused(reply, 405, "invalid_request", "POST is right");
    }

    @Test
    void moreThanThereMayBe() {
      Flow small =
          new Flow(
              builder ->
                  builder.dynamicRegistration(DynamicRegistration.open(Fixture.API).withMost(1)));
      Reply first = small.answer("/register", request("POST", metadata()));
      assertThat(first.response().status()).isEqualTo(201);
      refused(
          small.answer("/register", request("POST", metadata())),
          503,
          "temporarily_unavailable",
          "no more are allowed");
      small.answer(
          "/register/" + text(json(first), "client_id"),
          request("DELETE", Map.of(), bearer(text(json(first), "registration_access_token"))));
      assertThat(small.answer("/register", request("POST", metadata())).response().status())
          .isEqualTo(201);
    }

    @Test
    void whoeverLacksTheInitialAccessToken() {
      Flow closed =
          new Flow(
              builder ->
                  builder.dynamicRegistration(
                      DynamicRegistration.withToken(Secret.of("let-me-in"), Fixture.API)));
      for (Field[] fields :
          new Field[][] {
            {}, {bearer("let-me-iN")}, {bearer("let-me-in2")}, {basic("let-me-in", "")}
          }) {
        Reply reply = closed.answer("/register", request("POST", metadata(), fields));
        assertThat(reply.response().status()).isEqualTo(401);
        assertThat(header(reply, "WWW-Authenticate")).startsWith("Bearer");
        assertThat(reply.explanation()).doesNotContain("let-me-in");
      }
      assertThat(
              closed
                  .answer("/register", request("POST", metadata(), bearer("let-me-in")))
                  .response()
                  .status())
          .isEqualTo(201);
    }
  }

  @Nested
  class LetsAClientManageItself {
    @Test
    void byReading() {
      Map<String, Object> client = registered(metadata());
      Reply reply = manage("GET", client, Map.of());
      assertThat(reply.response().status()).isEqualTo(200);
      assertThat(json(reply)).isEqualTo(client);
      assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void byChangingAllOfItAtOnce() {
      Map<String, Object> metadata = metadata();
      metadata.put("client_name", "New");
      Map<String, Object> client = registered(metadata);
      Map<String, Object> update =
          Map.of(
              "client_id",
              text(client, "client_id"),
              "client_secret",
              text(client, "client_secret"),
              "redirect_uris",
              List.of("https://moved.example/back"));
      Reply reply = manage("PUT", client, update);
      assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(200);
      assertThat(json(reply))
          .containsEntry("redirect_uris", List.of("https://moved.example/back"))
          .containsEntry("client_secret", client.get("client_secret"))
          .containsEntry("registration_access_token", client.get("registration_access_token"))
          .doesNotContainKey("client_name");
      assertThat(flow.authorize(asking(client)).response().status()).isEqualTo(400);
    }

    @Test
    void byGivingUpItsSecretAndGettingAnother() {
      Map<String, Object> client = registered(metadata());
      Map<String, Object> update = metadata();
      update.put("client_id", text(client, "client_id"));
      update.put("token_endpoint_auth_method", "none");
      assertThat(json(manage("PUT", client, update))).doesNotContainKey("client_secret");
      update.put("token_endpoint_auth_method", "client_secret_post");
      assertThat(text(json(manage("PUT", client, update)), "client_secret"))
          .hasSize(64)
          .isNotEqualTo(text(client, "client_secret"));
    }

    @Test
    void byEndingItWithEveryTokenItHad() {
      Map<String, Object> client = registered(metadata());
      String token = text(json(redeem(client)), "access_token");
      Reply reply = manage("DELETE", client, Map.of());
      assertThat(reply.response().status()).isEqualTo(204);
      assertThat(flow.provider.accessTokenVerifier(Fixture.API).verify(token))
          .isInstanceOfSatisfying(
              TokenVerdict.Invalid.class,
              invalid -> assertThat(invalid.explanation()).contains("ended its registration"));
      assertThat(flow.authorize(asking(client)).response().status()).isEqualTo(400);
      assertThat(manage("GET", client, Map.of()).response().status()).isEqualTo(401);
    }
  }

  @Nested
  class RefusesToManage {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void withoutTheRightToken(String method) {
      Map<String, Object> client = registered(metadata());
      Map<String, Object> other = registered(metadata());
      String right = text(client, "registration_access_token");
      for (String wrong :
          List.of(
              text(other, "registration_access_token"),
              text(client, "client_secret"),
              right + "x",
              right.substring(1))) {
        Reply reply = manage(method, client, metadata(), wrong);
        assertThat(reply.response().status()).isEqualTo(401);
        assertThat(header(reply, "WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(reply.explanation()).doesNotContain(right);
      }
      Reply none =
          flow.answer("/register/" + text(client, "client_id"), request(method, metadata()));
      assertThat(none.response().status()).isEqualTo(401);
      assertThat(json(manage("GET", client, Map.of()))).isEqualTo(client);
    }

    @Test
    void aClientThatIsNotOrNeverRegisteredItself() {
      Map<String, Object> client = registered(metadata());
      for (String id : List.of("app", "nobody", "")) {
        Reply reply =
            flow.answer(
                "/register/" + id,
                request("GET", Map.of(), bearer(text(client, "registration_access_token"))));
        assertThat(reply.response().status()).isEqualTo(401);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at"
        })
    void anUpdateOfWhatIsTheServers(String name) {
      Map<String, Object> client = registered(metadata());
      Map<String, Object> update = metadata();
      update.put("client_id", text(client, "client_id"));
      update.put(name, client.get(name));
      refused(manage("PUT", client, update), 400, "invalid_client_metadata", name);
    }

    @Test
    void anUpdateOfAnotherClientOrWithAnotherSecret() {
      Map<String, Object> client = registered(metadata());
      refused(
          manage("PUT", client, metadata()),
          400,
          "invalid_client_metadata",
          "client_id is missing");
      Map<String, Object> update = metadata();
      update.put("client_id", "app");
      refused(manage("PUT", client, update), 400, "invalid_client_metadata", "not that of");
      update.put("client_id", text(client, "client_id"));
      update.put("client_secret", "chosen");
      refused(manage("PUT", client, update), 400, "invalid_client_metadata", "cannot choose");
      update.remove("client_secret");
      update.put("redirect_uris", List.of("http://evil.example"));
      refused(manage("PUT", client, update), 400, "invalid_redirect_uri", "neither https");
      assertThat(json(manage("GET", client, Map.of()))).isEqualTo(client);
    }

    @Test
    void byAnotherMethod() {
      Reply reply = manage("PATCH", registered(metadata()), Map.of());
      assertThat(reply.response().status()).isEqualTo(405);
      assertThat(header(reply, "Allow")).isEqualTo("GET, HEAD, PUT, DELETE");
    }
  }

  @Test
  void aResetForgetsThoseThatRegisteredThemselvesAndNoOthers() {
    Map<String, Object> client = registered(metadata());
    flow.provider.reset();
    assertThat(manage("GET", client, Map.of()).response().status()).isEqualTo(401);
    assertThat(flow.authorize(asking(client)).response().status()).isEqualTo(400);
    assertThat(redirect(flow.authorize(Flow.request("app")))).containsKey("code");
  }

  @Test
  void isOffUnlessAskedFor() {
    Flow off = new Flow();
    assertThat(off.answer("/register", request("POST", metadata())).response().status())
        .isEqualTo(404);
    assertThat(off.answer("/register/app", request("GET", metadata())).response().status())
        .isEqualTo(404);
    assertThat(json(off.get("/.well-known/openid-configuration", null)))
        .doesNotContainKey("registration_endpoint");
    assertThat(json(flow.get("/.well-known/openid-configuration", null)))
        .containsEntry("registration_endpoint", Fixture.ISSUER + "/register");
  }

  @Test
  void takesPlainHttpByNameOnly() {
    Flow lax =
        new Flow(
            builder ->
                builder.dynamicRegistration(
                    DynamicRegistration.open(Fixture.API).withInsecureRedirects()));
    Map<String, Object> metadata = Map.of("redirect_uris", List.of("http://app.internal/back"));
    assertThat(lax.answer("/register", request("POST", metadata)).response().status())
        .isEqualTo(201);
  }

  @Test
  void cannotBeSetUpWithoutWhatItNeeds() {
    assertThatThrownBy(DynamicRegistration::open).hasMessageContaining("audience");
    assertThatThrownBy(() -> DynamicRegistration.withToken(Secret.of(""), "a"))
        .hasMessageContaining("initialAccessToken");
    assertThatThrownBy(() -> DynamicRegistration.open("a").withMost(0))
        .hasMessageContaining("most");
    assertThatThrownBy(() -> DynamicRegistration.open("a").withScopes("a b"))
        .hasMessageContaining("scope");
    assertThat(DynamicRegistration.withToken(Secret.of("hush"), "a").toString())
        .doesNotContain("hush");
  }
}
