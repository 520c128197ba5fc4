package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An issuer as a configuration file has it, with one client and one user, and calls of it. */
final class ConfiguredIssuer {
  static final String ISSUER = "http://127.0.0.1:1/i";
  static final String BACK = "https://c.example/back";
  static final String SECRET = "a-secret-of-more-than-32-bytes-for-c";
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Map<String, String> CLIENT =
      Map.of(
          "id",
          "c",
          "secret",
          SECRET,
          "grantTypes",
          "[authorization_code, refresh_token, client_credentials, password,"
              + " 'urn:ietf:params:oauth:grant-type:device_code']",
          "scopes",
          "[openid, email, read]",
          "audience",
          "['https://api.example']",
          "redirectUris",
          "['" + BACK + "']");

  private Instant now = Instant.now();
  final InstantSource clock = () -> now;
  private final OAuth2Provider provider;

  private ConfiguredIssuer(Map<String, String> settings) {
    String file = "oauth2: {issuers: [" + flow(settings) + "]}";
    OAuth2Provider.Builder builder = OAuth2Provider.builder(URI.create(ISSUER), clock);
    ConfigLevel.read(file).get(0).setup().accept(builder);
    provider = builder.build();
  }

  /** With these keys, by name and value, in place of the usual ones; {@code null} for none. */
  static ConfiguredIssuer with(String... settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("path", "/i");
    all.put("grants", "[password]");
    all.put("automaticLogin", "ada");
    all.put("users", "[{username: ada, password: lovelace, claims: {email: ada@example.org}}]");
    all.put("clients", "[" + client() + "]");
    return new ConfiguredIssuer(replaced(all, settings));
  }

  /** With these keys of the client. */
  static ConfiguredIssuer withClient(String... settings) {
    return with("clients", "[" + client(settings) + "]");
  }

  /** The client with these keys. */
  static String client(String... settings) {
    return flow(replaced(new LinkedHashMap<>(CLIENT), settings));
  }

  private static Map<String, String> replaced(Map<String, String> all, String... settings) {
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return all;
  }

  private static String flow(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + ": " + setting.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  static Field basic(String id, String secret) {
    byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return new Field("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** What the client, proving itself by its secret, sends to an endpoint. */
  Reply send(String endpoint, String form) {
    return post(endpoint, form, basic("c", SECRET));
  }

  Reply post(String endpoint, String form, Field... fields) {
    List<Field> all = new ArrayList<>(Arrays.asList(fields));
    all.add(new Field("Content-Type", "application/x-www-form-urlencoded"));
    return answer("POST", "http", endpoint, form, all, List.of());
  }

  Reply overTls(String endpoint, String form, List<X509Certificate> certificates) {
    Field type = new Field("Content-Type", "application/x-www-form-urlencoded");
    return answer("POST", "https", endpoint, form, List.of(type), certificates);
  }

  Reply get(String endpoint, Field... fields) {
    return answer("GET", "http", endpoint, "", List.of(fields), List.of());
  }

  Reply answer(
      String method,
      String scheme,
      String endpoint,
      String body,
      List<Field> fields,
      List<X509Certificate> certificates) {
    String[] parts = ("/i" + endpoint).split("\\?", 2);
    return provider
        .endpoint(parts[0])
        .orElseThrow()
        .answer(
            new ServerRequest(
                method,
                scheme,
                "127.0.0.1:1",
                parts[0],
                parts.length == 1 ? null : parts[1],
                fields,
                body.getBytes(StandardCharsets.UTF_8),
                certificates));
  }

  /** The authorization endpoint's answer to a right request with more at its end. */
  Reply authorize(String more) {
    return authorizeBare("&code_challenge_method=S256&code_challenge=" + CHALLENGE + more);
  }

  /** The same without PKCE. */
  Reply authorizeBare(String more) {
    return get(
        "/authorize?response_type=code&client_id=c&scope=openid+email"
            + (more.contains("redirect_uri") ? "" : "&redirect_uri=" + BACK)
            + more);
  }

  /** What a log-in gets the client. */
  Reply redeem(Reply redirect) {
    return send(
        "/token",
        "grant_type=authorization_code&redirect_uri="
            + BACK
            + "&code_verifier="
            + VERIFIER
            + "&code="
            + redirected(redirect).get("code"));
  }

  JsonNode tokens() {
    return json(redeem(authorize("")));
  }

  /** Claims of the access token that the client gets for itself. */
  JsonNode own() {
    return claims(json(send("/token", "grant_type=client_credentials")).get("access_token"));
  }

  static Map<String, String> redirected(Reply reply) {
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(303);
    String location = header(reply, "Location");
    return Pattern.compile("&")
        .splitAsStream(location.substring(location.indexOf('?') + 1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  static JsonNode json(Reply reply) {
    assertThat(reply.response().status()).as(reply.explanation()).isBetween(200, 201);
    return tree(reply.response().body());
  }

  static void refused(Reply reply, String error) {
    assertThat(reply.response().status()).as(reply.explanation()).isBetween(400, 403);
    assertThat(tree(reply.response().body()).get("error").asText()).isEqualTo(error);
  }

  static String body(Reply reply) {
    return new String(reply.response().body(), StandardCharsets.UTF_8);
  }

  static String header(Reply reply, String name) {
    return reply.response().fields().stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  static JsonNode head(JsonNode jwt) {
    return part(jwt, 0);
  }

  static JsonNode claims(JsonNode jwt) {
    return part(jwt, 1);
  }

  private static JsonNode part(JsonNode jwt, int index) {
    return tree(Base64.getUrlDecoder().decode(jwt.asText().split("\\.", -1)[index]));
  }

  private static JsonNode tree(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
