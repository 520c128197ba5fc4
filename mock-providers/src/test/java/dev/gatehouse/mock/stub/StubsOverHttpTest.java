package dev.gatehouse.mock.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.tomakehurst.wiremock.client.VerificationException;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Verdict;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stubs behind the real server: gates, faults, delays, and WireMock's clients elsewhere. */
class StubsOverHttpTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Gatehouse gatehouse =
      Gatehouse.builder()
          .lineup(
              site -> {
                site.mount(
                    "/api/key",
                    request ->
                        request.headers("X-Key").contains("right")
                            ? new Verdict.Admitted("ada", Map.of())
                            : new Verdict.Refused(
                                "wrong-key", "no", ServerResponse.text(401, "no")));
                return List.of();
              })
          .start();

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(gatehouse.baseUri().resolve(path));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private HttpResponse<String> send(String path, String... headers) throws Exception {
    return client.send(request(path, headers), BodyHandlers.ofString());
  }

  private String raw(String path) {
    return Wire.exchange(
        gatehouse.baseUri(),
        "GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
  }

  @Test
  void answerBehindAGateOnlyWhatItAdmits() throws Exception {
    gatehouse.api().stubFor(get("/orders").willReturn(okJson("[]")));

    assertThat(send("/api/key/orders", "X-Key", "right").body()).isEqualTo("[]");
    assertThat(send("/api/key/orders", "X-Key", "wrong").statusCode()).isEqualTo(401);
    gatehouse.api().verify(1, getRequestedFor(urlEqualTo("/orders")));
  }

  @Test
  void answerOutsideEveryGateAtTheirOwnPath() throws Exception {
    gatehouse.api().stubFor(get("/orders").willReturn(okJson("[]")));

    assertThat(send("/orders").body()).isEqualTo("[]");
  }

  @Test
  void tellTheClosestStubToAClientThatMissesIt() throws Exception {
    gatehouse.api().stubFor(get("/orders"));

    HttpResponse<String> response = send("/api/key/order", "X-Key", "right");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("Closest stub", "/orders", "URL does not match");
  }

  @Test
  void keepHeaderCaseAndOrderOnTheWire() {
    gatehouse
        .api()
        .stubFor(
            get("/x")
                .willReturn(
                    ok("body")
                        .withHeader("x-ONE", "1")
                        .withHeader("Set-Cookie", "a=1", "b=2")
                        .withHeader("Content-Length", "999")));

    assertThat(raw("/x"))
        .contains("x-ONE: 1\r\n", "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n")
        .contains("Content-Length: 4\r\n")
        .doesNotContain("999")
        .endsWith("\r\n\r\nbody");
  }

  @Test
  void answerHeadWithoutABody() throws Exception {
    gatehouse.api().stubFor(head(urlEqualTo("/x")).willReturn(ok().withHeader("X-Count", "7")));

    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(gatehouse.baseUri().resolve("/x"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Count")).contains("7");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void matchTheHostAndPortTheClientAskedFor() throws Exception {
    URI base = gatehouse.baseUri();
    gatehouse
        .api()
        .stubFor(
            any(anyUrl())
                .withScheme("http")
                .withHost(equalTo(base.getHost()))
                .withPort(base.getPort())
                .withClientIp(equalTo("127.0.0.1")));

    assertThat(send("/x").statusCode()).isEqualTo(200);
  }

  @Test
  void resetTheConnection() throws Exception {
    gatehouse
        .api()
        .stubFor(get("/x").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send("GET /x HTTP/1.1\r\nHost: here\r\n\r\n");
      assertThatThrownBy(wire::readAll)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void closeTheConnectionWithoutAByte() {
    gatehouse.api().stubFor(get("/x").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

    assertThat(raw("/x")).isEmpty();
  }

  @Test
  void sendBytesThatAreNoHttp() {
    gatehouse
        .api()
        .stubFor(get("/x").willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));

    assertThat(raw("/x")).isNotEmpty().doesNotContain("HTTP/1.1");
    assertThatThrownBy(() -> send("/x")).isInstanceOf(IOException.class);
  }

  @Test
  void sendAChunkThatIsNone() {
    gatehouse
        .api()
        .stubFor(get("/x").willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));

    assertThat(raw("/x")).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked");
    assertThatThrownBy(() -> send("/x")).isInstanceOf(IOException.class);
  }

  @Test
  void goOnAnsweringAfterAFault() throws Exception {
    gatehouse.api().stubFor(get("/x").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    gatehouse.api().stubFor(get("/y"));

    assertThat(raw("/x")).isEmpty();

    assertThat(send("/y").statusCode()).isEqualTo(200);
  }

  @Test
  void dribbleABodyInParts() throws Exception {
    gatehouse.api().stubFor(get("/x").willReturn(ok("drip drop").withChunkedDribbleDelay(3, 30)));
    gatehouse.api().stubFor(get("/last"));

    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send("GET /x HTTP/1.1\r\nHost: here\r\n\r\n");
      wire.send("GET /last HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

      assertThat(wire.readAll())
          .contains("Transfer-Encoding: chunked")
          .contains("\r\n\r\n3\r\ndri\r\n3\r\np d\r\n3\r\nrop\r\n0\r\n\r\nHTTP/1.1 200");
    }
  }

  @Test
  void holdNoThreadWhileTheyDelay() throws Exception {
    gatehouse.api().stubFor(get("/late").willReturn(ok().withFixedDelay(600_000)));
    gatehouse.api().stubFor(get("/now"));
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 300)
            .mapToObj(any -> client.sendAsync(request("/late"), BodyHandlers.ofString()))
            .toList();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (gatehouse.journal().count(entry -> entry.path().equals("/late")) < 300) {
            Thread.onSpinWait();
          }
        });

    CompletableFuture<HttpResponse<String>> prompt =
        HttpClient.newHttpClient().sendAsync(request("/now"), BodyHandlers.ofString());

    assertThat(prompt.get(30, SECONDS).statusCode()).isEqualTo(200);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    waiting.forEach(call -> call.cancel(true));
  }

  @Test
  void areAddedAndVerifiedByAWireMockClientElsewhere() throws Exception {
    WireMock remote = new WireMock("127.0.0.1", gatehouse.baseUri().getPort());

    remote.register(get("/orders").willReturn(okJson("[7]")));

    assertThat(send("/api/key/orders", "X-Key", "right").body()).isEqualTo("[7]");
    remote.verifyThat(1, getRequestedFor(urlEqualTo("/orders")));
    assertThatThrownBy(() -> remote.verifyThat(2, getRequestedFor(urlEqualTo("/orders"))))
        .isInstanceOf(VerificationException.class);
    assertThat(remote.find(getRequestedFor(urlEqualTo("/orders"))))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.getAbsoluteUrl())
                    .isEqualTo(gatehouse.baseUri() + "/api/key/orders"));

    remote.resetMappings();

    assertThat(gatehouse.api().getStubMappings()).isEmpty();
    assertThat(send("/orders").body()).contains("\"path\":\"/orders\"");
  }

  @Test
  void areForgottenWithTheRestOfTheServersState() throws Exception {
    gatehouse.api().stubFor(get("/orders").willReturn(okJson("[]")));

    gatehouse.reset();

    assertThat(send("/orders").body()).contains("\"path\":\"/orders\"");
  }

  @Test
  void endWithTheServer() {
    gatehouse.close();

    assertThatThrownBy(gatehouse::api).isInstanceOf(IllegalStateException.class);
  }
}
