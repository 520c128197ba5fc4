package dev.gatehouse.mock.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.havingExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.including;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static dev.gatehouse.mock.stub.Requests.field;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stub can match: everything WireMock's DSL can ask about a request. */
class StubMatchingTest {
  private static final Field FORM = field("Content-Type", "application/x-www-form-urlencoded");

  private final Stubs stubs = new Stubs();

  private int statusOf(MappingBuilder stub, ServerRequest request) {
    return statusOf(stub, request, "");
  }

  private int statusOf(MappingBuilder stub, ServerRequest request, String prefix) {
    stubs.api().stubFor(stub);
    return whole(request, prefix).status();
  }

  private ServerResponse whole(ServerRequest request, String prefix) {
    Answer answer = stubs.answer(request, new Unseen(prefix, Set.of())).orElseThrow();
    return ((Answer.Whole) answer).response();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/basic/orders, /api/basic, /orders",
    "/api/basic, /api/basic, /",
    "/api/basic/, /api/basic, /",
    "/api/basic/orders?x=1, /api/basic, /orders?x=1",
    "/api/basic?x=1, /api/basic, /?x=1",
    "/orders, '', /orders",
    "/a%20b/%C3%A9, '', /a%20b/%C3%A9",
  })
  void seesThePathBelowTheGate(String target, String prefix, String url) {
    assertThat(statusOf(any(urlEqualTo(url)), Requests.get(target), prefix)).isEqualTo(200);
  }

  @Test
  void doesNotSeeTheGatesOwnPath() {
    assertThat(
            statusOf(
                any(urlEqualTo("/api/basic/orders")),
                Requests.get("/api/basic/orders"),
                "/api/basic"))
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/orders?api_key=secret, /orders",
    "/orders?api%5Fkey=secret, /orders",
    "/orders?page=2&api_key=secret&size=5, /orders?page=2&size=5",
    "/orders?api_key, /orders",
    "/orders?api_keys=1, /orders?api_keys=1",
    "/orders?, /orders",
  })
  void doesNotSeeACredentialInTheQuery(String target, String url) {
    stubs.api().stubFor(get(url));

    assertThat(
            stubs.answer(
                Requests.get("/api/query-params" + target),
                new Unseen("/api/query-params", Set.of("api_key"))))
        .get()
        .extracting(answer -> ((Answer.Whole) answer).response().status())
        .isEqualTo(200);
    assertThat(stubs.api().getAllServeEvents().get(0).getRequest().getAbsoluteUrl())
        .isEqualTo("http://127.0.0.1:8480/api/query-params" + url);
  }

  @Test
  void matchesTheMethodItWasMadeFor() {
    assertThat(statusOf(post("/orders"), Requests.post("/orders", ""))).isEqualTo(200);
    assertThat(whole(Requests.get("/orders"), "").status()).isEqualTo(404);
  }

  @Test
  void matchesAMethodNobodyKnows() {
    assertThat(statusOf(any(urlEqualTo("/x")), Requests.request("PURGE", "/x", ""))).isEqualTo(200);
  }

  @Test
  void matchesQueryParametersDecoded() {
    MappingBuilder stub =
        get(urlPathEqualTo("/orders")).withQueryParam("name", equalTo("Zoë & co"));

    assertThat(statusOf(stub, Requests.get("/orders?name=Zo%C3%AB+%26%20co"))).isEqualTo(200);
    assertThat(whole(Requests.get("/orders?name=Zoe"), "").status()).isEqualTo(404);
    assertThat(whole(Requests.get("/orders"), "").status()).isEqualTo(404);
  }

  @Test
  void matchesEveryValueOfARepeatedQueryParameter() {
    MappingBuilder stub =
        get(urlPathEqualTo("/orders")).withQueryParam("id", havingExactly("1", "2"));

    assertThat(statusOf(stub, Requests.get("/orders?id=1&id=2"))).isEqualTo(200);
    assertThat(whole(Requests.get("/orders?id=1"), "").status()).isEqualTo(404);
  }

  @Test
  void matchesPathTemplates() {
    MappingBuilder stub = get(urlPathTemplate("/orders/{id}")).withPathParam("id", equalTo("7"));

    assertThat(statusOf(stub, Requests.get("/api/none/orders/7"), "/api/none")).isEqualTo(200);
    assertThat(whole(Requests.get("/api/none/orders/8"), "/api/none").status()).isEqualTo(404);
  }

  @Test
  void matchesHeadersWithoutCase() {
    MappingBuilder stub =
        get("/orders").withHeader("X-Tenant", equalTo("a")).withHeader("X-Debug", absent());

    assertThat(statusOf(stub, Requests.get("/orders", field("x-tenant", "a")))).isEqualTo(200);
    assertThat(whole(Requests.get("/orders", field("x-tenant", "b")), "").status()).isEqualTo(404);
    assertThat(
            whole(Requests.get("/orders", field("X-Tenant", "a"), field("X-Debug", "1")), "")
                .status())
        .isEqualTo(404);
  }

  @Test
  void matchesEveryValueOfARepeatedHeader() {
    MappingBuilder stub = get("/orders").withHeader("X-Tag", including("a", "b"));

    assertThat(statusOf(stub, Requests.get("/orders", field("X-Tag", "a"), field("x-tag", "b"))))
        .isEqualTo(200);
  }

  @Test
  void matchesBasicCredentials() {
    MappingBuilder stub = get("/orders").withBasicAuth("ada", "lovelace");

    assertThat(
            statusOf(
                stub, Requests.get("/orders", field("Authorization", "Basic YWRhOmxvdmVsYWNl"))))
        .isEqualTo(200);
  }

  @Test
  void matchesCookies() {
    MappingBuilder stub =
        get("/orders").withCookie("session", equalTo("a=b")).withCookie("theme", equalTo("dark"));

    assertThat(
            statusOf(
                stub,
                Requests.get("/orders", field("Cookie", "session=a=b;theme=\"dark\"; odd; =x"))))
        .isEqualTo(200);
    assertThat(whole(Requests.get("/orders", field("Cookie", "session=other")), "").status())
        .isEqualTo(404);
    assertThat(whole(Requests.get("/orders"), "").status()).isEqualTo(404);
  }

  @Test
  void matchesFormParameters() {
    MappingBuilder stub =
        post("/orders")
            .withFormParam("name", equalTo("Zoë & co"))
            .withFormParam("id", havingExactly("1", "2"))
            .withFormParam("flag", equalTo(""));

    assertThat(
            statusOf(stub, Requests.post("/orders", "name=Zo%C3%AB+%26+co&id=1&&id=2&flag", FORM)))
        .isEqualTo(200);
    assertThat(whole(Requests.post("/orders", "name=other&id=1&id=2", FORM), "").status())
        .isEqualTo(404);
  }

  @Test
  void readsNoFormParametersFromAnotherMediaType() {
    MappingBuilder stub = post("/orders").withFormParam("name", equalTo("a"));

    assertThat(
            statusOf(stub, Requests.post("/orders", "name=a", field("Content-Type", "text/plain"))))
        .isEqualTo(404);
  }

  @Test
  void matchesPartsOfAMultipartBody() {
    String body =
        """
        --edge\r
        Content-Disposition: form-data; name="note"\r
        \r
        hello\r
        --edge\r
        Content-Disposition: form-data; name="file"; filename="a.json"\r
        Content-Type: application/json\r
        \r
        {"id":7}\r
        --edge--\r
        """;
    MappingBuilder stub =
        post("/upload")
            .withMultipartRequestBody(aMultipart("note").withBody(equalTo("hello")))
            .withMultipartRequestBody(
                aMultipart("file")
                    .withHeader("Content-Type", containing("json"))
                    .withBody(equalToJson("{\"id\": 7}")));
    Field type = field("Content-Type", "multipart/form-data; boundary=edge");

    assertThat(statusOf(stub, Requests.post("/upload", body, type))).isEqualTo(200);
    assertThat(whole(Requests.post("/upload", body.replace("hello", "bye"), type), "").status())
        .isEqualTo(404);
  }

  @Test
  void matchesBodiesInTheirCharset() {
    MappingBuilder stub = post("/orders").withRequestBody(equalTo("é"));

    assertThat(
            statusOf(
                stub,
                Requests.post(
                    "/orders",
                    "é".getBytes(ISO_8859_1),
                    field("Content-Type", "text/plain; charset=iso-8859-1"))))
        .isEqualTo(200);
    assertThat(whole(Requests.post("/orders", "é".getBytes(UTF_8)), "").status()).isEqualTo(200);
  }

  @Test
  void matchesWhatAGzipBodyHolds() throws IOException {
    MappingBuilder stub = post("/orders").withRequestBody(equalToJson("{\"id\":7}"));

    assertThat(
            statusOf(
                stub,
                Requests.post("/orders", gzip("{\"id\":7}"), field("Content-Encoding", "gzip"))))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8480, 127.0.0.1, 8480",
    "gatehouse.test, gatehouse.test, 80",
    "gatehouse.test:, gatehouse.test, 80",
    "[::1]:8480, [::1], 8480",
    "[::1], [::1], 80",
  })
  void matchesSchemeHostAndPort(String authority, String host, int port) {
    MappingBuilder stub = get(anyUrl()).withScheme("http").withHost(equalTo(host)).withPort(port);

    assertThat(
            statusOf(
                stub,
                new ServerRequest("GET", "http", authority, "/", null, List.of(), new byte[0])))
        .isEqualTo(200);
  }

  @Test
  void takesTheWellKnownPortOverTls() {
    MappingBuilder stub = get(anyUrl()).withScheme("https").withPort(443);

    assertThat(
            statusOf(
                stub,
                new ServerRequest(
                    "GET", "https", "gatehouse.test", "/", null, List.of(), new byte[0])))
        .isEqualTo(200);
  }

  @Test
  void matchesTheClientsAddress() {
    stubs.api().stubFor(get("/x").withClientIp(equalTo("10.0.0.7")));

    assertThat(stubs.answer(Requests.from("10.0.0.7", Requests.get("/x")), Unseen.NOTHING))
        .get()
        .extracting(answer -> ((Answer.Whole) answer).response().status())
        .isEqualTo(200);
    assertThat(whole(Requests.get("/x"), "").status()).isEqualTo(404);
    assertThat(whole(Requests.get("/x", field("X-Forwarded-For", "10.0.0.7")), "").status())
        .isEqualTo(200);
  }

  @Test
  void refusesABodyThatSaysGzipAndIsNone() {
    stubs.api().stubFor(post("/x"));

    ServerResponse refusal =
        whole(Requests.post("/x", "plain", field("Content-Encoding", "gzip")), "");

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(new String(refusal.body(), UTF_8)).contains("Content-Encoding says gzip");
  }

  @Test
  void refusesAGzipBodyWithoutEnd() throws IOException {
    byte[] bomb = gzip("0".repeat(65 * 1024 * 1024));
    stubs.api().stubFor(post("/x"));

    ServerResponse refusal =
        whole(Requests.post("/x", bomb, field("Content-Encoding", "gzip")), "");

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(new String(refusal.body(), UTF_8)).contains("more than 64 MiB");
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data, hello",
    "application/x-www-form-urlencoded, a=%zz",
    "text/plain; charset=nonsense, hello",
  })
  void refusesABodyThatIsNotWhatItsMediaTypeSays(String type, String body) {
    stubs.api().stubFor(post("/x"));

    ServerResponse refusal = whole(Requests.post("/x", body, field("Content-Type", type)), "");

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.body()).isNotEmpty();
  }

  @Test
  void refusesAMalformedPercentEncodingInTheQuery() {
    stubs.api().stubFor(get("/x"));

    assertThat(whole(Requests.get("/x?a=%zz"), "").status()).isEqualTo(400);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }
}
