package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationAnswerTest {
  private static AuthorizationFailedException refused(CodeFlow flow) {
    var failure =
        catchThrowableOfType(AuthorizationFailedException.class, () -> flow.open().get("/a"));
    assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
    assertThat(failure).hasNoCause();
    assertThat(flow.seen("/token")).isEmpty();
    assertThat(flow.bearers()).isEmpty();
    return failure;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code=c",
        "code=c&state=",
        "code=c&state=wrong",
        "code=c&state=%STATE%x",
        "code=c&state=%STATE%&state=%STATE%",
        "code=c&code=c&state=%STATE%",
        "code=c&code=d&state=%STATE%",
        "code=c&c%6fde=d&state=%STATE%",
        "code=c&state=%STATE%&iss=a&iss=b",
        "state=%STATE%",
        "code=&state=%STATE%",
        "code=c&state=%STATE%&iss=https://elsewhere.example",
        "code=c&state=%STATE%&iss=nonsense",
        "code=c&state=%STATE%&iss=",
        "code=c&state=%STATE%&error=access_denied",
        "error=access_denied",
        "error=access_denied&state=wrong",
        "",
      })
  void refusesAnAnswerThatIsNotRight(String answer) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.answer(request -> answer.replace("%STATE%", request.get("state")));
      AuthorizationFailedException failure = refused(flow);
      assertThat(failure.toString()).doesNotContain(flow.asked().get(0).get("state"));
    }
  }

  @Test
  void refusesTheStateOfAnEarlierLogin() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.open("first", options -> options).get("/a");
      String old = flow.asked().get(0).get("state");
      flow.answer("code=c&state=" + old);
      assertThat(
              catchThrowableOfType(
                  AuthorizationFailedException.class,
                  () -> flow.open("second", options -> options).get("/a")))
          .hasMessageContaining("another state");
      assertThat(flow.seen("/token")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/callback",
        "https://evil.example/callback",
        "myapp:/callback",
        "http://%HOST%/callback/x",
        "http://%HOST%/",
      })
  void refusesToBeSentElsewhere(String elsewhere) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      var failure =
          catchThrowableOfType(
              AuthorizationFailedException.class,
              () ->
                  flow.open(
                          options ->
                              options.withUserAgent(
                                  (asked, back) ->
                                      Optional.of(
                                          URI.create(
                                              elsewhere.replace("%HOST%", back.getRawAuthority())
                                                  + "?code=c&state="
                                                  + CodeFlow.parameters(asked.getRawQuery())
                                                      .get("state")))))
                      .get("/a"));
      assertThat(failure).hasMessageContaining("another URI");
      assertThat(flow.seen("/token")).isEmpty();
    }
  }

  @Test
  void anErrorIsTypedAndAsksForNoToken() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.answer(
          request ->
              "error=access_denied&error_description=not%0D%0Anow,+s3cret%2B%26%25+"
                  + request.get("state")
                  + "&error_uri=https%3A%2F%2Fx%2Fy&state="
                  + request.get("state"));
      AuthorizationFailedException failure = refused(flow);
      assertThat(failure.error()).contains("access_denied");
      assertThat(failure.description()).contains("not  now, *** ***");
      assertThat(failure.uri()).contains("https://x/y");
      assertThat(failure)
          .hasMessage(
              "the authorization server answered access_denied: not  now, *** ***"
                  + " (see https://x/y)");
    }
  }

  @Test
  void keepsAnErrorCodeItDoesNotKnow() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.answer(request -> "error=moon_phase&state=" + request.get("state"));
      AuthorizationFailedException failure = refused(flow);
      assertThat(failure.error()).contains("moon_phase");
      assertThat(failure.description()).isEmpty();
      assertThat(failure.uri()).isEmpty();
    }
  }

  @Test
  void ignoresParametersItDoesNotKnow() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.answer(request -> "session_state=1&code=a%2Fb%2B+c&state=" + request.get("state"));
      assertThat(flow.open().get("/a").status()).isEqualTo(200);
      assertThat(flow.tokenRequests().get(0)).containsEntry("code", "a/b+ c");
    }
  }

  @Test
  void takesAnIssOfTheAuthorizationUrisOrigin() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.answer(request -> "code=c&state=" + request.get("state") + "&iss=" + flow.at("/tenant"));
      assertThat(flow.open().get("/a").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, /tenant, true",
    "true, , false",
    "true, /other, false",
    "true, /tenant/, false",
    "false, /tenant, true",
    "false, , true",
    "false, /other, false",
  })
  void theIssuersMetadataSayWhetherIssHasToBeThere(boolean promised, String iss, boolean good)
      throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page(
          "/tenant/.well-known/openid-configuration",
          200,
          "{\"issuer\":\""
              + flow.at("/tenant")
              + "\",\"authorization_response_iss_parameter_supported\":"
              + promised
              + "}");
      Function<Map<String, String>, String> code =
          request -> "code=c&state=" + request.get("state");
      flow.answer(request -> code.apply(request) + (iss == null ? "" : "&iss=" + flow.at(iss)));
      HttpConnection connection = flow.open(options -> options.withIssuer(flow.at("/tenant")));
      if (good) {
        assertThat(connection.get("/a").status()).isEqualTo(200);
      } else {
        assertThat(
                catchThrowableOfType(
                    AuthorizationFailedException.class, () -> connection.get("/a")))
            .hasMessageContaining("iss");
        assertThat(flow.seen("/token")).isEmpty();
      }
    }
  }

  @Test
  void anErrorOfAnotherIssuerIsNotBelieved() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.answer(
          request -> "error=access_denied&iss=https://x.example&state=" + request.get("state"));
      assertThat(refused(flow).error()).isEmpty();
    }
  }

  @Test
  void theRedirectUrisOwnQueryIsNoPartOfTheAnswer() throws Exception {
    try (CodeFlow flow = new CodeFlow().redirectUri("https://app.example/cb?a=own&a=twice")) {
      assertThat(flow.open().get("/a").status()).isEqualTo(200);
      assertThat(flow.tokenRequests().get(0))
          .containsEntry("redirect_uri", "https://app.example/cb?a=own&a=twice");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "state", "iss", "error", "response", "st%61te"})
  void refusesARedirectUriThatLooksLikeAnAnswer(String name) throws Exception {
    try (CodeFlow flow = new CodeFlow().redirectUri("https://app.example/cb?" + name + "=own")) {
      assertThat(catchThrowableOfType(InvalidSettingException.class, flow::open).field())
          .isEqualTo("auth.redirectUri");
    }
  }

  @Test
  void aSchemeOfTheAppsOwnIsARedirectUriToo() throws Exception {
    try (CodeFlow flow = new CodeFlow().redirectUri("com.example.app:/cb")) {
      assertThat(flow.open().get("/a").status()).isEqualTo(200);
      assertThat(flow.redirects()).containsExactly(URI.create("com.example.app:/cb"));
    }
  }
}
