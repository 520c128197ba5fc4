package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.CredentialPlacement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationRequestTest {
  @Test
  void asksForACodeWithStateAndPkce() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      assertThat(flow.open().get("/a").status()).isEqualTo(200);

      Map<String, String> asked = flow.asked().get(0);
      assertThat(asked)
          .containsOnlyKeys(
              "response_type",
              "client_id",
              "redirect_uri",
              "scope",
              "state",
              "code_challenge",
              "code_challenge_method")
          .containsEntry("response_type", "code")
          .containsEntry("client_id", "my client")
          .containsEntry("scope", "read write")
          .containsEntry("code_challenge_method", "S256")
          .containsEntry("redirect_uri", flow.redirects().get(0).toString());
      Map<String, String> token = flow.tokenRequests().get(0);
      byte[] verifier = token.get("code_verifier").getBytes(StandardCharsets.US_ASCII);
      assertThat(asked.get("code_challenge"))
          .isEqualTo(
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier)));
      assertThat(token.get("code_verifier")).matches("[A-Za-z0-9._~-]{43,128}");
      assertThat(token)
          .containsEntry("grant_type", "authorization_code")
          .containsEntry("code", "c1")
          .containsEntry("redirect_uri", asked.get("redirect_uri"));
      assertThat(flow.bearers()).containsExactly("Bearer t1");
    }
  }

  @Test
  void everyLoginHasItsOwnStateNonceAndVerifier() throws Exception {
    try (CodeFlow flow = new CodeFlow().scopes("openid").token("")) {
      HttpConnection one = flow.open("one", options -> options);
      HttpConnection two = flow.open("two", options -> options);
      for (HttpConnection each : List.of(one, two)) {
        // No ID token comes: the attempts are what this is about.
        assertThatThrownBy(() -> each.get("/a")).isInstanceOf(AuthorizationFailedException.class);
        assertThatThrownBy(() -> each.get("/a")).isInstanceOf(AuthorizationFailedException.class);
      }

      for (String fresh : List.of("state", "nonce", "code_challenge")) {
        assertThat(flow.asked().stream().map(asked -> asked.get(fresh)))
            .hasSize(4)
            .doesNotHaveDuplicates()
            .allMatch(value -> value.length() >= 43);
      }
      assertThat(flow.tokenRequests().stream().map(token -> token.get("code_verifier")))
          .hasSize(4)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({"read, false", "openid, true"})
  void asksForANonceWithOpenIdOnly(String scope, boolean nonce) throws Exception {
    try (CodeFlow flow = new CodeFlow().scopes("profile", scope)) {
      try {
        flow.open().get("/a");
      } catch (AuthorizationFailedException e) {
        assertThat(nonce).isTrue(); // no ID token comes
      }
      assertThat(flow.asked().get(0).containsKey("nonce")).isEqualTo(nonce);
    }
  }

  @Test
  void withoutPkceThereIsNoChallengeAndNoVerifier() throws Exception {
    try (CodeFlow flow = new CodeFlow().withoutPkce()) {
      flow.open().get("/a");
      assertThat(flow.asked().get(0)).doesNotContainKeys("code_challenge", "code_challenge_method");
      assertThat(flow.tokenRequests().get(0)).doesNotContainKey("code_verifier");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?response_type=code&audience=x | ?response_type=code&audience=x&",
        "?audience=a%2Fb+c&audience=d | ?audience=a%2Fb+c&audience=d&",
        "?b=1&response%5Ftype=code&a=%7e | ?b=1&response_type=code&a=%7e&",
        "? | ?",
        "?flag&&x= | ?flag&x=&",
        "?prompt=login&response_mode=query | ?prompt=login&response_mode=query&",
      })
  void keepsTheOwnQueryInOrderAndDoublesNothing(String own, String start) throws Exception {
    try (CodeFlow flow = new CodeFlow().query(own)) {
      flow.open().get("/a");
      String uri = flow.authorizations().get(0).toString();
      assertThat(uri).startsWith(flow.at("/authorize") + start).doesNotContain("&&");
      for (String once : List.of("response_type", "client_id", "state", "scope")) {
        assertThat(QueryString.values(URI.create(uri), once)).hasSize(1);
      }
    }
  }

  @Test
  void replacesWhatThisLoginDecides() throws Exception {
    try (CodeFlow flow =
        new CodeFlow()
            .query("?state=fixed&client_id=other&x=1&scope=all&redirect_uri=http%3A//x")) {
      flow.open().get("/a");
      String query = flow.authorizations().get(0).getRawQuery();
      assertThat(query).startsWith("state=").contains("&x=1&scope=read%20write&redirect_uri=http");
      assertThat(flow.asked().get(0))
          .containsEntry("client_id", "my client")
          .doesNotContainEntry("state", "fixed");
    }
  }

  @Test
  void theOwnQueryMayNameTheScopes() throws Exception {
    try (CodeFlow flow = new CodeFlow().scopes().query("?scope=read+openid")) {
      assertThatThrownBy(() -> flow.open().get("/a")).hasMessageContaining("openid was asked for");
      assertThat(flow.asked().get(0)).containsEntry("scope", "read openid").containsKey("nonce");
    }
  }

  @Test
  void withoutScopesTheServerChooses() throws Exception {
    try (CodeFlow flow = new CodeFlow().scopes()) {
      flow.open().get("/a");
      assertThat(flow.asked().get(0)).doesNotContainKey("scope");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?response_type=token",
        "?response_type=code%20id_token",
        "?response_mode=fragment",
        "?response_type=code&response_type=token",
      })
  void refusesAnOwnQueryThatAsksForAnotherAnswer(String own) throws Exception {
    try (CodeFlow flow = new CodeFlow().query(own)) {
      var failure = catchThrowableOfType(InvalidSettingException.class, () -> flow.open());
      assertThat(failure.field()).isEqualTo("auth.authorizationUri");
    }
  }

  @Test
  void headerPlacementFormEncodesBothHalves() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.open().get("/a");
      Peer.Seen request = flow.seen("/token").get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.target()).isEqualTo("/token");
      assertThat(request.all("Content-Type")).containsExactly("application/x-www-form-urlencoded");
      assertThat(request.all("Authorization"))
          .containsExactly("Basic bXkrY2xpZW50OnMzY3JldCUyQiUyNiUyNQ==");
      assertThat(flow.tokenRequests().get(0)).doesNotContainKeys("client_secret", "client_id");
    }
  }

  @Test
  void bodyPlacementSendsNoAuthorization() throws Exception {
    try (CodeFlow flow = new CodeFlow().client(CodeFlow.SECRET, CredentialPlacement.BODY)) {
      flow.open().get("/a");
      assertThat(flow.seen("/token").get(0).all("Authorization")).isEmpty();
      assertThat(flow.tokenRequests().get(0))
          .containsEntry("client_id", "my client")
          .containsEntry("client_secret", CodeFlow.SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEADER", "BODY"})
  void aPublicClientNamesItselfAndProvesNothing(CredentialPlacement placement) throws Exception {
    try (CodeFlow flow =
        new CodeFlow()
            .client(null, placement)
            .token("\"expires_in\":0,\"refresh_token\":\"r%d\"")) {
      HttpConnection connection = flow.open();
      connection.get("/a");
      connection.get("/a");
      assertThat(flow.seen("/token")).allMatch(request -> request.all("Authorization").isEmpty());
      assertThat(flow.tokenRequests())
          .hasSize(2)
          .allSatisfy(
              request ->
                  assertThat(request)
                      .containsEntry("client_id", "my client")
                      .doesNotContainKey("client_secret"));
    }
  }
}
