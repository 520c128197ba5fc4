package dev.gatehouse.mock.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.lessThan;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.gatehouse.mock.stub.Requests.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.VerificationException;
import com.github.tomakehurst.wiremock.common.NotPermittedException;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.gatehouse.mock.exchange.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StubbedApiTest {
  private final Stubs stubs = new Stubs();

  private int statusOf(String target) {
    Answer answer =
        stubs.answer(Requests.get(target, field("X-Trace", "7")), Unseen.NOTHING).orElseThrow();
    return ((Answer.Whole) answer).response().status();
  }

  private boolean echoes(String target) {
    return stubs.answer(Requests.get(target), Unseen.NOTHING).isEmpty();
  }

  @Test
  void leavesEveryRequestToTheEchoUntilThereIsAStub() {
    assertThat(echoes("/orders")).isTrue();

    stubs.api();
    assertThat(echoes("/orders")).isTrue();

    stubs.api().stubFor(get("/orders"));
    assertThat(statusOf("/orders")).isEqualTo(200);
  }

  @Test
  void leavesRequestsToTheEchoAgainOnceTheLastStubIsGone() {
    StubMapping stub = stubs.api().stubFor(get("/orders"));
    assertThat(echoes("/orders")).isFalse();

    stubs.api().removeStub(stub);

    assertThat(echoes("/orders")).isTrue();
  }

  @Test
  void hasOneApiForAServer() {
    assertThat(stubs.api()).isSameAs(stubs.api());
  }

  @Test
  void verifiesWhatWasAsked() {
    stubs.api().stubFor(get("/orders"));
    statusOf("/orders");
    statusOf("/orders");

    stubs.api().verify(2, getRequestedFor(urlEqualTo("/orders")));
    stubs.api().verify(lessThan(3), getRequestedFor(urlEqualTo("/orders")));
    assertThatThrownBy(() -> stubs.api().verify(1, getRequestedFor(urlEqualTo("/orders"))))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("/orders");
  }

  @Test
  void findsTheRequestsItAnswered() {
    stubs.api().stubFor(get("/orders"));
    statusOf("/orders");
    statusOf("/other");

    assertThat(stubs.api().findAll(getRequestedFor(urlEqualTo("/orders"))))
        .singleElement()
        .satisfies(request -> assertThat(request.getHeader("x-trace")).isEqualTo("7"));
    assertThat(stubs.api().getAllServeEvents())
        .extracting(ServeEvent::getWasMatched)
        .containsExactly(false, true);
    assertThat(stubs.api().findAllUnmatchedRequests())
        .singleElement()
        .satisfies(request -> assertThat(request.getUrl()).isEqualTo("/other"));
    assertThat(stubs.api().findNearMissesForAllUnmatchedRequests()).hasSize(1);
  }

  @Test
  void keepsTheNewestThousandRequests() {
    stubs.api().stubFor(get("/orders"));
    for (int i = 0; i < 1010; i++) {
      statusOf("/orders");
    }

    assertThat(stubs.api().getAllServeEvents()).hasSize(1000);
  }

  @Test
  void prefersTheNewestStub() {
    stubs.api().stubFor(get("/orders").willReturn(ok()));
    stubs.api().stubFor(get("/orders").willReturn(ok().withStatus(503)));

    assertThat(statusOf("/orders")).isEqualTo(503);
  }

  @Test
  void followsTheStatesOfAWireMockScenario() {
    stubs
        .api()
        .stubFor(
            get("/orders")
                .inScenario("retry")
                .whenScenarioStateIs("Started")
                .willReturn(ok().withStatus(503))
                .willSetStateTo("up"));
    stubs
        .api()
        .stubFor(get("/orders").inScenario("retry").whenScenarioStateIs("up").willReturn(ok()));

    assertThat(statusOf("/orders")).isEqualTo(503);
    assertThat(statusOf("/orders")).isEqualTo(200);
    stubs.api().resetScenarios();
    assertThat(statusOf("/orders")).isEqualTo(503);
    stubs.api().setScenarioState("retry", "Started");
    assertThat(statusOf("/orders")).isEqualTo(503);
  }

  @Test
  void forgetsRequestsAndKeepsStubsWhenAsked() {
    stubs.api().stubFor(get("/orders"));
    statusOf("/orders");

    stubs.api().resetRequests();

    assertThat(stubs.api().getAllServeEvents()).isEmpty();
    assertThat(statusOf("/orders")).isEqualTo(200);
  }

  @Test
  void forgetsEverythingOnReset() {
    stubs.api().stubFor(get("/orders"));
    statusOf("/orders");

    stubs.reset();

    assertThat(echoes("/orders")).isTrue();
    assertThat(stubs.api().getStubMappings()).isEmpty();
    assertThat(stubs.api().getAllServeEvents()).isEmpty();
  }

  @Test
  void canBeResetBeforeAnyStub() {
    stubs.reset();

    assertThat(echoes("/orders")).isTrue();
  }

  @Test
  void hasNoStubAfterItIsClosed() {
    stubs.api().stubFor(get("/orders"));

    stubs.close();
    stubs.close();

    assertThat(echoes("/orders")).isTrue();
    assertThatThrownBy(stubs::api)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> stubs.admin(Requests.get("/__admin/mappings")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sharesNothingWithAnotherServer() {
    Stubs other = new Stubs();
    stubs.api().stubFor(get("/orders"));
    other.api().stubFor(get("/other"));

    statusOf("/orders");

    assertThat(statusOf("/other")).isEqualTo(404);
    assertThat(other.api().getAllServeEvents()).isEmpty();
    assertThat(other.api().getStubMappings()).hasSize(1);
  }

  @Test
  void writesNoStubToDisk() {
    Path mappings = Path.of("src/test/resources/mappings");

    assertThatThrownBy(() -> stubs.api().stubFor(get("/orders").persistent()))
        .isInstanceOf(NotPermittedException.class)
        .hasMessageContaining("in memory only");
    assertThat(Files.exists(mappings)).isFalse();
  }
}
