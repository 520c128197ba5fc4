package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationCodeTest {
  private static final String ISSUER = "http://127.0.0.1:1/oauth2/default";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Field APP = basic("app", SECRET);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final OAuth2Provider provider =
      OAuth2Provider.builder(Fixture.ISSUER, clock)
          .client(client("app").redirectUris("https://app.example/back").build())
          .client(client("other").redirectUris("https://other.example/back").build())
          .client(
              RegisteredClient.publicClient("native")
                  .grantTypes("authorization_code", "refresh_token")
                  .scopes("openid", "read", "write")
                  .audience(Fixture.API, "https://second.example")
                  .redirectUris("http://127.0.0.1/callback")
                  .build())
          .user(User.of("ada", Secret.of("lovelace")).withClaim("email", "ada@example.org"))
          .user(User.of("grace", Secret.of("hopper")))
          .automaticLogin("ada")
          .build();

  private static RegisteredClient.Builder client(String id) {
    return RegisteredClient.confidential(id, Secret.of(SECRET))
        .grantTypes("authorization_code", "refresh_token")
        .scopes("openid", "read", "write")
        .audience(Fixture.API, "https://second.example");
  }

  private Map<String, String> request() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", "app");
    parameters.put("redirect_uri", "https://app.example/back");
    parameters.put("scope", "openid read");
    parameters.put("state", "s t&=");
    parameters.put("nonce", "n-0S6");
    parameters.put("code_challenge", CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  private static String form(Map<String, String> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return String.join("&", pairs);
  }

  private Reply authorize(Map<String, String> parameters) {
    return authorize(form(parameters));
  }

  private Reply authorize(String query) {
    return provider
        .endpoint("/oauth2/default/authorize")
        .orElseThrow()
        .answer(
            new ServerRequest("GET", "http", "127.0.0.1:1", "/", query, List.of(), new byte[0]));
  }

  private static Map<String, String> answer(Reply reply) {
    assertThat(reply.response().status()).isEqualTo(303);
    String location = header(reply, "Location");
    Map<String, String> answer = new LinkedHashMap<>();
    for (String pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      answer.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return answer;
  }

  private String code() {
    return answer(authorize(request())).get("code");
  }

  private Map<String, String> redemption(String code) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("code", code);
    parameters.put("redirect_uri", "https://app.example/back");
    parameters.put("code_verifier", VERIFIER);
    return parameters;
  }

  private Reply token(Map<String, String> parameters, Field... fields) {
    return provider
        .endpoint("/oauth2/default/token")
        .orElseThrow()
        .answer(post(form(parameters), fields));
  }

  private Reply refresh(Object refreshToken, Field... fields) {
    return token(
        Map.of("grant_type", "refresh_token", "refresh_token", String.valueOf(refreshToken)),
        fields);
  }

  private static void refused(Reply reply, String error, String words) {
    assertThat(json(reply)).containsEntry("error", error).doesNotContainKey("access_token");
    assertThat(reply.response().status()).isEqualTo(400);
    assertThat(reply.explanation()).contains(words);
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
  }

  @Nested
  class Authorizes {
    @Test
    void withACodeTheStateAsItCameAndTheIssuer() {
      Reply reply = authorize(request());
      assertThat(answer(reply))
          .containsOnlyKeys("code", "state", "iss")
          .containsEntry("state", "s t&=")
          .containsEntry("iss", ISSUER);
      assertThat(header(reply, "Location")).startsWith("https://app.example/back?code=");
      assertThat(reply.event()).isEqualTo("authorization.success");
      assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aLoopbackRedirectOnAnyPort() {
      Map<String, String> parameters = request();
      parameters.put("client_id", "native");
      parameters.put("redirect_uri", "http://127.0.0.1:50123/callback");
      assertThat(header(authorize(parameters), "Location"))
          .startsWith("http://127.0.0.1:50123/callback?code=");
    }

    @Test
    void byFragmentAndByForm() {
      Map<String, String> parameters = request();
      parameters.put("response_mode", "fragment");
      assertThat(header(authorize(parameters), "Location"))
          .startsWith("https://app.example/back#code=");
      parameters.put("response_mode", "form_post");
      parameters.put("state", "\"><script>alert(1)</script>");
      Reply page = authorize(parameters);
      assertThat(page.response().status()).isEqualTo(200);
      assertThat(new String(page.response().body(), StandardCharsets.UTF_8))
          .contains("action=\"https://app.example/back\"")
          .doesNotContain("<script>alert");
    }
  }

  @Nested
  class ShowsAPageInsteadOfRedirecting {
    @ParameterizedTest
    @CsvSource({
      "client_id,nobody",
      "client_id,''",
      "redirect_uri,https://evil.example/back",
      "redirect_uri,https://app.example/back/",
      "redirect_uri,https://app.example/back?x=1",
      "redirect_uri,https://app.example:443/back",
      "redirect_uri,https://APP.example/back",
      "redirect_uri,http://app.example/back",
      "redirect_uri,''",
      "response_mode,pigeon"
    })
    void forAClientOrAnAddressThatIsNotProved(String name, String value) {
      Map<String, String> parameters = request();
      parameters.put(name, value);
      Reply reply = authorize(parameters);
      assertThat(reply.response().status()).isEqualTo(400);
      assertThat(header(reply, "Location")).isEmpty();
      assertThat(header(reply, "Content-Type")).startsWith("text/html");
      assertThat(reply.event()).isEqualTo("authorization_request.refused");
    }

    @ParameterizedTest
    @CsvSource({
      "http://localhost:50123/callback",
      "http://127.0.0.1:50123/other",
      "http://127.0.0.1:50123/callback/..",
      "http://127.0.0.1.evil.example:1/callback",
      "http://127.0.0.1:1@evil.example/callback",
      "https://127.0.0.1:50123/callback",
      "http://[::1]:50123/callback",
      "http://127.0.0.1:65536/callback"
    })
    void forALoopbackAddressThatIsAnother(String uri) {
      Map<String, String> parameters = request();
      parameters.put("client_id", "native");
      parameters.put("redirect_uri", uri);
      assertThat(authorize(parameters).response().status()).isEqualTo(400);
    }

    @Test
    void forAParameterThatComesTwice() {
      Reply reply = authorize(form(request()) + "&client_id=other");
      assertThat(reply.response().status()).isEqualTo(400);
      assertThat(header(reply, "Location")).isEmpty();
    }
  }

  @Nested
  class TellsTheClient {
    @ParameterizedTest
    @CsvSource({
      "response_type,token,unsupported_response_type",
      "response_type,'',invalid_request",
      "scope,openid admin,invalid_scope",
      "scope,openid  read,invalid_scope",
      "code_challenge,'',invalid_request",
      "code_challenge,short,invalid_request",
      "code_challenge_method,plain,invalid_request",
      "code_challenge_method,'',invalid_request",
      "code_challenge_method,S512,invalid_request",
      "resource,https://third.example,invalid_target",
      "resource,no-uri,invalid_target",
      "prompt,none login,invalid_request",
      "prompt,whatever,invalid_request",
      "max_age,-1,invalid_request",
      "claims,[],invalid_request"
    })
    void whatIsWrong(String name, String value, String error) {
      Map<String, String> parameters = request();
      parameters.put(name, value);
      Reply reply = authorize(parameters);
      assertThat(answer(reply))
          .containsEntry("error", error)
          .containsEntry("state", "s t&=")
          .containsEntry("iss", ISSUER)
          .containsKey("error_description")
          .doesNotContainKey("code");
      assertThat(reply.explanation()).isNotBlank();
    }
  }

  @Nested
  class Redeems {
    @Test
    void aCodeForAccessRefreshAndIdToken() throws Exception {
      Reply reply = token(redemption(code()), APP);
      assertThat(reply.response().status()).isEqualTo(200);
      assertThat(json(reply))
          .containsEntry("token_type", "Bearer")
          .containsEntry("scope", "openid read")
          .containsKeys("access_token", "refresh_token", "id_token");
      String accessToken = String.valueOf(json(reply).get("access_token"));
      TokenVerdict verdict = provider.accessTokenVerifier(Fixture.API).verify(accessToken);
      assertThat(verdict).isInstanceOf(TokenVerdict.Valid.class);
      assertThat(((TokenVerdict.Valid) verdict).principal()).isEqualTo("ada");

      Map<String, Object> id =
          JWSObject.parse(String.valueOf(json(reply).get("id_token"))).getPayload().toJSONObject();
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      assertThat(id)
          .containsEntry("iss", ISSUER)
          .containsEntry("sub", "ada")
          .containsEntry("aud", "app")
          .containsEntry("nonce", "n-0S6")
          .containsEntry("auth_time", now.getEpochSecond())
          .containsEntry(
              "at_hash",
              Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16)))
          .doesNotContainKey("email");
    }

    @Test
    void aCodeForFewerApisThanItWasIssuedFor() {
      Map<String, String> asked = request();
      String query =
          form(asked) + "&resource=" + encode(Fixture.API) + "&resource=https://second.example";
      String code = answer(authorize(query)).get("code");
      Map<String, String> parameters = redemption(code);
      parameters.put("resource", "https://second.example");
      String accessToken = String.valueOf(json(token(parameters, APP)).get("access_token"));
      assertThat(provider.accessTokenVerifier("https://second.example").verify(accessToken))
          .isInstanceOf(TokenVerdict.Valid.class);
      assertThat(provider.accessTokenVerifier(Fixture.API).verify(accessToken))
          .isInstanceOf(TokenVerdict.Invalid.class);
    }

    @Test
    void oneOf64AtOnce() throws Exception {
      String code = code();
      ExecutorService pool = Executors.newFixedThreadPool(64);
      try {
        List<Callable<Reply>> all = Collections.nCopies(64, () -> token(redemption(code), APP));
        long good = 0;
        for (var reply : pool.invokeAll(all)) {
          good += reply.get().response().status() == 200 ? 1 : 0;
        }
        assertThat(good).isEqualTo(1);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @Nested
  class RefusesACode {
    @Test
    void redeemedTwiceAndRevokesWhatCameFromIt() {
      String code = code();
      Map<String, Object> first = json(token(redemption(code), APP));

      refused(token(redemption(code), APP), "invalid_grant", "redeemed before");
      assertThat(
              provider
                  .accessTokenVerifier(Fixture.API)
                  .verify(String.valueOf(first.get("access_token"))))
          .isInstanceOfSatisfying(
              TokenVerdict.Invalid.class,
              invalid -> assertThat(invalid.reason()).isEqualTo("revoked-token"));
      refused(refresh(first.get("refresh_token"), APP), "invalid_grant", "revoked");
    }

    @Test
    void ofAnotherClientAndLeavesItToItsOwner() {
      String code = code();
      refused(token(redemption(code), basic("other", SECRET)), "invalid_grant", "another client");
      assertThat(token(redemption(code), APP).response().status()).isEqualTo(200);
    }

    @Test
    void thatHasExpired() {
      String code = code();
      now = now.plus(Duration.ofMinutes(1));
      refused(token(redemption(code), APP), "invalid_grant", "expired");
    }

    @Test
    void thatWasIssuedBeforeAReset() {
      String code = code();
      provider.reset();
      refused(token(redemption(code), APP), "invalid_grant", "no such code");
    }

    @ParameterizedTest
    @CsvSource({
      "redirect_uri,https://app.example/back/,not that of",
      "redirect_uri,https://other.example/back,not that of",
      "redirect_uri,'',redirect_uri is missing",
      "code_verifier,'',needs the code_verifier",
      "code_verifier,short,43 to 128",
      "code_verifier,dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl,not the one",
      "code_verifier,E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM,the code_challenge itself",
      "code,unknown,no such code"
    })
    void withAnythingElseThatIsWrongWhichDoesNotUseIt(String name, String value, String words) {
      String code = code();
      Map<String, String> parameters = redemption(code);
      parameters.put(name, value);
      refused(token(parameters, APP), "invalid_grant", words);
      assertThat(token(redemption(code), APP).response().status()).isEqualTo(200);
    }

    /** Else a thief could end what its owner got from it. */
    @Test
    void afterItsUseWithoutHarmToItsOwner() {
      String code = code();
      Map<String, Object> first = json(token(redemption(code), APP));
      refused(token(redemption(code), basic("other", SECRET)), "invalid_grant", "another client");
      Map<String, String> unproved = redemption(code);
      unproved.put("code_verifier", "x".repeat(43));
      refused(token(unproved, APP), "invalid_grant", "not the one");
      assertThat(refresh(first.get("refresh_token"), APP).response().status()).isEqualTo(200);
    }

    @Test
    void redeemedTwiceEvenForAnApiThatMayNotBeHad() {
      String code = code();
      Map<String, Object> first = json(token(redemption(code), APP));
      Map<String, String> again = redemption(code);
      again.put("resource", "https://elsewhere.example");
      refused(token(again, APP), "invalid_grant", "redeemed before");
      refused(refresh(first.get("refresh_token"), APP), "invalid_grant", "revoked");
    }

    /** One wins, however many ask wrongly at the same time. */
    @Test
    void butOneOf64AmongWhomHalfAskForTheWrongApi() throws Exception {
      String code = code();
      Map<String, String> wrong = redemption(code);
      wrong.put("resource", "https://elsewhere.example");
      List<Callable<Reply>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Map<String, String> parameters = i % 2 == 0 ? redemption(code) : wrong;
        all.add(() -> token(parameters, APP));
      }
      ExecutorService pool = Executors.newFixedThreadPool(64);
      try {
        long good = 0;
        for (var reply : pool.invokeAll(all)) {
          good += reply.get().response().status() == 200 ? 1 : 0;
        }
        assertThat(good).isEqualTo(1);
      } finally {
        pool.shutdownNow();
      }
    }

    @Test
    void thatIsMissing() {
      Map<String, String> parameters = redemption("x");
      parameters.remove("code");
      refused(token(parameters, APP), "invalid_request", "code is missing");
    }

    @Test
    void changedByOneBit() {
      String code = code();
      for (int bit = 0; bit < 6 * code.length(); bit++) {
        char[] changed = code.toCharArray();
        changed[bit / 6] ^= (char) (1 << (bit % 6));
        assertThat(token(redemption(new String(changed)), APP).response().status()).isEqualTo(400);
      }
      assertThat(token(redemption(code), APP).response().status()).isEqualTo(200);
    }
  }

  @Nested
  class RefreshTokens {
    @Test
    void rotate() {
      Map<String, Object> first = json(token(redemption(code()), APP));
      Map<String, Object> second = json(refresh(first.get("refresh_token"), APP));
      assertThat(second.get("refresh_token")).isNotNull().isNotEqualTo(first.get("refresh_token"));
      assertThat(second.get("access_token")).isNotEqualTo(first.get("access_token"));
      assertThat(refresh(second.get("refresh_token"), APP).response().status()).isEqualTo(200);
    }

    @Test
    void usedTwiceRevokeTheWholeFamily() {
      Map<String, Object> first = json(token(redemption(code()), APP));
      Map<String, Object> second = json(refresh(first.get("refresh_token"), APP));
      refused(refresh(first.get("refresh_token"), APP), "invalid_grant", "used before");
      refused(refresh(second.get("refresh_token"), APP), "invalid_grant", "revoked");
      assertThat(
              provider
                  .accessTokenVerifier(Fixture.API)
                  .verify(String.valueOf(second.get("access_token"))))
          .isInstanceOf(TokenVerdict.Invalid.class);
    }

    @Test
    void ofAnotherClientAreRefused() {
      Map<String, Object> first = json(token(redemption(code()), APP));
      refused(
          refresh(first.get("refresh_token"), basic("other", SECRET)),
          "invalid_grant",
          "another client");
    }

    @Test
    void expire() {
      Map<String, Object> first = json(token(redemption(code()), APP));
      now = now.plus(Duration.ofDays(30));
      refused(refresh(first.get("refresh_token"), APP), "invalid_grant", "expired");
    }

    @Test
    void narrowTheScopeForOneAccessTokenOnly() {
      Map<String, Object> first = json(token(redemption(code()), APP));
      Map<String, Object> narrow =
          json(
              token(
                  Map.of(
                      "grant_type",
                      "refresh_token",
                      "refresh_token",
                      String.valueOf(first.get("refresh_token")),
                      "scope",
                      "read"),
                  APP));
      assertThat(narrow).containsEntry("scope", "read").doesNotContainKey("id_token");
      assertThat(json(refresh(narrow.get("refresh_token"), APP)))
          .containsEntry("scope", "openid read");
    }

    @Test
    void neverWidenTheScope() {
      Map<String, Object> first = json(token(redemption(code()), APP));
      Map<String, String> wide =
          Map.of(
              "grant_type",
              "refresh_token",
              "refresh_token",
              String.valueOf(first.get("refresh_token")),
              "scope",
              "read write");
      refused(token(wide, APP), "invalid_scope", "granted only");
      assertThat(refresh(first.get("refresh_token"), APP).response().status()).isEqualTo(200);
    }
  }

  @Test
  void aPublicClientRedeemsByItsIdAndTheVerifier() {
    Map<String, String> asked = request();
    asked.put("client_id", "native");
    asked.put("redirect_uri", "http://127.0.0.1:50123/callback");
    Map<String, String> parameters = redemption(answer(authorize(asked)).get("code"));
    parameters.put("redirect_uri", "http://127.0.0.1:50123/callback");
    parameters.put("client_id", "native");
    assertThat(token(parameters).response().status()).isEqualTo(200);
  }

  @Test
  void aHintNamesTheUserToBeLoggedIn() {
    Map<String, String> asked = request();
    asked.put("login_hint", "grace");
    Map<String, Object> tokens = json(token(redemption(answer(authorize(asked)).get("code")), APP));
    TokenVerdict verdict =
        provider
            .accessTokenVerifier(Fixture.API)
            .verify(String.valueOf(tokens.get("access_token")));
    assertThat(((TokenVerdict.Valid) verdict).principal()).isEqualTo("grace");
  }
}
