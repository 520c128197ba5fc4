package dev.gatehouse.mock.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An issuer with the clients and users of one test, and token requests to it, without a socket. */
final class Issuing {
  static final URI ISSUER = URI.create("http://127.0.0.1:1/oauth2/test");
  static final String API = "https://api.example";
  static final String SECRET = "a secret of more than thirty-two bytes";

  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  final InstantSource clock = () -> now;
  final OAuth2Provider provider;

  Issuing(UnaryOperator<OAuth2Provider.Builder> setup) {
    provider = setup.apply(OAuth2Provider.builder(ISSUER, clock)).build();
  }

  /** A client that shows {@link #SECRET} in the body. */
  static RegisteredClient.Builder client(String id, String... grants) {
    return RegisteredClient.confidential(id, Secret.of(SECRET))
        .authenticationMethod("client_secret_post")
        .grantTypes(grants)
        .scopes("openid", "read", "write")
        .audience(API);
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  /** Asks for a token by a client made by {@link #client}. */
  Reply token(String client, Map<String, String> form) {
    List<String> pairs = new ArrayList<>();
    pairs.add("client_id=" + Fixture.encode(client));
    pairs.add("client_secret=" + Fixture.encode(SECRET));
    form.forEach((name, value) -> pairs.add(Fixture.encode(name) + "=" + Fixture.encode(value)));
    return post(String.join("&", pairs));
  }

  /** Asks for a token by a form that is encoded already. */
  Reply post(String form, Field... fields) {
    return provider
        .endpoint(ISSUER.getPath() + "/token")
        .orElseThrow()
        .answer(Fixture.post(form, fields));
  }

  /** The access token of a client that acts for itself. */
  String accessToken(String client) {
    return accessToken(token(client, Map.of("grant_type", "client_credentials")));
  }

  static String accessToken(Reply reply) {
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(200);
    return String.valueOf(Fixture.json(reply).get("access_token"));
  }

  static void refused(Reply reply, String error, String words) {
    assertThat(Fixture.json(reply)).containsEntry("error", error).doesNotContainKey("access_token");
    assertThat(reply.response().status()).isEqualTo(400);
    assertThat(Fixture.header(reply, "Cache-Control")).isEqualTo("no-store");
    assertThat(reply.explanation()).contains(words).doesNotContain(SECRET);
  }

  /** The keys as they are published. */
  JWKSet jwks() {
    Reply reply =
        provider
            .endpoint(ISSUER.getPath() + "/jwks")
            .orElseThrow()
            .answer(new ServerRequest("GET", "http", "x", "/", null, List.of(), new byte[0]));
    try {
      return JWKSet.parse(new String(reply.response().body(), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  static JWSObject parsed(Object jwt) {
    try {
      return JWSObject.parse(String.valueOf(jwt));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  static Map<String, Object> claims(Object jwt) {
    return parsed(jwt).getPayload().toJSONObject();
  }
}
