package dev.gatehouse.mock.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.gatehouse.mock.stub.Requests.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a stub can answer, and that the server gets told to carry it out. */
class StubAnswerTest {
  private final Stubs stubs = new Stubs();

  private Answer answerOf(ResponseDefinitionBuilder response) {
    stubs.api().stubFor(get("/x").willReturn(response));
    return stubs.answer(Requests.get("/x"), Unseen.NOTHING).orElseThrow();
  }

  private static ServerResponse whole(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Whole.class);
    return ((Answer.Whole) answer).response();
  }

  private static String text(ServerResponse response) {
    return new String(response.body(), UTF_8);
  }

  @Test
  void answersWithStatusHeadersAndBody() {
    ServerResponse response =
        whole(answerOf(okJson("{\"id\":7}").withStatus(201).withHeader("X-Count", "1")));

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.fields())
        .contains(field("Content-Type", "application/json"), field("X-Count", "1"));
    assertThat(text(response)).isEqualTo("{\"id\":7}");
  }

  @Test
  void keepsRepeatedHeadersInOrderAndInTheirOwnCase() {
    ServerResponse response =
        whole(answerOf(ok().withHeader("Set-Cookie", "a=1", "b=2").withHeader("x-lOwEr", "kept")));

    assertThat(response.fields())
        .containsSubsequence(
            field("Set-Cookie", "a=1"), field("Set-Cookie", "b=2"), field("x-lOwEr", "kept"));
  }

  @Test
  void answersBytesAsTheyAre() {
    byte[] bytes = {0, (byte) 0xff, 13, 10};

    assertThat(whole(answerOf(ok().withBody(bytes))).body()).isEqualTo(bytes);
  }

  @Test
  void answersWithoutABody() {
    assertThat(whole(answerOf(aResponse().withStatus(204))).body()).isEmpty();
  }

  @Test
  void fillsTemplatesFromTheRequest() {
    stubs
        .api()
        .stubFor(
            post(urlPathEqualTo("/x"))
                .willReturn(
                    ok("{{request.query.a}} {{jsonPath request.body '$.id'}} {{request.url}}")
                        .withTransformers("response-template")));

    assertThat(
            text(
                whole(
                    stubs
                        .answer(
                            Requests.post("/api/none/x?a=1", "{\"id\":7}"),
                            new Unseen("/api/none", Set.of()))
                        .orElseThrow())))
        .isEqualTo("1 7 /x?a=1");
  }

  @Test
  void leavesDelaysToTheServer() {
    assertThat(answerOf(ok("late").withFixedDelay(60_000)))
        .asInstanceOf(type(Answer.Delayed.class))
        .satisfies(delayed -> assertThat(delayed.by()).isEqualTo(Duration.ofMinutes(1)))
        .satisfies(delayed -> assertThat(text(whole(delayed.then()))).isEqualTo("late"));
  }

  @Test
  void leavesTheGlobalDelayToTheServerUntilReset() {
    stubs.api().setGlobalFixedDelay(60_000);
    assertThat(answerOf(ok())).isInstanceOf(Answer.Delayed.class);

    stubs.reset();

    assertThat(answerOf(ok())).isInstanceOf(Answer.Whole.class);
  }

  @Test
  void leavesDribblingToTheServer() {
    assertThat(answerOf(ok("drip drop").withChunkedDribbleDelay(4, 2_000)))
        .asInstanceOf(type(Answer.Dribbled.class))
        .satisfies(dribbled -> assertThat(dribbled.parts()).isEqualTo(4))
        .satisfies(dribbled -> assertThat(dribbled.over()).isEqualTo(Duration.ofSeconds(2)))
        .satisfies(dribbled -> assertThat(text(dribbled.response())).isEqualTo("drip drop"));
  }

  @Test
  void dribblesAtLeastOnePart() {
    assertThat(answerOf(ok("x").withChunkedDribbleDelay(0, 10)))
        .asInstanceOf(type(Answer.Dribbled.class))
        .satisfies(dribbled -> assertThat(dribbled.parts()).isOne());
  }

  @Test
  void leavesFaultsToTheServer() {
    assertThat(answerOf(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)))
        .isInstanceOf(Answer.Reset.class);
    assertThat(answerOf(aResponse().withFault(Fault.EMPTY_RESPONSE)))
        .isInstanceOf(Answer.Empty.class);
    assertThat(answerOf(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)))
        .isInstanceOf(Answer.Malformed.class);
    assertThat(answerOf(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)))
        .isInstanceOf(Answer.Garbage.class);
  }

  @Test
  void delaysAFaultToo() {
    assertThat(answerOf(aResponse().withFault(Fault.EMPTY_RESPONSE).withFixedDelay(10)))
        .isEqualTo(new Answer.Delayed(Duration.ofMillis(10), new Answer.Empty()));
  }

  @Test
  void namesTheClosestStubWhenNoneMatches() {
    stubs.api().stubFor(get("/orders").withHeader("X-Tenant", equalTo("a")));

    ServerResponse response =
        whole(stubs.answer(Requests.get("/order"), Unseen.NOTHING).orElseThrow());

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.fields()).contains(field("Content-Type", "text/plain;charset=utf-8"));
    assertThat(text(response))
        .contains("Request was not matched", "/orders", "/order", "URL does not match")
        .contains("Header is not present");
  }

  @Test
  void saysWhatFailedWhenAStubCannotBeAnswered() {
    ServerResponse response = whole(answerOf(ok().withBodyFile("no-such-file.json")));

    assertThat(response.status()).isEqualTo(500);
    assertThat(text(response)).contains("no-such-file.json").doesNotContain("\tat ");
  }
}
