package dev.gatehouse.mock.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A provider with a few clients, and requests to it, without a socket. */
final class Fixture {
  static final URI ISSUER = URI.create("http://127.0.0.1:1/oauth2/default");
  static final String API = "http://127.0.0.1:1/api";
  static final String SECRET = "s3cret:+&=% /é";
  static final String FORM = "application/x-www-form-urlencoded";

  private Instant now = Instant.parse("2026-01-01T00:00:00.250Z");
  final InstantSource clock = () -> now;
  final OAuth2Provider provider;

  Fixture() {
    provider =
        OAuth2Provider.builder(ISSUER, clock)
            .client(client("basic:+ü", "client_secret_basic", Set.of("client_credentials")))
            .client(client("post", "client_secret_post", Set.of("client_credentials")))
            .client(client("nothing", "client_secret_basic", Set.of()))
            .build();
  }

  static RegisteredClient client(String id, String method, Set<String> grants) {
    return RegisteredClient.confidential(id, Secret.of(SECRET))
        .authenticationMethod(method)
        .grantTypes(grants.toArray(String[]::new))
        .scopes("read", "write")
        .audience(API)
        .lifetimes(Lifetimes.DEFAULT.withAccessToken(Duration.ofMinutes(10)))
        .build();
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  static Field basic(String id, String secret) {
    return rawBasic(encode(id) + ":" + encode(secret));
  }

  static Field rawBasic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return new Field("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static ServerRequest post(String body, Field... fields) {
    List<Field> all = new ArrayList<>(List.of(fields));
    all.add(new Field("Content-Type", FORM));
    return new ServerRequest(
        "POST", "http", "127.0.0.1:1", "/", null, all, body.getBytes(StandardCharsets.UTF_8));
  }

  Reply token(ServerRequest request) {
    return answer("/oauth2/default/token", request);
  }

  Reply get(String path) {
    return answer(path, new ServerRequest("GET", "http", "x", path, null, List.of(), new byte[0]));
  }

  Reply answer(String path, ServerRequest request) {
    return provider.endpoint(path).orElseThrow().answer(request);
  }

  /** A token of the client that authenticates by Basic. */
  String accessToken() {
    Reply reply = token(post("grant_type=client_credentials", basic("basic:+ü", SECRET)));
    assertThat(reply.response().status()).isEqualTo(200);
    return (String) json(reply).get("access_token");
  }

  static Map<String, Object> json(Reply reply) {
    try {
      return JSONObjectUtils.parse(new String(reply.response().body(), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  static String header(Reply reply, String name) {
    return reply.response().fields().stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }
}
