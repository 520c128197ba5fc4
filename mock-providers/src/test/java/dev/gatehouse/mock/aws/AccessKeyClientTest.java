package dev.gatehouse.mock.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.Body;
import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.Headers.Field;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.InvalidRequestException;
import dev.gatehouse.client.Request;
import dev.gatehouse.client.Response;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.scenario.AccessKeyPlan;
import dev.gatehouse.mock.scenario.Scenario;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of {@code aws-access-key}, judged by a verifier that shares no code with it. */
class AccessKeyClientTest {
  private final Gatehouse gatehouse = Gatehouse.start();

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private Scenario scenario(String service) {
    return gatehouse.scenario(AccessKeyPlan.STANDARD.withService(service));
  }

  private static void admits(Scenario scenario, Request request) {
    try (HttpConnection client = scenario.open()) {
      Response response = client.send(request);
      assertThat(response.status())
          .as(() -> response.text() + "\n" + scenario.lastApiCall().explanation())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "/a/",
        "/a//b",
        "/a/./b",
        "/a/b/../c",
        "/a%20b",
        "/a%2Fb",
        "/a%252Fb",
        "/%C3%A4%e2%82%ac",
        "/a+b",
        "/a;v=1,2:3@x!$&'()*=",
        "/~a-b_c.d",
        "/x?",
        "/x?a",
        "/x?a=",
        "/x?a=2&a=1&a=",
        "/x?b=1&a=1&A=1&aa=1&a-b=1&a%20=1",
        "/x?a=%2F&a=/&a=:&a=%3a",
        "/x?a=1+1&a=1%2B1&a=1%201",
        "/x?a=b=c&&d",
        "/x?%C3%A4=%e2%82%ac&~=%7E",
        "/x?a=*&b=('!')",
      })
  void signsPathAndQueryAsTheyGoOnTheWire(String path) {
    for (String service : List.of("execute-api", "s3", "dynamodb", "sts")) {
      admits(scenario(service), Request.of("GET", path));
    }
  }

