package dev.gatehouse.mock.stub;

import com.github.tomakehurst.wiremock.junit.Stubbing;

/**
 * The API behind the gates, answered by WireMock stubs: {@code
 * stubFor(get("/orders").willReturn(okJson("[]")))}, {@code verify(1,
 * getRequestedFor(urlEqualTo("/orders")))}, {@code findAll(..)} and the rest of WireMock's DSL.
 *
 * <p>Stubs see the request below the gate: {@code /orders}, whether it came to {@code
 * /api/basic/orders} or to {@code /api/query-params/orders?api_key=SECRET}. As long as there is no
 * stub, an echo answers; WireMock sees none of those requests, and cannot verify them: {@code
 * Gatehouse.journal()} can. A request that no stub matches gets WireMock's 404, whose text names
 * the closest stub.
 *
 * <p>Stubs live in memory only, and the newest 1000 requests are kept for verification. Files of
 * {@code withBodyFile} are read below {@code src/test/resources/__files}; files below {@code
 * mappings} are not. A status message of one's own ({@code withStatusMessage}) is not sent.
 * WireMock matches and keeps bodies in memory: for uploads longer than that, leave the API to the
 * echo.
 *
 * @see <a href="https://wiremock.org/docs/stubbing/">WireMock's documentation of stubbing</a>
 * @since 0.1
 */
public interface StubbedApi extends Stubbing {
  /** Forgets every stub, every request and the state of every WireMock scenario. */
  void resetAll();

  /** Forgets every request; keeps the stubs. */
  void resetRequests();

  /** Puts every WireMock scenario back into the state it started in. */
  void resetScenarios();

  /**
   * Puts a WireMock scenario, as named by {@code inScenario}, into a state.
   *
   * @throws com.github.tomakehurst.wiremock.common.ClientError if there is no such scenario
   */
  void setScenarioState(String name, String state);
}
