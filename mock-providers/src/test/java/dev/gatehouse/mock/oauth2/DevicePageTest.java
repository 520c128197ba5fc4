package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static dev.gatehouse.mock.oauth2.Visitor.body;
import static dev.gatehouse.mock.oauth2.Visitor.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicePageTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Map<String, String> ALLOW =
      Map.of("action", "allow", "allow:read", "on", "allow:write", "on");
  private static final String ASKS = "Allow Living room TV?";

  private final PeopleFixture fixture = fixture(UnaryOperator.identity());
  private final Visitor ada = fixture.ada;

  private static PeopleFixture fixture(UnaryOperator<OAuth2Provider.Builder> more) {
    return new PeopleFixture(
        builder ->
            more.apply(
                builder.client(
                    RegisteredClient.publicClient("tv")
                        .name("Living room TV")
                        .grantTypes(GRANT)
                        .scopes("openid", "read", "write")
                        .audience(Fixture.API)
                        .consentRequired(false)
                        .build())));
  }

  private Map<String, Object> codes() {
    return codes(fixture);
  }

  private static Map<String, Object> codes(PeopleFixture fixture) {
    return json(
        fixture
            .provider
            .endpoint("/oauth2/default/device_authorization")
            .orElseThrow()
            .answer(post("client_id=tv")));
  }

  private static String userCode(Map<String, Object> codes) {
    return String.valueOf(codes.get("user_code"));
  }

  private Map<String, Object> poll(Map<String, Object> codes) {
    return poll(fixture, codes);
  }

  private static Map<String, Object> poll(PeopleFixture fixture, Map<String, Object> codes) {
    String form =
        Visitor.form(
            Map.of(
                "client_id",
                "tv",
                "grant_type",
                GRANT,
                "device_code",
                String.valueOf(codes.get("device_code"))));
    return json(
        fixture.provider.endpoint("/oauth2/default/token").orElseThrow().answer(post(form)));
  }

  private Reply enter(String code) {
    return ada.submit(ada.get("device", Map.of()), Map.of("user_code", code));
  }

  private void refused(Reply reply, int status, String words) {
    shows(reply, "Connect a device");
    assertThat(reply.response().status()).isEqualTo(status);
    assertThat(reply.event()).isEqualTo("user_code.refused");
    assertThat(body(reply)).contains("role=\"alert\"", words);
  }

  @Test
  void takesACodeThenTheLogInThenTheDecision() {
    Map<String, Object> codes = codes();
    Reply entered = enter(userCode(codes).toLowerCase(Locale.ROOT).replace("-", " "));
    shows(entered, "Log in");
    Reply consent = ada.logIn(entered, "ada", "lovelace");
    shows(consent, ASKS);
    assertThat(body(consent)).contains(userCode(codes), "name=\"allow:write\"");
    Reply done = ada.submit(consent, Map.of("action", "allow", "allow:read", "on"));
    shows(done, "Your device is connected");
    assertThat(done.event()).isEqualTo("device.allowed");
    assertThat(poll(codes)).containsEntry("scope", "openid read");
  }

  @Test
  void takesACodeFromItsAddressAndShowsItBeforeTheDecision() {
    Map<String, Object> codes = codes();
    fixture.logInAda();
    Reply consent = ada.get("device", Map.of("user_code", userCode(codes)));
    shows(consent, ASKS);
    assertThat(body(consent)).contains(userCode(codes));
    assertThat(poll(codes)).containsEntry("error", "authorization_pending");
    ada.submit(consent, ALLOW);
    assertThat(poll(codes)).containsKey("access_token");
  }

  @Test
  void asksForEachDeviceAnew() {
    fixture.logInAda();
    ada.submit(enter(userCode(codes())), ALLOW);
    shows(enter(userCode(codes())), ASKS);
  }

  @Test
  void tellsTheDeviceThatItWasDenied() {
    Map<String, Object> codes = codes();
    Reply consent = ada.logIn(enter(userCode(codes)), "ada", "lovelace");
    Reply done = ada.submit(consent, Map.of("action", "deny"));
    shows(done, "Your device is not connected");
    assertThat(done.event()).isEqualTo("device.refused");
    assertThat(poll(codes)).containsEntry("error", "access_denied");
  }

  @Test
  void tellsTheDeviceThatTheLogInWasCancelled() {
    Map<String, Object> codes = codes();
    shows(
        ada.submit(enter(userCode(codes)), Map.of("action", "cancel")),
        "Your device is not connected");
    assertThat(poll(codes)).containsEntry("error", "access_denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BBBB-CCCC", "garbage", "", "----"})
  void refusesACodeThatNoDeviceShows(String code) {
    codes();
    refused(enter(code), 200, "There is no such code.");
  }

  @Test
  void refusesACodeChangedByOneLetter() {
    String right = userCode(codes());
    for (int at = 0; at < right.length(); at++) {
      if (right.charAt(at) != '-') {
        char[] changed = right.toCharArray();
        changed[at] = changed[at] == 'B' ? 'C' : 'B';
        refused(enter(new String(changed)), 200, "There is no such code.");
      }
    }
  }

  @Test
  void showsWhatWasTypedAsText() {
    assertThat(body(enter("\"><script>"))).contains("value=\"&quot;&gt;&lt;script&gt;\"");
  }

  @Test
  void refusesACodeThatWasDecided() {
    Map<String, Object> codes = codes();
    fixture.provider.denyDevice(userCode(codes));
    refused(enter(userCode(codes)), 200, "This code was used before.");
  }

  @Test
  void refusesACodeThatHasExpired() {
    Map<String, Object> codes = codes();
    fixture.advance(Duration.ofMinutes(10));
    refused(enter(userCode(codes)), 200, "This code has expired.");
  }

  @Test
  void refusesADecisionThatComesTooLate() {
    Map<String, Object> codes = codes();
    fixture.logInAda();
    Reply consent = enter(userCode(codes));
    fixture.advance(Duration.ofMinutes(10));
    Reply late = ada.submit(consent, ALLOW);
    shows(late, "Your device is not connected");
    assertThat(late.response().status()).isEqualTo(400);
    assertThat(poll(codes)).containsEntry("error", "expired_token");
  }

  @Test
  void takesOneOfManyDecisions() throws Exception {
    Map<String, Object> codes = codes();
    fixture.logInAda();
    List<Callable<Integer>> decisions = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Reply consent = enter(userCode(codes));
      Map<String, String> answer = i % 2 == 0 ? ALLOW : Map.of("action", "deny");
      decisions.add(() -> ada.copy().submit(consent, answer).response().status());
    }
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      List<Integer> statuses = new ArrayList<>();
      for (var decision : threads.invokeAll(decisions)) {
        statuses.add(decision.get());
      }
      assertThat(statuses).containsOnlyOnce(200);
      assertThat(Collections.frequency(statuses, 400)).isEqualTo(63);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void takesNoCodeAfterTenWrongOnesInAMinute() {
    Map<String, Object> codes = codes();
    for (int i = 0; i < 10; i++) {
      refused(enter("BBBB-CCC" + i), 200, "There is no such code.");
    }
    Reply right = enter(userCode(codes));
    refused(right, 429, "too many wrong codes");
    assertThat(header(right, "Retry-After")).isEqualTo("60");
    refused(new Visitor(fixture.provider).get("device", Map.of("user_code", "BBBB")), 429, "Wait");
    fixture.advance(Duration.ofMinutes(1));
    shows(enter(userCode(codes)), "Log in");
  }

  @Test
  void countsNoRightCodeAsAGuess() {
    Map<String, Object> codes = codes();
    for (int i = 0; i < 30; i++) {
      shows(enter(userCode(codes)), "Log in");
    }
  }

  @Test
  void isReadByGetAndPostOnly() {
    Reply reply =
        fixture
            .provider
            .endpoint("/oauth2/default/device")
            .orElseThrow()
            .answer(new ServerRequest("DELETE", "http", "x", "/", null, List.of(), new byte[0]));
    assertThat(reply.response().status()).isEqualTo(405);
  }

  @Test
  void needsNoPageWhenAUserLogsInWithoutOne() {
    PeopleFixture automatic = fixture(builder -> builder.automaticLogin("grace"));
    Map<String, Object> codes = codes(automatic);
    assertThat(poll(automatic, codes)).containsEntry("error", "authorization_pending");
    Reply done = automatic.ada.get("device", Map.of("user_code", userCode(codes)));
    shows(done, "Your device is connected");
    Map<String, Object> tokens = poll(automatic, codes);
    assertThat(PeopleFixture.claims(String.valueOf(tokens.get("id_token"))))
        .containsEntry("sub", "grace");
  }
}
