package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A provider with clients and a user who is logged in, and what clients do at it. */
final class Flow {
  static final String PATH = "/oauth2/default";
  static final String SECOND = "https://second.example";
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  static final Field APP = basic("app", SECRET);
  static final Field OTHER = basic("other", SECRET);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  final InstantSource clock = () -> now;
  final OAuth2Provider provider;

  Flow() {
    this(builder -> builder);
  }

  Flow(UnaryOperator<OAuth2Provider.Builder> more) {
    provider =
        more.apply(
                OAuth2Provider.builder(Fixture.ISSUER, clock)
                    .client(client("app").build())
                    .client(client("other").build())
                    .client(client("opaque").accessTokenFormat(AccessTokenFormat.OPAQUE).build())
                    .client(
                        RegisteredClient.publicClient("native")
                            .grantTypes("authorization_code", "refresh_token")
                            .scopes("openid", "read")
                            .audience(Fixture.API)
                            .redirectUris("http://127.0.0.1/callback")
                            .build())
                    .user(User.of("ada", Secret.of("lovelace")).withSubject("248289761001"))
                    .automaticLogin("ada"))
            .build();
  }

  /** A client of every grant there is. */
  static RegisteredClient.Builder client(String id) {
    return RegisteredClient.confidential(id, Secret.of(SECRET))
        .grantTypes("authorization_code", "refresh_token", "client_credentials")
        .scopes("openid", "profile", "email", "address", "phone", "read", "write")
        .audience(Fixture.API, SECOND)
        .redirectUris("https://" + id + ".example/back");
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  Reply answer(String endpoint, ServerRequest request) {
    return provider.endpoint(PATH + endpoint).orElseThrow().answer(request);
  }

  Reply send(String endpoint, Map<String, String> parameters, Field... fields) {
    return answer(endpoint, post(form(parameters), fields));
  }

  Reply get(String endpoint, String query, Field... fields) {
    return answer(
        endpoint,
        new ServerRequest(
            "GET", "http", "127.0.0.1:1", endpoint, query, List.of(fields), new byte[0]));
  }

  /** A right authorization request of a client. */
  static Map<String, String> request(String client) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", "https://" + client + ".example/back");
    parameters.put("scope", "openid read");
    parameters.put("state", "s t&=");
    parameters.put("code_challenge", CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  Reply authorize(Map<String, String> parameters) {
    return get("/authorize", form(parameters));
  }

  /** All tokens a user's log-in gives a client. */
  Map<String, Object> tokens(Map<String, String> request) {
    String client = request.get("client_id");
    String code = redirect(authorize(request)).get("code");
    assertThat(code).as("code").isNotNull();
    return redeem(code, client, request.get("redirect_uri"));
  }

  Map<String, Object> tokens(String client) {
    return tokens(request(client));
  }

  Map<String, Object> redeem(String code, String client, String redirectUri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", code);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("code_verifier", VERIFIER);
    Reply reply =
        client.equals("native")
            ? send("/token", with(parameters, "client_id", client))
            : send("/token", parameters, basic(client, SECRET));
    assertThat(reply.response().status()).isEqualTo(200);
    return json(reply);
  }

  /** A token of the client itself. */
  String ownToken(String client) {
    Reply reply = send("/token", Map.of("grant_type", "client_credentials"), basic(client, SECRET));
    assertThat(reply.response().status()).isEqualTo(200);
    return text(json(reply), "access_token");
  }

  static String text(Map<String, Object> json, String name) {
    return String.valueOf(json.get(name));
  }

  static Map<String, String> with(Map<String, String> parameters, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return more;
  }

  static String form(Map<String, String> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return String.join("&", pairs);
  }

  static Field bearer(String token) {
    return new Field("Authorization", "Bearer " + token);
  }

  /** The parameters that go back to the client by a redirect. */
  static Map<String, String> redirect(Reply reply) {
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(303);
    String location = header(reply, "Location");
    Map<String, String> answer = new LinkedHashMap<>();
    for (String pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      answer.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return answer;
  }

  /** A refusal as a client gets it from an endpoint it calls itself. */
  static Reply refused(Reply reply, int status, String error, String words) {
    assertThat(json(reply)).containsEntry("error", error);
    assertThat(reply.response().status()).isEqualTo(status);
    assertThat(reply.event()).endsWith(".refused");
    assertThat(reply.explanation()).contains(words).doesNotContain(SECRET);
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    return reply;
  }
}
