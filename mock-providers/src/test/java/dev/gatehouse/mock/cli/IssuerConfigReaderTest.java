package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerConfigReaderTest {
  private static final String SECRET = "shop-web-secret-of-32-bytes-or-more";

  @TempDir private Path directory;

  private List<IssuerConfig> read(String text) throws IOException {
    return ServeConfigReader.read(Files.writeString(directory.resolve("c.yaml"), text)).issuers();
  }

  private static OAuth2Provider provider(IssuerConfig config) {
    OAuth2Provider.Builder builder =
        OAuth2Provider.builder(
            URI.create("http://127.0.0.1:1" + config.path()), InstantSource.system());
    config.setup().accept(builder);
    return builder.build();
  }

  private static OAuth2Provider example() throws Exception {
    URL example = IssuerConfigReaderTest.class.getResource("/gatehouse.example.yaml");
    return provider(ServeConfigReader.read(Path.of(example.toURI())).issuers().get(0));
  }

  private static Reply token(OAuth2Provider provider, String id, String secret, String form) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((encode(id) + ":" + encode(secret)).getBytes(StandardCharsets.UTF_8));
    return provider
        .endpoint(provider.tokenUri().getPath())
        .orElseThrow()
        .answer(
            new ServerRequest(
                "POST",
                "http",
                "x",
                provider.tokenUri().getPath(),
                null,
                List.of(
                    new Field("Authorization", "Basic " + credentials),
                    new Field("Content-Type", "application/x-www-form-urlencoded")),
                form.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(Reply reply) throws IOException {
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(200);
    return new ObjectMapper().readTree(reply.response().body());
  }

  private static JsonNode part(JsonNode jwt, int index) throws IOException {
    return new ObjectMapper()
        .readTree(Base64.getUrlDecoder().decode(jwt.asText().split("\\.", -1)[index]));
  }

  @Test
  void setsUpClientsUsersAndClaimsAsTheExampleSays() throws Exception {
    String form = "grant_type=password&username=ada&password=lovelace";
    JsonNode answer = json(token(example(), "shop-web", SECRET, form));

    assertThat(part(answer.get("access_token"), 0).get("alg").asText()).isEqualTo("ES256");
    JsonNode claims = part(answer.get("access_token"), 1);
    assertThat(claims.get("sub").asText()).isEqualTo("248289761001");
    assertThat(claims.get("aud").asText()).isEqualTo("https://orders.example");
    assertThat(claims.get("tenant").asText()).isEqualTo("blue");
    assertThat(claims.get("roles")).extracting(JsonNode::asText).containsExactly("admin", "audit");
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
    assertThat(part(answer.get("id_token"), 0).get("alg").asText()).isEqualTo("HS256");
    assertThat(answer.has("refresh_token")).isTrue();
  }

  @Test
  void addsClaimsWhereEveryConditionApplies() throws Exception {
    OAuth2Provider provider = example();
    String grace = "grant_type=password&username=grace&password=hopper";
    JsonNode guest =
        part(json(token(provider, "shop-web", SECRET, grace + "&tenant=x")).get("access_token"), 1);
    assertThat(guest.get("guest").asBoolean()).isTrue();
    assertThat(guest.has("roles")).isFalse();
    assertThat(
            part(json(token(provider, "shop-web", SECRET, grace)).get("access_token"), 1)
                .has("guest"))
        .isFalse();
  }

  @Test
  void givesOpaqueTokensToTheClientThatIsSetSo() throws Exception {
    JsonNode answer =
        json(token(example(), "shop-batch", "shop-batch-secret", "grant_type=client_credentials"));
    assertThat(answer.get("access_token").asText()).doesNotContain(".");
  }

  @Test
  void takesClaimsOfEveryKindThatJsonHas() throws Exception {
    IssuerConfig config =
        read("""
                oauth2:
                  issuers:
                    - path: /a
                      clients:
                        - id: c
                          secret: s
                          grantTypes: [client_credentials]
                          audience: [x]
                          accessTokenClaims:
                            text: "007"
                            whole: 7
                            part: 7.5
                            flag: true
                            nothing: null
                            list: [1, two, {three: 3}]
                """)
            .get(0);
    JsonNode claims =
        part(
            json(token(provider(config), "c", "s", "grant_type=client_credentials"))
                .get("access_token"),
            1);
    assertThat(claims.get("text").isTextual()).isTrue();
    assertThat(claims.get("whole").asLong()).isEqualTo(7);
    assertThat(claims.get("whole").isIntegralNumber()).isTrue();
    assertThat(claims.get("part").asDouble()).isEqualTo(7.5);
    assertThat(claims.get("flag").isBoolean()).isTrue();
    assertThat(claims.get("nothing").isNull()).isTrue();
    assertThat(claims.get("list").toString()).isEqualTo("[1,\"two\",{\"three\":3}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{issuer: []} | oauth2: unknown field 'issuer'; did you mean 'issuers'? (known: issuers)",
        "{issuers: [{}]} | oauth2.issuers[0].path: missing; it is required",
        "{issuers: [{path: a}]} | oauth2.issuers[0].path: has to be a plain path, such as /orders, without a slash at its end",
        "{issuers: [{path: /__gatehouse/a}]} | oauth2.issuers[0].path: is where the server itself is controlled; choose another",
        "{issuers: [{path: /oauth2/default}]} | oauth2.issuers[0].path: is taken, by the line-up's own issuer; choose another",
        "{issuers: [{path: /a}, {path: /a/b}]} | oauth2.issuers[1].path: is taken, by the issuer /a above",
        "{issuers: [{path: /a, grants: [pasword]}]} | oauth2.issuers[0].grants[0]: 'pasword' is not known; did you mean 'password'? (known: password)",
        "{issuers: [{path: /a, signingAlgorithms: [none]}]} | oauth2.issuers[0].signingAlgorithms: there is no none; there are: RS256, PS256, ES256, EdDSA",
        "{issuers: [{path: /a, automaticLogin: x}]} | oauth2.issuers[0].automaticLogin: there is no user x; there are: []",
        "{issuers: [{path: /a, clients: [{id: c}]}]} | oauth2.issuers[0].clients[0].audience: name the API its access tokens are for",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], secrets: y}]}]} | oauth2.issuers[0].clients[0]: unknown field 'secrets'; did you mean 'secret'?",
        "{issuers: [{path: /a, clients: [{id: '', audience: [x]}]}]} | oauth2.issuers[0].clients[0].id: must not be empty or hold control characters",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x]}, {id: c, audience: [x]}]}]} | oauth2.issuers[0].clients[1].id: is given twice",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], authenticationMethod: client_secret_post}]}]} | oauth2.issuers[0].clients[0].secret: is needed for client_secret_post",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], grantTypes: [implicit]}]}]} | oauth2.issuers[0].clients[0].grantTypes: there is no implicit; there are:",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], scopes: ['a b']}]}]} | oauth2.issuers[0].clients[0].scopes: not a scope: 'a b'",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], pkce: off}]}]} | oauth2.issuers[0].clients[0].pkce: 'off' is not known (known: required, required-plain-allowed, optional)",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], accessTokenFormat: JWT}]}]} | oauth2.issuers[0].clients[0].accessTokenFormat: 'JWT' is not known; did you mean 'jwt'? (known: jwt, opaque)",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], accessTokenAlgorithm: HS256}]}]} | oauth2.issuers[0].clients[0].accessTokenAlgorithm: there is no HS256",
        "{issuers: [{path: /a, clients: [{id: c, secret: short, audience: [x], idTokenAlgorithm: HS256}]}]} | oauth2.issuers[0].clients[0].idTokenAlgorithm: HS256 signs by the secret",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], lifetimes: {code: 60}}]}]} | oauth2.issuers[0].clients[0].lifetimes.code: has to be an ISO-8601 duration, such as PT5M or P30D",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], lifetimes: {code: PT0S}}]}]} | oauth2.issuers[0].clients[0].lifetimes.code: must be at least a second",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], leniencies: [all]}]}]} | oauth2.issuers[0].clients[0].leniencies[0]: 'all' is not known (known: any-redirect-uri, any-localhost-port, secret-in-header-or-body, reusable-refresh-tokens)",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], accessTokenClaims: {sub: y}}]}]} | oauth2.issuers[0].clients[0].accessTokenClaims: the claim sub is the server's own",
        "{issuers: [{path: /a, clients: [{id: c, audience: [x], accessTokenClaims: {n: 0123}}]}]} | oauth2.issuers[0].clients[0].accessTokenClaims.n: is no number as JSON writes it; put it in quotes if it is a text",
        "{issuers: [{path: /a, users: [{username: u}]}]} | oauth2.issuers[0].users[0].password: missing; it is required",
        "{issuers: [{path: /a, users: [{username: u, password: p}, {username: u, password: p}]}]} | oauth2.issuers[0].users[1].username: is given twice",
        "{issuers: [{path: /a, users: [{username: ü, password: p}]}]} | oauth2.issuers[0].users[0].subject: must be 1 to 255 printable ASCII characters",
        "{issuers: [{path: /a, accessTokenClaims: [{claims: {a: 1}}]}]} | oauth2.issuers[0].accessTokenClaims[0].when: missing; it is required",
        "{issuers: [{path: /a, accessTokenClaims: [{when: {client: c}, claims: {a: 1}}]}]} | oauth2.issuers[0].accessTokenClaims[0].when.client: there is no such client",
        "{issuers: [{path: /a, accessTokenClaims: [{when: {user: u}, claims: {a: 1}}]}]} | oauth2.issuers[0].accessTokenClaims[0].when.user: there is no such user",
        "{issuers: [{path: /a, accessTokenClaims: [{when: {}, claims: {exp: 1}}]}]} | oauth2.issuers[0].accessTokenClaims[0].claims: the claim exp is the server's own",
      })
  void namesKeyAndLineOfWhatIsWrong(String oauth2, String message) {
    assertThatThrownBy(() -> read("host: 127.0.0.1\noauth2: " + oauth2))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageStartingWith(directory.resolve("c.yaml") + ", line 2, column ")
        .hasMessageContaining(": " + message)
        .hasMessageNotContaining("short");
  }
}
