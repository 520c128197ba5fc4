package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceGrantTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Field TV = basic("tv", SECRET);

  private final PeopleFixture fixture =
      new PeopleFixture(
          builder ->
              builder
                  .client(
                      RegisteredClient.confidential("tv", Secret.of(SECRET))
                          .grantTypes(GRANT, "refresh_token")
                          .scopes("openid", "read", "write")
                          .audience(Fixture.API, "https://second.example")
                          .build())
                  .client(
                      RegisteredClient.publicClient("radio")
                          .grantTypes(GRANT)
                          .scopes("read")
                          .audience(Fixture.API)
                          .build()));

  private Reply ask(String form, Field... authentication) {
    return fixture
        .provider
        .endpoint("/oauth2/default/device_authorization")
        .orElseThrow()
        .answer(post(form, authentication));
  }

  private Map<String, Object> codes() {
    return json(ask("scope=openid+read", TV));
  }

  private Reply poll(Object deviceCode, Field authentication, String... more) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("device_code", String.valueOf(deviceCode));
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return fixture.token(authentication, form);
  }

  private static void refused(Reply reply, int status, String error, String words) {
    assertThat(json(reply)).containsEntry("error", error).doesNotContainKey("access_token");
    assertThat(reply.response().status()).isEqualTo(status);
    assertThat(reply.explanation()).contains(words);
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
  }

  private void approve(Map<String, Object> codes) {
    fixture.provider.approveDevice(String.valueOf(codes.get("user_code")), "ada");
  }

  @Nested
  class GivesCodes {
    @Test
    void toAClientThatProvesItself() {
      Reply reply = ask("scope=openid+read", TV);
      assertThat(json(reply))
          .containsOnlyKeys(
              "device_code",
              "user_code",
              "verification_uri",
              "verification_uri_complete",
              "expires_in",
              "interval")
          .containsEntry("verification_uri", Fixture.ISSUER + "/device")
          .containsEntry(
              "verification_uri_complete",
              Fixture.ISSUER + "/device?user_code=" + json(reply).get("user_code"))
          .containsEntry("expires_in", 600L)
          .containsEntry("interval", 5L);
      assertThat(String.valueOf(json(reply).get("user_code")))
          .matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
      assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
      assertThat(reply.event()).isEqualTo("device_code.issued");
      assertThat(reply.explanation())
          .doesNotContain(String.valueOf(json(reply).get("device_code")));
    }

    @Test
    void toAPublicClientByItsId() {
      assertThat(json(ask("client_id=radio"))).containsKey("device_code");
    }

    @Test
    void thatAreNeverTheSame() {
      assertThat(codes()).doesNotContainValue(codes().get("device_code"));
    }
  }

  @Nested
  class RefusesCodes {
    @ParameterizedTest
    @CsvSource({
      "scope=admin,invalid_scope,asked for the scope admin",
      "resource=https://third.example,invalid_target,may have no token for",
      "scope=read&scope=read,invalid_request,more than once"
    })
    void forWhatTheClientMayNotHave(String form, String error, String words) {
      refused(ask(form, TV), 400, error, words);
    }

    @Test
    void toAClientThatDoesNotProveItself() {
      refused(ask("scope=read", basic("tv", "wrong")), 401, "invalid_client", "secret of client");
      refused(ask("client_id=tv"), 401, "invalid_client", "registered for client_secret_basic");
      refused(ask("scope=read"), 401, "invalid_client", "missing");
      refused(ask("client_id=nobody"), 401, "invalid_client", "no client is registered");
    }

    @Test
    void toAClientThatIsNotRegisteredForThem() {
      refused(
          ask("scope=read", basic("app", SECRET)), 400, "unauthorized_client", "registered for");
    }

    @Test
    void toWhoAsksByGet() {
      Reply reply = fixture.ada.get("device_authorization", Map.of("client_id", "radio"));
      refused(reply, 405, "invalid_request", "POST is right");
    }
  }

  @Nested
  class Polling {
    @Test
    void isPendingUntilSomebodyDecides() {
      Map<String, Object> codes = codes();
      refused(poll(codes.get("device_code"), TV), 400, "authorization_pending", "5 seconds");
      approve(codes);
      Map<String, Object> tokens = json(poll(codes.get("device_code"), TV));
      assertThat(tokens)
          .containsEntry("scope", "openid read")
          .containsKeys("access_token", "refresh_token", "id_token");
      assertThat(PeopleFixture.claims(String.valueOf(tokens.get("id_token"))))
          .containsEntry("sub", "subject-of-ada")
          .containsEntry("aud", "tv");
    }

    @Test
    void tooOftenHasToBecomeSlowerEachTime() {
      Object code = codes().get("device_code");
      refused(poll(code, TV), 400, "authorization_pending", "");
      fixture.advance(Duration.ofMillis(4_999));
      refused(poll(code, TV), 400, "slow_down", "has to wait 10 seconds");
      fixture.advance(Duration.ofMillis(9_999));
      refused(poll(code, TV), 400, "slow_down", "has to wait 15 seconds");
      fixture.advance(Duration.ofSeconds(15));
      refused(poll(code, TV), 400, "authorization_pending", "15 seconds");
    }

    @Test
    void atTheIntervalIsRightForever() {
      Object code = codes().get("device_code");
      for (int i = 0; i < 20; i++) {
        refused(poll(code, TV), 400, "authorization_pending", "");
        fixture.advance(Duration.ofSeconds(5));
      }
    }

    @Test
    void tooOftenIsNoReasonToWithholdWhatWasAllowed() {
      Map<String, Object> codes = codes();
      poll(codes.get("device_code"), TV);
      approve(codes);
      assertThat(json(poll(codes.get("device_code"), TV))).containsKey("access_token");
    }

    @Test
    void mayBeAsOftenAsTheDeviceLikesWhenThereIsNoInterval() {
      PeopleFixture quick =
          new PeopleFixture(
              builder ->
                  builder
                      .devicePollingInterval(Duration.ZERO)
                      .client(
                          RegisteredClient.publicClient("radio")
                              .grantTypes(GRANT)
                              .audience(Fixture.API)
                              .build()));
      Reply issued =
          quick
              .provider
              .endpoint("/oauth2/default/device_authorization")
              .orElseThrow()
              .answer(post("client_id=radio"));
      assertThat(json(issued)).containsEntry("interval", 0L);
      String form =
          Visitor.form(
              Map.of(
                  "client_id",
                  "radio",
                  "grant_type",
                  GRANT,
                  "device_code",
                  String.valueOf(json(issued).get("device_code"))));
      for (int i = 0; i < 3; i++) {
        Reply reply =
            quick.provider.endpoint("/oauth2/default/token").orElseThrow().answer(post(form));
        assertThat(json(reply)).containsEntry("error", "authorization_pending");
      }
    }

    @Test
    void endsWhenTheCodeExpires() {
      Map<String, Object> codes = codes();
      fixture.advance(Duration.ofMinutes(10));
      refused(poll(codes.get("device_code"), TV), 400, "expired_token", "expired at");
      assertThatThrownBy(() -> approve(codes)).hasMessageContaining("has expired");
    }

    @Test
    void endsWhenTheDeviceIsDenied() {
      Map<String, Object> codes = codes();
      fixture.provider.denyDevice(String.valueOf(codes.get("user_code")));
      refused(poll(codes.get("device_code"), TV), 400, "access_denied", "denied, by the API");
      refused(poll(codes.get("device_code"), TV), 400, "access_denied", "denied, by the API");
    }

    @Test
    void endsWithAReset() {
      Map<String, Object> codes = codes();
      approve(codes);
      fixture.provider.reset();
      refused(poll(codes.get("device_code"), TV), 400, "invalid_grant", "before a reset");
    }

    @Test
    void narrowsTheAudienceButNeverWidensIt() {
      Map<String, Object> codes = json(ask("resource=" + Fixture.encode(Fixture.API), TV));
      approve(codes);
      Object code = codes.get("device_code");
      refused(
          poll(code, TV, "resource", "https://second.example"), 400, "invalid_target", "no token");
      assertThat(json(poll(code, TV, "resource", Fixture.API))).containsKey("access_token");
    }
  }

  @Nested
  class RefusesADeviceCode {
    @Test
    void redeemedTwice() {
      Map<String, Object> codes = codes();
      approve(codes);
      assertThat(json(poll(codes.get("device_code"), TV))).containsKey("access_token");
      refused(poll(codes.get("device_code"), TV), 400, "invalid_grant", "redeemed before");
    }

    @Test
    void ofAnotherClientAndLeavesItToItsOwner() {
      Object code = json(ask("client_id=radio")).get("device_code");
      refused(poll(code, TV), 400, "invalid_grant", "another client than tv");
    }

    @Test
    void thatIsMissingOrNone() {
      refused(poll("", TV), 400, "invalid_request", "device_code is missing");
      refused(poll("garbage", TV), 400, "invalid_grant", "no such device code");
    }

    @Test
    void thatIsTheUserCode() {
      Map<String, Object> codes = codes();
      approve(codes);
      refused(poll(codes.get("user_code"), TV), 400, "invalid_grant", "no such device code");
    }

    @Test
    void changedByOneBit() {
      Map<String, Object> codes = codes();
      approve(codes);
      String code = String.valueOf(codes.get("device_code"));
      for (int bit = 0; bit < 6 * code.length(); bit++) {
        char[] changed = code.toCharArray();
        changed[bit / 6] ^= (char) (1 << (bit % 6));
        assertThat(poll(new String(changed), TV).response().status()).isEqualTo(400);
      }
      assertThat(json(poll(code, TV))).containsKey("access_token");
    }

    @Test
    void allButOnceWhen64RedeemIt() throws Exception {
      Map<String, Object> codes = codes();
      approve(codes);
      List<Callable<Integer>> polls =
          Collections.nCopies(64, () -> poll(codes.get("device_code"), TV).response().status());
      ExecutorService threads = Executors.newFixedThreadPool(64);
      try {
        List<Integer> statuses = new ArrayList<>();
        for (var poll : threads.invokeAll(polls)) {
          statuses.add(poll.get());
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses, 400)).isEqualTo(63);
      } finally {
        threads.shutdownNow();
      }
    }

    @Test
    void ofAClientThatIsNotRegisteredForTheGrant() {
      refused(
          poll(codes().get("device_code"), basic("app", SECRET)),
          400,
          "unauthorized_client",
          "registered for");
    }
  }

  @Nested
  class DecidesByCode {
    @ParameterizedTest
    @ValueSource(strings = {"lower", "bare", "spaced"})
    void howeverTheUserCodeIsWritten(String how) {
      Map<String, Object> codes = codes();
      String shown = String.valueOf(codes.get("user_code"));
      String typed =
          switch (how) {
            case "lower" -> shown.toLowerCase(Locale.ROOT);
            case "bare" -> shown.replace("-", "");
            default -> " " + shown.replace("-", " ") + ".";
          };
      fixture.provider.approveDevice(typed, "ada");
      assertThat(json(poll(codes.get("device_code"), TV))).containsKey("access_token");
    }

    @Test
    void onceAndForAUserThereIs() {
      Map<String, Object> codes = codes();
      String userCode = String.valueOf(codes.get("user_code"));
      assertThatThrownBy(() -> fixture.provider.approveDevice(userCode, "nobody"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("there is no user nobody");
      approve(codes);
      assertThatThrownBy(() -> approve(codes)).hasMessageContaining("decided already");
      assertThatThrownBy(() -> fixture.provider.denyDevice(userCode))
          .hasMessageContaining("decided already");
      assertThatThrownBy(() -> fixture.provider.denyDevice("BBBB-BBBB"))
          .hasMessageContaining("no device waits");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_000, 1, 1_500})
  void cannotBeSetUpWithAnIntervalThatIsNotOfWholeSeconds(long millis) {
    OAuth2Provider.Builder builder = OAuth2Provider.builder(Fixture.ISSUER, InstantSource.system());
    assertThatThrownBy(() -> builder.devicePollingInterval(Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("devicePollingInterval");
  }
}
