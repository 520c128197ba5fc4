package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.CredentialPlacement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {
  private static final Peer.Script API = (request, out) -> Peer.write(out, 200, "ok");

  @Test
  void headerPlacementFormEncodesBothHalvesBeforeBase64() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(""), API)) {
      assertThat(tokens.connection().get("/a").status()).isEqualTo(200);

      Peer.Seen request = tokens.endpoint().last();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.target()).isEqualTo("/token?tenant=a%2Fb");
      // base64("my+client:s3cret%2B%26%25")
      assertThat(request.all("Authorization"))
          .containsExactly("Basic bXkrY2xpZW50OnMzY3JldCUyQiUyNiUyNQ==");
      assertThat(request.all("Accept")).containsExactly("application/json");
      assertThat(request.all("Content-Type")).containsExactly("application/x-www-form-urlencoded");
      assertThat(request.text().split("&"))
          .containsExactlyInAnyOrder("grant_type=client_credentials", "scope=read+write");
      assertThat(tokens.bearers()).containsExactly("Bearer t1");
    }
  }

  @Test
  void bodyPlacementSendsNoAuthorization() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(""), API, CredentialPlacement.BODY, List.of())) {
      tokens.connection().get("/a");

      Peer.Seen request = tokens.endpoint().last();
      assertThat(request.all("Authorization")).isEmpty();
      assertThat(request.text().split("&"))
          .containsExactlyInAnyOrder(
              "grant_type=client_credentials",
              "client_id=my+client",
              "client_secret=s3cret%2B%26%25");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer", "BEARER", "BeArEr"})
  void tokenTypeIsComparedWithoutCase(String type) throws Exception {
    String answer = "{\"access_token\":\"x\",\"token_type\":\"" + type + "\",\"new\":[{}]}";
    try (Tokens tokens = new Tokens(Tokens.answering(200, answer), API)) {
      assertThat(tokens.connection().get("/a").status()).isEqualTo(200);
      assertThat(tokens.bearers()).containsExactly("Bearer x");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "200|{\"access_token\":\"x\",\"token_type\":\"mac\"}",
        "200|{\"access_token\":\"x\"}",
        "200|{\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":7,\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":\"a b\",\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":\"a\\u00e9\",\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":\"a=b\",\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}",
        "200|{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":\"soon\"}",
        "200|{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":{}}",
        "200|{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":\"4e9\"}",
        "200|{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":1e400}",
        "200|{\"access_token\":\"a\",\"token_type\":\"Bearer\"} x",
        "200|{\"access_token\":\"a\",\"token_type\":\"Bea",
        "200|[{\"access_token\":\"a\",\"token_type\":\"Bearer\"}]",
        "200|\"a\"",
        "200|null",
        "200|^^",
        "502|<html>Bad Gateway</html>",
        "500|{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
        "204|^^",
      })
  void refusesAnAnswerThatIsNoToken(int status, String body) throws Exception {
    try (Tokens tokens = new Tokens(Tokens.answering(status, body == null ? "" : body), API)) {
      var failure =
          catchThrowableOfType(TokenRequestException.class, () -> tokens.connection().get("/a"));
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure.error()).isEmpty();
      assertThat(tokens.endpoint().requests()).hasSize(1);
      assertThat(tokens.api().requests()).isEmpty();
    }
  }

  @Test
  void refusesAnAnswerThatIsNestedWithoutEnd() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.answering(200, "{\"a\":" + "[".repeat(500_000)), API)) {
      assertThat(
              catchThrowableOfType(
                  TokenRequestException.class, () -> tokens.connection().get("/a")))
          .hasMessageContaining("not a JSON object");
    }
  }

  @Test
  void keepsAnErrorCodeItDoesNotKnow() throws Exception {
    String answer =
        "{\"error\":\"moon_phase\",\"error_description\":\"not\\r\\n now, s3cret+&%"
            + " bXkrY2xpZW50OnMzY3JldCUyQiUyNiUyNQ== s3cret%2B%26%25\","
            + "\"error_uri\":\"https://x/y\"}";
    try (Tokens tokens = new Tokens(Tokens.answering(418, answer), API)) {
      var failure =
          catchThrowableOfType(TokenRequestException.class, () -> tokens.connection().get("/a"));
      assertThat(failure.status()).isEqualTo(418);
      assertThat(failure.error()).contains("moon_phase");
      assertThat(failure.description()).contains("not   now, *** *** ***");
      assertThat(failure.uri()).contains("https://x/y");
      assertThat(failure).hasMessageContaining("moon_phase").hasNoCause();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void neverFollowsARedirectOfTheTokenEndpoint(int status) throws Exception {
    try (Peer thief = Peer.ok("{}");
        Tokens tokens =
            new Tokens(
                (out, n) -> Peer.write(out, status, "", "Location: " + thief.uri() + "/token"),
                API)) {
      assertThat(
              catchThrowableOfType(
                  TokenRequestException.class, () -> tokens.connection().get("/a")))
          .hasMessageContaining("redirects");
      assertThat(thief.requests()).isEmpty();
    }
  }

  @Test
  void cutsAnEndlessAnswer() throws Exception {
    try (Tokens tokens =
        new Tokens(
            (out, n) -> {
              Peer.raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
              byte[] block = new byte[65536];
              while (true) {
                out.write(block);
              }
            },
            API)) {
      assertThat(
              catchThrowableOfType(
                  TokenRequestException.class, () -> tokens.connection().get("/a")))
          .hasMessageContaining("longer than");
    }
  }

  @Test
  void failsOnATruncatedAnswer() throws Exception {
    try (Tokens tokens =
        new Tokens(
            (out, n) -> {
              Peer.raw(
                  out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"a\"");
              out.close();
            },
            API)) {
      assertThat(
              catchThrowableOfType(TokenRequestException.class, () -> tokens.connection().get("/a"))
                  .step())
          .isEqualTo(Step.AUTHENTICATE);
    }
  }

  @Test
  void narrowedScopesAreVisible() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(",\"scope\":\"read\""), API)) {
      assertThat(tokens.connection().grantedScopes()).isEmpty();
      tokens.connection().get("/a");
      assertThat(tokens.connection().grantedScopes()).contains(List.of("read"));
    }
  }

  @Test
  void scopesLeftOutAreThoseAskedFor() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(""), API)) {
      tokens.connection().get("/a");
      assertThat(tokens.connection().grantedScopes()).contains(List.of("read", "write"));
    }
  }
}
