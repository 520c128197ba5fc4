package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.gate.BearerGate;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two issuers of one configuration file, served: nothing of the one is good at the other. */
class TwoIssuersTest {
  private static final String API = "https://orders.example";
  private static final String OWN = "grant_type=client_credentials";
  private static final String BATCH =
      OWN + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String JWT_BEARER =
      "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=";
  private static final String CONFIGURATION =
      """
      oauth2:
        issuers:
          - path: /oauth2/blue
            automaticLogin: ada
            trustedIssuers:
              - issuer: https://idp.example
                jwks: %1$s
            users:
              - {username: ada, password: lovelace, subject: ada-at-blue, claims: {name: Ada}}
            clients:
              - id: web
                secret: web-at-blue
                grantTypes: [authorization_code, refresh_token, "urn:ietf:params:oauth:grant-type:jwt-bearer"]
                scopes: [openid, "orders:read"]
                audience: [https://orders.example]
                redirectUris: [https://web.example/back]
                lifetimes: {accessToken: PT5M}
                accessTokenClaims: {tenant: blue}
              - id: batch
                authenticationMethod: private_key_jwt
                jwks: %1$s
                grantTypes: [client_credentials]
                audience: [https://orders.example]
                accessTokenAlgorithm: ES256
              - {id: api, secret: api-at-blue, resourceServerFor: [https://orders.example]}
          - path: /oauth2/green
            automaticLogin: grace
            users:
              - {username: grace, password: hopper}
            clients:
              - id: web
                secret: web-at-green
                grantTypes: [authorization_code, refresh_token, client_credentials]
                scopes: [openid, "orders:read"]
                audience: [https://orders.example]
                redirectUris: [https://web.example/back]
                lifetimes: {accessToken: PT2M}
                accessTokenClaims: {tenant: green}
              - id: batch
                authenticationMethod: private_key_jwt
                jwks: %2$s
                grantTypes: [client_credentials]
                audience: [https://orders.example]
              - {id: api, secret: api-at-green, resourceServerFor: [https://orders.example]}
      """
          .formatted(SigningKey.jwks(SigningKey.OURS), SigningKey.jwks(SigningKey.FOREIGN));

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path directory;

  private void serving(CommandLineRun.Meanwhile meanwhile) throws IOException {
    Path file = Files.writeString(directory.resolve("two.yaml"), CONFIGURATION);
    CommandLineRun run =
        CommandLineRun.serving(meanwhile, "serve", "--port", "0", "--config", file.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("/oauth2/blue", "/oauth2/green");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String authorization)
      throws IOException, InterruptedException {
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String uri, String authorization, String form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        authorization);
  }

