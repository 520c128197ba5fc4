package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {
  private static final String INVALID_GRANT =
      "{\"error\":\"invalid_grant\",\"error_description\":\"r1 is spent\"}";

  private static List<String> grants(CodeFlow flow) {
    return flow.tokenRequests().stream().map(request -> request.get("grant_type")).toList();
  }

  private static List<String> refreshTokens(CodeFlow flow) {
    return flow.tokenRequests().stream()
        .filter(request -> request.containsKey("refresh_token"))
        .map(request -> request.get("refresh_token"))
        .toList();
  }

  @Test
  void renewsBeforeTheTokenExpiresAndWithoutTheUser() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      flow.clock().advance(Duration.ofSeconds(3539));
      connection.get("/a");
      assertThat(flow.tokenRequests()).hasSize(1);
      flow.clock().advance(Duration.ofSeconds(1));
      connection.get("/a");

      assertThat(flow.bearers()).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
      assertThat(flow.authorizations()).hasSize(1);
      assertThat(flow.tokenRequests().get(1))
          .containsEntry("grant_type", "refresh_token")
          .containsEntry("refresh_token", "r1")
          .doesNotContainKeys("scope", "redirect_uri", "code", "code_verifier");
      assertThat(flow.seen("/token").get(1).all("Authorization")).hasSize(1);
    }
  }

  @Test
  void aNewRefreshTokenReplacesTheOldOne() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      for (int i = 0; i < 4; i++) {
        connection.get("/a");
        flow.clock().advance(Duration.ofHours(1));
      }
      assertThat(refreshTokens(flow)).containsExactly("r1", "r2", "r3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"refresh_token\":null", ",\"refresh_token\":\"\""})
  void withoutANewRefreshTokenTheOldOneStays(String none) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      flow.token("\"expires_in\":3600" + none);
      for (int i = 0; i < 3; i++) {
        flow.clock().advance(Duration.ofHours(1));
        connection.get("/a");
      }
      assertThat(refreshTokens(flow)).containsExactly("r1", "r1", "r1");
    }
  }

  @Test
  void aRefreshTokenThatIsNoTextIsRefused() throws Exception {
    try (CodeFlow flow = new CodeFlow().token("\"refresh_token\":7")) {
      assertThat(catchThrowableOfType(TokenRequestException.class, () -> flow.open().get("/a")))
          .hasMessageContaining("refresh_token must be a text");
    }
  }

  @Test
  void withoutARefreshTokenTheUserLogsInAgain() throws Exception {
    try (CodeFlow flow = new CodeFlow().token("\"expires_in\":3600")) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      flow.clock().advance(Duration.ofHours(1));
      connection.get("/a");
      assertThat(grants(flow)).containsExactly("authorization_code", "authorization_code");
      assertThat(flow.authorizations()).hasSize(2);
    }
  }

  @Test
  void invalidGrantMeansLogInAgainAndTheNextRequestDoes() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      flow.clock().advance(Duration.ofHours(1));
      flow.page("/token", 400, INVALID_GRANT);

      var failure = catchThrowableOfType(LoginRequiredException.class, () -> connection.get("/a"));
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(failure).hasCauseInstanceOf(TokenRequestException.class);
      assertThat(failure.getMessage()).contains("*** is spent").doesNotContain("r1");
      assertThat(flow.tokenRequests()).hasSize(2);
      assertThat(flow.authorizations()).hasSize(1);

      flow.token("\"expires_in\":3600");
      assertThat(connection.get("/a").status()).isEqualTo(200);
      assertThat(flow.authorizations()).hasSize(2);
      assertThat(refreshTokens(flow)).containsExactly("r1");
    }
  }

  @Test
  void fiftyThreadsAndInvalidGrantAreNoStorm() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      flow.clock().advance(Duration.ofHours(1));
      flow.page(
          "/token",
          (request, out) -> {
            boolean refresh = request.text().contains("refresh_token");
            Peer.write(
                out,
                refresh ? 400 : 200,
                refresh
                    ? INVALID_GRANT
                    : "{\"access_token\":\"new\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
          });
      List<Object> results =
          Crowd.together(
              50,
              () -> {
                try {
                  return connection.get("/a").status();
                } catch (LoginRequiredException e) {
                  return "log in";
                }
              });
      // Who comes after the failure logs in, once.
      assertThat(results).contains("log in").isSubsetOf("log in", 200);
      assertThat(refreshTokens(flow)).containsExactly("r1");
      assertThat(flow.authorizations()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "500|oops",
        "400|{\"error\":\"invalid_client\"}",
        "400|{\"error\":\"temporarily_unavailable\"}",
        "200|{}",
        "302|",
      })
  void anyOtherFailureKeepsTheRefreshToken(int status, String body) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      flow.clock().advance(Duration.ofHours(1));
      flow.page("/token", status, body == null ? "" : body, "Location: /elsewhere");
      assertThat(catchThrowableOfType(TokenRequestException.class, () -> connection.get("/a")))
          .isNotNull();
      flow.token("\"expires_in\":3600");
      connection.get("/a");
      assertThat(refreshTokens(flow)).containsExactly("r1", "r1");
      assertThat(flow.authorizations()).hasSize(1);
    }
  }

  @Test
  void fiftyThreadsMakeOneLoginAndLaterOneRefresh() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      assertThat(Crowd.together(50, () -> connection.get("/a").status())).containsOnly(200);
      assertThat(flow.authorizations()).hasSize(1);
      assertThat(flow.tokenRequests()).hasSize(1);

      flow.clock().advance(Duration.ofHours(1));
      assertThat(Crowd.together(50, () -> connection.get("/a").status())).containsOnly(200);
      assertThat(grants(flow)).containsExactly("authorization_code", "refresh_token");
    }
  }

  @Test
  void aFailedLoginReleasesAllWhoWaitAndIsNotKept() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.answer(request -> "error=access_denied&state=" + request.get("state"));
      HttpConnection connection = flow.open();
      List<Boolean> denied =
          Crowd.together(
              20,
              () ->
                  catchThrowableOfType(
                          AuthorizationFailedException.class, () -> connection.get("/a"))
                      .error()
                      .filter("access_denied"::equals)
                      .isPresent());
      assertThat(denied).containsOnly(true);
      assertThat(flow.tokenRequests()).isEmpty();

      flow.answer(request -> "code=c&state=" + request.get("state"));
      assertThat(connection.get("/a").status()).isEqualTo(200);
    }
  }

  @Test
  void aRefusedTokenIsRefreshedOnceAndTheRequestReplayedOnce() throws Exception {
    try (CodeFlow flow = new CodeFlow().api(CodeFlow.taking("t2"))) {
      Response response = flow.open().post("/a?b=c", Body.text("payload", "text/plain"));
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("payload");
      assertThat(flow.bearers()).containsExactly("Bearer t1", "Bearer t2");
      assertThat(grants(flow)).containsExactly("authorization_code", "refresh_token");
      assertThat(flow.authorizations()).hasSize(1);
    }
  }

  @Test
  void aTokenThatIsNeverRightIsRetriedOnce() throws Exception {
    try (CodeFlow flow = new CodeFlow().api(CodeFlow.taking())) {
      assertThat(flow.open().get("/a").status()).isEqualTo(401);
      assertThat(flow.bearers()).hasSize(2);
      assertThat(flow.tokenRequests()).hasSize(2);
    }
  }

  @Test
  void aRefusedTokenWithoutRefreshTokenMeansOneMoreLogin() throws Exception {
    try (CodeFlow flow = new CodeFlow().token("\"expires_in\":3600").api(CodeFlow.taking("t2"))) {
      assertThat(flow.open().get("/a").status()).isEqualTo(200);
      assertThat(flow.authorizations()).hasSize(2);
    }
  }

  @Test
  void fiftyRefusalsAtOnceMakeOneRefresh() throws Exception {
    try (CodeFlow flow = new CodeFlow().api(CodeFlow.taking("t2"))) {
      HttpConnection connection = flow.open();
      assertThat(Crowd.together(50, () -> connection.get("/a").status())).containsOnly(200);
      assertThat(grants(flow)).containsExactly("authorization_code", "refresh_token");
    }
  }

  @Test
  void grantedScopesAreVisibleAndStayWhenARefreshNamesNone() throws Exception {
    try (CodeFlow flow =
        new CodeFlow().token("\"expires_in\":60,\"refresh_token\":\"r\",\"scope\":\"read\"")) {
      HttpConnection connection = flow.open();
      assertThat(connection.grantedScopes()).isEmpty();
      connection.get("/a");
      assertThat(connection.grantedScopes()).contains(List.of("read"));
      flow.token("\"expires_in\":60");
      flow.clock().advance(Duration.ofHours(1));
      connection.get("/a");
      assertThat(connection.grantedScopes()).contains(List.of("read"));
    }
  }

  @Test
  void scopesLeftOutAreThoseAskedFor() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      assertThat(connection.grantedScopes()).contains(List.of("read", "write"));
    }
  }

  @Test
  void aCodeIsNeverSentTwice() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page("/token", (request, out) -> out.close());
      HttpConnection connection = flow.open();
      for (int i = 0; i < 3; i++) {
        assertThat(catchThrowableOfType(TokenRequestException.class, () -> connection.get("/a")))
            .isNotNull();
      }
      assertThat(flow.tokenRequests().stream().map(request -> request.get("code")))
          .containsExactly("c1", "c2", "c3");
    }
  }

  @Test
  void aRefusedCodeIsTheTokenEndpointsAnswerAndQuotesNoSecret() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page(
          "/token",
          (request, out) -> {
            Map<String, String> form = CodeFlow.parameters(request.text());
            Peer.write(
                out,
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\""
                    + form.get("code")
                    + " "
                    + form.get("code_verifier")
                    + " "
                    + CodeFlow.SECRET
                    + "\"}");
          });
      var failure = catchThrowableOfType(TokenRequestException.class, () -> flow.open().get("/a"));
      assertThat(failure.error()).contains("invalid_grant");
      assertThat(failure.description()).contains("*** *** ***");
    }
  }
}
