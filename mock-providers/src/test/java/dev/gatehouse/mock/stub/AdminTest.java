package dev.gatehouse.mock.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import org.junit.jupiter.api.Test;

/** WireMock's admin API, as its remote clients speak it. */
class AdminTest {
  private final Stubs stubs = new Stubs();

  private ServerResponse admin(ServerRequest request) {
    return ((Answer.Whole) stubs.admin(request)).response();
  }

  private static String text(ServerResponse response) {
    return new String(response.body(), UTF_8);
  }

  @Test
  void addsAStub() {
    ServerResponse added =
        admin(
            Requests.post(
                "/__admin/mappings",
                """
                {"request": {"method": "GET", "url": "/orders"},
                 "response": {"status": 418}}
                """));

    assertThat(added.status()).isEqualTo(201);
    assertThat(stubs.answer(Requests.get("/orders"), Unseen.NOTHING))
        .get()
        .extracting(answer -> ((Answer.Whole) answer).response().status())
        .isEqualTo(418);
  }

  @Test
  void listsStubsAndRequests() {
    stubs.api().stubFor(get("/orders"));
    stubs.answer(Requests.get("/orders"), Unseen.NOTHING);

    assertThat(text(admin(Requests.get("/__admin/mappings")))).contains("/orders");
    assertThat(text(admin(Requests.get("/__admin/requests?limit=1"))))
        .contains("http://127.0.0.1:8480/orders");
    assertThat(
            text(
                admin(
                    Requests.post(
                        "/__admin/requests/count", "{\"method\":\"GET\",\"url\":\"/orders\"}"))))
        .contains("\"count\" : 1");
  }

  @Test
  void resetsEverything() {
    stubs.api().stubFor(get("/orders"));

    assertThat(admin(Requests.post("/__admin/reset", "")).status()).isEqualTo(200);
    assertThat(stubs.answer(Requests.get("/orders"), Unseen.NOTHING)).isEmpty();
  }

  @Test
  void removesEveryStub() {
    stubs.api().stubFor(get("/orders"));

    assertThat(admin(Requests.request("DELETE", "/__admin/mappings", "")).status()).isEqualTo(200);
    assertThat(stubs.answer(Requests.get("/orders"), Unseen.NOTHING)).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAStub() {
    ServerResponse refusal = admin(Requests.post("/__admin/mappings", "{\"reqest\": {}}"));

    assertThat(refusal.status()).isEqualTo(422);
    assertThat(text(refusal)).contains("reqest").doesNotContain("\tat ");
  }

  @Test
  void knowsNoOtherEndpoint() {
    assertThat(admin(Requests.get("/__admin/nonsense")).status()).isEqualTo(404);
  }

  @Test
  void doesNotEndTheServer() {
    ServerResponse refusal = admin(Requests.post("/__admin/shutdown", ""));

    assertThat(refusal.status()).isEqualTo(403);
    assertThat(text(refusal)).contains("close the Gatehouse");
    assertThat(admin(Requests.get("/__admin/mappings")).status()).isEqualTo(200);
  }

  @Test
  void savesNothingToDisk() {
    stubs.api().stubFor(get("/orders"));

    ServerResponse refusal = admin(Requests.post("/__admin/mappings/save", ""));

    assertThat(refusal.status()).isEqualTo(403);
    assertThat(text(refusal)).contains("in memory only");
  }
}