  private int get(String uri, String token) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(uri)), "Bearer " + token).statusCode();
  }

  private static String basic(String id, String secret) {
    byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static JsonNode good(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private static void refused(HttpResponse<String> response, String error) throws IOException {
    assertThat(response.statusCode()).isBetween(400, 401);
    assertThat(json(response).path("error").asText()).isEqualTo(error);
  }

  private static JsonNode claims(String jwt) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
  }

  /** What a user's log-in gets the client. */
  private JsonNode loggedIn(String issuer, String secret) throws Exception {
    HttpResponse<String> redirect =
        send(
            HttpRequest.newBuilder(
                URI.create(
                    issuer
                        + "/authorize?response_type=code&client_id=web&scope=openid"
                        + "&redirect_uri=https://web.example/back&code_challenge_method=S256"
                        + "&code_challenge="
                        + ConfiguredIssuer.CHALLENGE)),
            "");
    String location = redirect.headers().firstValue("Location").orElseThrow();
    String code = location.replaceFirst(".*[?&]code=([^&]*).*", "$1");
    return good(
        post(
            issuer + "/token",
            basic("web", secret),
            "grant_type=authorization_code&redirect_uri=https://web.example/back&code_verifier="
                + ConfiguredIssuer.VERIFIER
                + "&code="
                + URLDecoder.decode(code, StandardCharsets.UTF_8)));
  }

  @Test
  void eachHasItsOwnClientsUsersClaimsAndLifetimes() throws Exception {
    serving(
        gatehouse -> {
          JsonNode blue = loggedIn(blue(gatehouse), "web-at-blue");
          JsonNode green = loggedIn(green(gatehouse), "web-at-green");
          assertThat(blue.get("expires_in").asInt()).isEqualTo(300);
          assertThat(green.get("expires_in").asInt()).isEqualTo(120);
          JsonNode atBlue = claims(blue.get("access_token").asText());
          JsonNode atGreen = claims(green.get("access_token").asText());
          assertThat(atBlue.get("iss").asText()).isEqualTo(blue(gatehouse));
          assertThat(atGreen.get("iss").asText()).isEqualTo(green(gatehouse));
          assertThat(atBlue.get("sub").asText()).isEqualTo("ada-at-blue");
          assertThat(atGreen.get("sub").asText()).isEqualTo("grace");
          assertThat(atBlue.get("tenant").asText()).isEqualTo("blue");
          assertThat(atGreen.get("tenant").asText()).isEqualTo("green");
          assertThat(gatehouse.oauth2("/oauth2/blue").jwks())
              .isNotEqualTo(gatehouse.oauth2("/oauth2/green").jwks());
        });
  }

  @Test
  void aClientIsRefusedAtTheOther() throws Exception {
    serving(
        gatehouse -> {
          String green = green(gatehouse) + "/token";
          good(post(green, basic("web", "web-at-green"), OWN));
          refused(post(green, basic("web", "web-at-blue"), OWN), "invalid_client");

          String blue = blue(gatehouse) + "/token";
          good(post(blue, "", BATCH + assertion(blue(gatehouse))));
          refused(post(green, "", BATCH + assertion(blue(gatehouse))), "invalid_client");
          refused(post(green, "", BATCH + assertion(green(gatehouse))), "invalid_client");
        });
  }

  /** The client's at blue, for an issuer. */
  private static String assertion(String issuer) {
    return "&client_assertion="
        + SigningKey.es256(
            SigningKey.OURS, SigningKey.vouching("batch", "batch", issuer, Instant.now()));
  }

  @Test
  void aTokenIsRefusedAtTheGateTheIntrospectionAndTheUserinfoOfTheOther() throws Exception {
    serving(
        gatehouse -> {
          guard(gatehouse, "blue");
          guard(gatehouse, "green");
          JsonNode tokens = loggedIn(blue(gatehouse), "web-at-blue");
          String token = tokens.get("access_token").asText();
          assertThat(get(gatehouse.baseUri() + "/blue", token)).isEqualTo(200);
          assertThat(get(gatehouse.baseUri() + "/green", token)).isEqualTo(401);
          assertThat(get(blue(gatehouse) + "/userinfo", token)).isEqualTo(200);
          assertThat(get(green(gatehouse) + "/userinfo", token)).isEqualTo(401);
          assertThat(active(blue(gatehouse), "api-at-blue", token)).isTrue();
          assertThat(active(green(gatehouse), "api-at-green", token)).isFalse();
          refused(
              post(
                  green(gatehouse) + "/token",
                  basic("web", "web-at-green"),
                  "grant_type=refresh_token&refresh_token=" + tokens.get("refresh_token").asText()),
              "invalid_grant");
        });
  }

  private static void guard(Gatehouse gatehouse, String name) {
    gatehouse.guard(
        "/" + name,
        new BearerGate(gatehouse.oauth2("/oauth2/" + name).accessTokenVerifier(API), Set.of()));
  }

  private boolean active(String issuer, String secret, String token) throws Exception {
    return good(post(issuer + "/introspect", basic("api", secret), "token=" + token))
        .get("active")
        .asBoolean();
  }

  @Test
  void whoIsTrustedAtOneIsNobodyAtTheOther() throws Exception {
    serving(
        gatehouse -> {
          JsonNode token =
              good(
                  post(
                      blue(gatehouse) + "/token",
                      basic("web", "web-at-blue"),
                      JWT_BEARER + vouched(blue(gatehouse))));
          assertThat(claims(token.get("access_token").asText()).get("sub").asText())
              .isEqualTo("ada-at-blue");
          refused(
              post(
                  green(gatehouse) + "/token",
                  basic("web", "web-at-green"),
                  JWT_BEARER + vouched(green(gatehouse))),
              "unsupported_grant_type");
        });
  }

  private static String vouched(String issuer) {
    return SigningKey.es256(
        SigningKey.OURS, SigningKey.vouching("https://idp.example", "ada", issuer, Instant.now()));
  }

  private static String blue(Gatehouse gatehouse) {
    return gatehouse.baseUri() + "/oauth2/blue";
  }

  private static String green(Gatehouse gatehouse) {
    return gatehouse.baseUri() + "/oauth2/green";
  }
}
