package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.FORM;
import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static dev.gatehouse.mock.oauth2.Fixture.rawBasic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {
  private static final String GRANT = "grant_type=client_credentials";
  private static final Field CLIENT = basic("basic:+ü", SECRET);

  private final Fixture fixture = new Fixture();

  private Reply refused(ServerRequest request, int status, String error, String event) {
    Reply reply = fixture.token(request);
    assertThat(json(reply)).containsEntry("error", error).containsKey("error_description");
    assertThat(json(reply)).doesNotContainKey("access_token");
    assertThat(reply.response().status()).isEqualTo(status);
    assertThat(reply.event()).isEqualTo(event);
    assertThat(reply.explanation()).isNotBlank().doesNotContain(SECRET, "s3cret");
    assertThat(header(reply, "Content-Type")).isEqualTo("application/json");
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(reply, "Pragma")).isEqualTo("no-cache");
    if (status == 401) {
      assertThat(header(reply, "WWW-Authenticate")).startsWith("Basic realm=");
    }
    return reply;
  }

  private Reply invalidRequest(ServerRequest request) {
    return refused(request, 400, "invalid_request", "token_request.refused");
  }

  private Reply invalidClient(ServerRequest request) {
    return refused(request, 401, "invalid_client", "client_authentication.refused");
  }

  @Nested
  class Issues {
    @Test
    void aTokenWithEveryScopeOfTheClientWhenNoneIsAskedFor() {
      Reply reply = fixture.token(post(GRANT, CLIENT));

      assertThat(reply.response().status()).isEqualTo(200);
      assertThat(json(reply))
          .containsEntry("token_type", "Bearer")
          .containsEntry("scope", "read write")
          .containsKey("access_token");
      assertThat(((Number) json(reply).get("expires_in")).longValue()).isEqualTo(600);
      assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
      assertThat(header(reply, "Pragma")).isEqualTo("no-cache");
      assertThat(reply.event()).isEqualTo("access_token.issued");
    }

    @Test
    void aTokenForACredentialInTheBody() {
      Reply reply = fixture.token(post(GRANT + "&client_id=post&client_secret=" + encode(SECRET)));
      assertThat(reply.response().status()).isEqualTo(200);
    }

    @Test
    void theScopesAskedForAndNoOthers() {
      assertThat(json(fixture.token(post(GRANT + "&scope=write", CLIENT))))
          .containsEntry("scope", "write");
      assertThat(json(fixture.token(post(GRANT + "&scope=write+read+write", CLIENT))))
          .containsEntry("scope", "write read");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "&unknown=1",
          "&scope=",
          "&client_id=&client_secret=",
          "&client_id=basic%3A%2B%C3%BC",
          "&audience=a&audience=b",
          "&"
        })
    void aTokenWhateverIsBesideThatDoesNotCount(String more) {
      Reply reply = fixture.token(post(GRANT + more, CLIENT));
      assertThat(reply.response().status()).isEqualTo(200);
      assertThat(json(reply)).containsEntry("scope", "read write");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          FORM,
          "Application/X-WWW-Form-Urlencoded",
          FORM + ";charset=UTF-8",
          FORM + "; charset=\"utf-8\""
        })
    void aTokenForEveryFormOfTheContentType(String type) {
      assertThat(fixture.token(typed(type)).response().status()).isEqualTo(200);
    }

    @Test
    void neverTheSameTokenTwice() {
      assertThat(fixture.accessToken()).isNotEqualTo(fixture.accessToken());
    }
  }

  @Nested
  class RefusesTheRequest {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post"})
    void byAnotherMethod(String method) {
      ServerRequest right = post(GRANT, CLIENT);
      ServerRequest request =
          new ServerRequest(method, "http", "x", "/", null, right.fields(), right.body());
      Reply reply = refused(request, 405, "invalid_request", "token_request.refused");
      assertThat(header(reply, "Allow")).isEqualTo("POST");
    }

    @Test
    void withParametersInTheQuery() {
      ServerRequest right = post(GRANT, CLIENT);
      invalidRequest(
          new ServerRequest("POST", "http", "x", "/", "a=b", right.fields(), right.body()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "application/json",
          "text/plain",
          "multipart/form-data",
          "",
          FORM + ";charset=ISO-8859-1",
          FORM + "x"
        })
    void ofAnotherContentType(String type) {
      invalidRequest(typed(type));
    }

    @Test
    void withoutContentTypeOrWithTwo() {
      byte[] body = GRANT.getBytes(StandardCharsets.UTF_8);
      invalidRequest(new ServerRequest("POST", "http", "x", "/", null, List.of(CLIENT), body));
      invalidRequest(post(GRANT, CLIENT, new Field("Content-Type", FORM)));
    }

    @Test
    void withAParameterTwice() {
      assertThat(invalidRequest(post(GRANT + "&" + GRANT, CLIENT)).explanation())
          .contains("grant_type");
      invalidRequest(post(GRANT + "&scope=read&scope=read", CLIENT));
      invalidRequest(post(GRANT + "&scope=&scope=read", CLIENT));
      invalidRequest(
          post(GRANT + "&client_id=post&client_secret=a&client_secret=" + encode(SECRET)));
      assertThat(invalidRequest(post(GRANT + "&hush=1&hush=2", CLIENT)).explanation())
          .doesNotContain("hush");
    }

    @Test
    void withAMalformedForm() {
      invalidRequest(post(GRANT + "&scope=%zz", CLIENT));
      invalidRequest(post(GRANT + "&scope=%E9", CLIENT));
      invalidRequest(post(GRANT + "&scope=é", CLIENT));
    }

    @Test
    void withoutGrantType() {
      invalidRequest(post("scope=read", CLIENT));
      invalidRequest(post("grant_type=", CLIENT));
      invalidRequest(post("", CLIENT));
    }

    @Test
    void withAGrantTypeTheServerDoesNotHave() {
      Reply reply =
          refused(
              post("grant_type=password", CLIENT), 400, "unsupported_grant_type", "grant.refused");
      assertThat(reply.explanation()).contains("client_credentials");
      refused(
          post("grant_type=Client_Credentials", CLIENT),
          400,
          "unsupported_grant_type",
          "grant.refused");
    }

    @Test
    void withAGrantTypeTheClientMayNotUse() {
      refused(post(GRANT, basic("nothing", SECRET)), 400, "unauthorized_client", "grant.refused");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"admin", "read+admin", "READ", "read++write", "+read", "read+", "%22", "a%0Ab"})
    void withAScopeTheClientMayNotHaveOrThatIsNone(String scope) {
      refused(post(GRANT + "&scope=" + scope, CLIENT), 400, "invalid_scope", "grant.refused");
    }
  }

  @Nested
  class RefusesTheClient {
    @Test
    void thatShowsNothing() {
      invalidClient(post(GRANT));
    }

    @Test
    void thatSendsItsIdOnly() {
      assertThat(invalidClient(post(GRANT + "&client_id=post")).explanation())
          .contains("its client_id and no proof (none), but is registered for client_secret_post");
      invalidClient(post(GRANT + "&client_id=post&client_secret="));
    }

    @Test
    void thatSendsItsSecretOnly() {
      assertThat(invalidClient(post(GRANT + "&client_secret=" + encode(SECRET))).explanation())
          .contains("client_id");
    }

    @Test
    void thatIsUnknown() {
      Reply unknown = invalidClient(post(GRANT, basic("other", SECRET)));
      Reply wrong = invalidClient(post(GRANT, basic("nothing", "x")));
      assertThat(unknown.response().body()).isEqualTo(wrong.response().body());
      assertThat(invalidClient(post(GRANT, basic("BASIC:+ü", SECRET))).explanation())
          .contains("case");
    }

    @Test
    void thatPutsIdAndSecretTheWrongWayRound() {
      assertThat(invalidClient(post(GRANT, basic(SECRET, "basic:+ü"))).explanation())
          .contains("wrong way round");
    }

    @Test
    void whoseSecretIsWrong() {
      invalidClient(post(GRANT, basic("basic:+ü", "wrong")));
      invalidClient(post(GRANT, basic("basic:+ü", "")));
      invalidClient(post(GRANT + "&client_id=post&client_secret=wrong"));
      assertThat(invalidClient(post(GRANT, basic("basic:+ü", SECRET + " "))).explanation())
          .contains("white space");
    }

    @Test
    void thatLeavesOutTheFormEncodingBeforeBase64() {
      Fixture percent = new Fixture();
      OAuth2Provider provider =
          OAuth2Provider.builder(Fixture.ISSUER, percent.clock)
              .client(
                  RegisteredClient.confidential("plus", Secret.of("a+b"))
                      .grantTypes("client_credentials")
                      .audience(Fixture.API)
                      .build())
              .build();
      Reply reply =
          provider
              .endpoint("/oauth2/default/token")
              .orElseThrow()
              .answer(post(GRANT, rawBasic("plus:a+b")));
      assertThat(reply.response().status()).isEqualTo(401);
      assertThat(reply.explanation()).contains("form-encoded before Base64");
    }

    @Test
    void whoseEncodedSecretIsMalformed() {
      invalidClient(post(GRANT, rawBasic("basic:" + SECRET)));
      invalidClient(post(GRANT, rawBasic("nothing:100%")));
    }

    @Test
    void thatUsesAnotherMethodThanItIsRegisteredFor() {
      Reply body =
          invalidClient(
              post(
                  GRANT + "&client_id=" + encode("basic:+ü") + "&client_secret=" + encode(SECRET)));
      assertThat(body.explanation())
          .isEqualTo(
              "client basic:+ü sent its secret in the body (client_secret_post), but is"
                  + " registered for client_secret_basic");
      invalidClient(post(GRANT, basic("post", SECRET)));
    }

    @Test
    void thatUsesTwoMethodsAtOnce() {
      invalidRequest(
          post(
              GRANT + "&client_id=" + encode("basic:+ü") + "&client_secret=" + encode(SECRET),
              CLIENT));
      invalidRequest(post(GRANT + "&client_secret=x", CLIENT));
    }

    @Test
    void thatNamesAnotherClientInTheBody() {
      invalidRequest(post(GRANT + "&client_id=post", CLIENT));
    }

    @Test
    void thatSendsTwoAuthorizationFields() {
      invalidRequest(post(GRANT, CLIENT, CLIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "Basic", "Basic !!", "Basic YWJj", "Digest x"})
    void whoseAuthorizationFieldIsNoBasic(String value) {
      invalidClient(post(GRANT, new Field("Authorization", value)));
    }
  }

  /** No bit of the credentials can be turned without the token being refused. */
  @Property
  void noOneBitMutationOfTheCredentialsGetsAToken(
      @ForAll @IntRange(max = 31) int position, @ForAll @IntRange(max = 6) int bit) {
    String credentials = CLIENT.value().substring(6);
    assertThat(credentials.length()).isGreaterThan(32);
    char[] mutated = credentials.toCharArray();
    int at = mutated.length - 1 - position;
    mutated[at] ^= (char) (1 << bit);
    String value = "Basic " + new String(mutated);
    Reply reply = fixture.token(post(GRANT, new Field("Authorization", value)));
    if (!decodesToTheSame(new String(mutated))) {
      assertThat(reply.response().status()).isIn(400, 401);
    }
  }

  /** %2b and %2B are one character in two forms (RFC 3986, section 2.1). */
  private static boolean decodesToTheSame(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return URLDecoder.decode(pair, StandardCharsets.UTF_8).equals("basic:+ü:" + SECRET);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ServerRequest typed(String type) {
    return new ServerRequest(
        "POST",
        "http",
        "x",
        "/",
        null,
        List.of(CLIENT, new Field("Content-Type", type)),
        GRANT.getBytes(StandardCharsets.UTF_8));
  }
}
