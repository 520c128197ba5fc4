package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;

import com.nimbusds.jose.JWSObject;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A provider with two users, a client that asks and one that need not ask, and a clock. */
final class PeopleFixture {
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private Instant now = Instant.parse("2026-01-01T00:00:00.500Z");
  final InstantSource clock = () -> now;
  final OAuth2Provider provider;
  final Visitor ada;

  PeopleFixture() {
    this(UnaryOperator.identity());
  }

  PeopleFixture(UnaryOperator<OAuth2Provider.Builder> more) {
    provider =
        more.apply(
                OAuth2Provider.builder(Fixture.ISSUER, clock)
                    .client(client("app").name("Orders <b>").build())
                    .client(client("own").consentRequired(false).build())
                    .user(
                        User.of("ada", Secret.of("lovelace"))
                            .withSubject("subject-of-ada")
                            .withClaim("name", "Ada L."))
                    .user(User.of("grace", Secret.of("hopper"))))
            .build();
    ada = new Visitor(provider);
  }

  static RegisteredClient.Builder client(String id) {
    return RegisteredClient.confidential(id, Secret.of(SECRET))
        .grantTypes("authorization_code", "refresh_token")
        .scopes("openid", "read", "write")
        .audience(Fixture.API)
        .redirectUris("https://" + id + ".example/back");
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  Map<String, String> request(String client, String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", "https://" + client + ".example/back");
    parameters.put("scope", "openid read write");
    parameters.put("state", "s&t");
    parameters.put("code_challenge", CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  Reply authorize(Visitor visitor, String client, String... more) {
    return visitor.get("authorize", request(client, more));
  }

  /** Somebody logs in at the client that need not ask, and is back there with a code. */
  Reply logIn(Visitor visitor, String username, String password) {
    Reply page = authorize(visitor, "own", "prompt", "login");
    return visitor.logIn(page, username, password);
  }

  void logInAda() {
    logIn(ada, "ada", "lovelace");
  }

  void logInGrace() {
    logIn(ada, "grace", "hopper");
  }

  Map<String, Object> tokens(String client, Reply redirect) {
    return json(
        token(
            basic(client, SECRET),
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                Visitor.answer(redirect).get("code"),
                "redirect_uri",
                "https://" + client + ".example/back",
                "code_verifier",
                VERIFIER)));
  }

  Reply token(Field authentication, Map<String, String> form) {
    return provider
        .endpoint("/oauth2/default/token")
        .orElseThrow()
        .answer(post(Visitor.form(form), authentication));
  }

  Map<String, Object> idToken(String client, Reply redirect) {
    return claims(String.valueOf(tokens(client, redirect).get("id_token")));
  }

  static Map<String, Object> claims(String jwt) {
    try {
      return JWSObject.parse(jwt).getPayload().toJSONObject();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