  @Test
  void signsEveryMethod() {
    Scenario scenario = scenario("execute-api");
    for (String method : List.of("GET", "HEAD", "DELETE", "POST", "PUT", "PATCH")) {
      admits(scenario, Request.of(method, "/x"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void signsHeadersWithTheirNamesAsTheyGoOnTheWire(boolean caseSensitive) {
    Scenario scenario = scenario("execute-api");
    Connection plain = scenario.connection();
    Connection connection =
        new Connection(
            plain.name(), null, plain.baseUri(), plain.auth(), plain.tls(), caseSensitive);
    try (HttpConnection client =
        HttpConnection.open(connection, ClientOptions.defaults().withClock(gatehouse.clock()))) {
      List<Field> headers =
          List.of(
              new Field("X-One", "b"),
              new Field("x-one", "a"),
              new Field("X-ONE", "a,  b"),
              new Field("X-Amz-Meta-Spaces", "a   b\tc"),
              new Field("x-Empty", ""),
              new Field("User-Agent", "mine"));
      assertThat(client.send(new Request("GET", "/x", headers, Body.none())).status())
          .isEqualTo(200);
      JournalEntry seen = scenario.lastApiCall();
      assertThat(seen.evidence().get("signedHeaders").split(";"))
          .contains("host", "x-one", "x-amz-meta-spaces", "x-empty", "x-amz-date");
      assertThat(seen.fields())
          .extracting(field -> field.name())
          .contains("X-One", "x-one", "X-ONE", "x-Empty");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization",
        "X-AMZ-DATE",
        "x-amz-date",
        "X-Amz-Security-Token",
        "X-amz-content-SHA256",
      })
  void takesThePlaceOfTheCallersOwnSignature(String name) {
    for (String service : List.of("execute-api", "s3")) {
      admits(
          scenario(service),
          new Request("GET", "/x", List.of(new Field(name, "other")), Body.none()));
    }
  }

  private static final byte[] LARGE = new byte[300_000];

  static {
    Arrays.fill(LARGE, (byte) 'x');
  }

  @ParameterizedTest
  @CsvSource({
    "execute-api, http, -1",
    "execute-api, http, 300000",
    "execute-api, https, 300000",
    "s3, http, -1",
    "s3, http, 300000",
    "s3, https, -1",
    "s3, https, 300000",
  })
  void signsStreamsWhetherTheyCanBeRepeatedOrNot(String service, String scheme, long length) {
    Scenario scenario = scenario(service);
    Connection plain = scenario.connection();
    URI base = scheme.equals("http") ? gatehouse.baseUri() : gatehouse.httpsUri();
    Connection connection =
        new Connection(
            plain.name(),
            null,
            base.resolve(plain.baseUri().getPath()),
            plain.auth(),
            new Tls(gatehouse.caPem(), null, null, null),
            false);
    AtomicInteger open = new AtomicInteger();
    try (HttpConnection client =
        HttpConnection.open(connection, ClientOptions.defaults().withClock(gatehouse.clock()))) {
      for (boolean repeatable : new boolean[] {true, false}) {
        Body body =
            new Body.Stream(() -> counted(open), "application/octet-stream", length, repeatable);
        Response response = client.put("/x", body);
        assertThat(response.status())
            .as(() -> response.text() + scenario.lastApiCall().explanation())
            .isEqualTo(200);
        boolean chunks = service.equals("s3") && repeatable;
        assertThat(scenario.lastApiCall().evidence().get("payload"))
            .isEqualTo(
                !chunks
                    ? "29927e273accc68286005017f7fa6e4f27bddb4db3083ff8b8d4c3667905b7fa"
                    : scheme.equals("http")
                        ? "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
                        : "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
      }
    }
    assertThat(open).hasValue(0);
  }

  private static InputStream counted(AtomicInteger open) {
    open.incrementAndGet();
    return new ByteArrayInputStream(LARGE) {
      private boolean closed;

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
      }
    };
  }

  @Test
  void refusesAStreamThatCannotBeRepeatedAndIsTooLong() {
    try (HttpConnection client = scenario("execute-api").open()) {
      InputStream endless =
          new InputStream() {
            @Override
            public int read() {
              return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
              return length;
            }
          };
      assertThatThrownBy(
              () -> client.put("/x", new Body.Stream(() -> endless, "text/plain", -1, false)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("at most 16777216 bytes; make the stream repeatable");
    }
    assertThat(gatehouse.journal().entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/x?a=%FF, not UTF-8", "/x?=a, without a name"})
  void refusesAQueryThatNoSignatureCovers(String path, String problem) {
    try (HttpConnection client = scenario("execute-api").open()) {
      assertThatThrownBy(() -> client.get(path))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining(problem);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "id, 403, UnrecognizedClientException",
    "secret, 403, InvalidSignatureException",
    "region, 403, InvalidSignatureException",
    "service, 403, InvalidSignatureException",
  })
  void showsTheServicesOwnRefusal(String wrong, int status, String code) {
    Scenario scenario = gatehouse.scenario(AuthType.AWS_ACCESS_KEY);
    String secret = scenario.secretAccessKey();
    var auth =
        new AwsAccessKeyAuth(
            wrong.equals("service") ? "lambda" : scenario.service(),
            wrong.equals("region") ? "us-east-1" : scenario.region(),
            wrong.equals("id") ? "AKIAAAAAAAAAAAAAAAAA" : scenario.accessKeyId(),
            Secret.of(wrong.equals("secret") ? secret.substring(1) + "x" : secret));
    try (HttpConnection client =
        HttpConnection.open(
            Connection.of("wrong", scenario.apiUri(), auth),
            ClientOptions.defaults().withClock(gatehouse.clock()))) {
      Response response = client.get("/x");
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.headers().first("x-amzn-ErrorType").orElse(response.text()))
          .contains(code);
      assertThat(response.text()).doesNotContain(secret);
    }
    assertThat(gatehouse.journal().entries()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"execute-api, PT1H", "execute-api, -PT1H", "s3, PT20M", "s3, -P2D", "sts, PT20M"})
  void setsItsClockRightOnceAndSignsAfresh(String service, Duration skew) {
    Scenario scenario = scenario(service);
    InstantSource wrong = () -> gatehouse.clock().instant().plus(skew);
    try (HttpConnection client =
        HttpConnection.open(scenario.connection(), ClientOptions.defaults().withClock(wrong))) {
      assertThat(client.post("/x", Body.text("a", "text/plain")).status()).isEqualTo(200);
      assertThat(gatehouse.journal().entries()).hasSize(2);
      assertThat(client.get("/x").status()).isEqualTo(200);
      assertThat(gatehouse.journal().entries()).hasSize(3);
    }
  }
}
