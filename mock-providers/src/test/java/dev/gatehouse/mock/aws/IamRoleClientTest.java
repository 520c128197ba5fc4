package dev.gatehouse.mock.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.client.AssumeRoleException;
import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.ConnectFailedException;
import dev.gatehouse.client.ConnectionException;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.Response;
import dev.gatehouse.client.Step;
import dev.gatehouse.client.TlsFailedException;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client of {@code aws-iam-role} against our own Security Token Service. */
class IamRoleClientTest {
  private final Gatehouse gatehouse = Gatehouse.start();
  private final Scenario scenario = gatehouse.scenario(AuthType.AWS_IAM_ROLE);

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private AwsIamRoleAuth auth() {
    return (AwsIamRoleAuth) scenario.connection().auth();
  }

  private ClientOptions options() {
    return ClientOptions.defaults().withClock(gatehouse.clock());
  }

  private HttpConnection open(AwsIamRoleAuth auth, Tls tls, URI baseUri) {
    return HttpConnection.open(
        new Connection("orders of ACME", null, baseUri, auth, tls, false), options());
  }

  private HttpConnection open(AwsIamRoleAuth auth) {
    return open(auth, Tls.PLATFORM, scenario.apiUri());
  }

  private AwsIamRoleAuth with(String field, UnaryOperator<String> change) {
    AwsIamRoleAuth right = auth();
    return new AwsIamRoleAuth(
        right.service(),
        right.region(),
        field.equals("roleArn") ? change.apply(right.roleArn()) : right.roleArn(),
        field.equals("externalId") ? change.apply(right.externalId()) : right.externalId(),
        field.equals("accessKeyId") ? change.apply(right.accessKeyId()) : right.accessKeyId(),
        field.equals("secretAccessKey")
            ? Secret.of(change.apply(right.secretAccessKey().reveal()))
            : right.secretAccessKey(),
        field.equals("stsEndpoint")
            ? URI.create(change.apply(String.valueOf(right.stsEndpoint())))
            : right.stsEndpoint());
  }

  private int assumed() {
    return (int) gatehouse.journal().count(entry -> entry.event().equals("sts.assumeRole"));
  }

  @Test
  void callsInASessionNamedAfterTheConnection() {
    try (HttpConnection client = open(auth())) {
      assertThat(client.get("/x").status()).isEqualTo(200);
    }
    assertThat(scenario.lastApiCall().principal())
        .endsWith(":assumed-role/OrdersReader/gatehouse-orders-of-ACME");
    assertThat(scenario.lastApiCall().evidence().get("accessKeyId")).startsWith("ASIA");
  }

  @ParameterizedTest
  @CsvSource({
    "externalId, AccessDenied, is not authorized to perform: sts:AssumeRole on resource:",
    "roleArn, AccessDenied, is not authorized to perform: sts:AssumeRole on resource:",
    "accessKeyId, InvalidClientTokenId, The security token included in the request is invalid.",
    "secretAccessKey, SignatureDoesNotMatch, The request signature we calculated does not match",
  })
  void tellsWhyTheRoleWasNotAssumed(String field, String code, String message) {
    AwsIamRoleAuth wrong = with(field, text -> text.substring(0, text.length() - 1) + "9");
    try (HttpConnection client = open(wrong)) {
      AssumeRoleException failure =
          catchThrowableOfType(AssumeRoleException.class, () -> client.get("/x"));
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(failure.status()).isEqualTo(403);
      assertThat(failure.code()).contains(code);
      assertThat(failure.description().orElseThrow()).contains(message);
      assertThat(failure.requestId()).isPresent();
      assertThat(failure)
          .hasNoCause()
          .hasMessageContaining("403, " + code)
          .hasMessageNotContaining(wrong.secretAccessKey().reveal());
    }
    assertThat(gatehouse.journal().entries()).hasSize(1);
  }

  @Test
  void theTrustedKeyAloneIsNotEnough() {
    var auth =
        new AwsAccessKeyAuth(
            scenario.service(),
            scenario.region(),
            scenario.accessKeyId(),
            Secret.of(scenario.secretAccessKey()));
    try (HttpConnection client =
        HttpConnection.open(Connection.of("base keys", scenario.apiUri(), auth), options())) {
      assertThat(client.get("/x").status()).isEqualTo(403);
    }
    assertThat(scenario.lastApiCall().explanation())
        .contains("is no session of " + scenario.roleArn());
  }

  @Test
  void renewsASessionAMinuteBeforeItEnds() {
    try (HttpConnection client = open(auth())) {
      client.get("/x");
      gatehouse.clock().advance(Duration.ofMinutes(58));
      client.get("/x");
      assertThat(assumed()).isEqualTo(1);
      gatehouse.clock().advance(Duration.ofMinutes(1));
      assertThat(client.get("/x").status()).isEqualTo(200);
      assertThat(assumed()).isEqualTo(2);
    }
  }

  @Test
  void renewsASessionThatTheServiceCallsExpired() {
    Instant still = gatehouse.clock().instant();
    try (HttpConnection client =
        HttpConnection.open(
            scenario.connection(), ClientOptions.defaults().withClock(() -> still))) {
      client.get("/x");
      gatehouse.clock().advance(Duration.ofHours(2));
      assertThat(client.get("/x").status()).isEqualTo(200);
      assertThat(assumed()).isEqualTo(2);
      assertThat(client.get("/x").status()).isEqualTo(200);
      assertThat(assumed()).isEqualTo(2);
    }
  }

  @Test
  void beginsANewSessionWhenTheOldOneIsForgotten() {
    try (HttpConnection client = open(auth())) {
      client.get("/x");
      gatehouse.reset();
      assertThat(client.get("/x").status()).isEqualTo(200);
      assertThat(assumed()).isEqualTo(1);
    }
  }

  @Test
  void setsItsClockRightByTheTokenService() {
    try (HttpConnection client =
        HttpConnection.open(
            scenario.connection(),
            ClientOptions.defaults()
                .withClock(() -> gatehouse.clock().instant().minus(Duration.ofDays(3))))) {
      assertThat(client.get("/x").status()).isEqualTo(200);
    }
    assertThat(gatehouse.journal().entries()).hasSize(3);
  }

  @Test
  void sixtyFourThreadsAssumeTheRoleOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try (HttpConnection client = open(auth())) {
      for (int round = 1; round <= 2; round++) {
        CyclicBarrier start = new CyclicBarrier(64);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          calls.add(
              threads.submit(
                  () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return client.get("/x").status();
                  }));
        }
        for (Future<Integer> call : calls) {
          assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(assumed()).isEqualTo(round);
        gatehouse.clock().advance(Duration.ofHours(1));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void trustsTheTokenServiceAsTheConnectionSays() {
    AwsIamRoleAuth overTls = with("stsEndpoint", uri -> uri.replace("http://", "https://"));
    URI api = gatehouse.httpsUri().resolve(scenario.apiUri().getPath());
    try (HttpConnection client = open(overTls, new Tls(gatehouse.caPem(), null, null, null), api)) {
      assertThat(client.get("/x").status()).isEqualTo(200);
    }
    try (HttpConnection client = open(overTls)) {
      TlsFailedException failure =
          catchThrowableOfType(TlsFailedException.class, () -> client.get("/x"));
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
    }
  }

  @Test
  void tellsThatTheTokenServiceCannotBeReached() throws Exception {
    // Bound but not listening: the port refuses, and nobody else can get it meanwhile.
    try (Socket closed = new Socket()) {
      closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nowhere = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/sts");
      try (HttpConnection client = open(with("stsEndpoint", uri -> nowhere.toString()))) {
        ConnectionException failure =
            catchThrowableOfType(ConnectionException.class, () -> client.get("/x"));
        assertThat(failure).isInstanceOf(ConnectFailedException.class);
        assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      }
    }
  }

  @Test
  void aRefusalByTheServiceItselfIsTheCallers() {
    gatehouse
        .iam()
        .role(scenario.roleArn())
        .orElseThrow()
        .trust(
            """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}]}
            """);
    try (HttpConnection client = open(auth())) {
      assertThat(catchThrowableOfType(AssumeRoleException.class, () -> client.get("/x")).code())
          .contains("AccessDenied");
      assertThat(assumed()).isZero();
    }
  }

  @Test
  void showsNoSecretOfTheSession() {
    try (HttpConnection client = open(auth())) {
      Response response = client.get("/x");
      assertThat(response.status()).isEqualTo(200);
      assertThat(client.connection().toString() + auth())
          .doesNotContain(scenario.secretAccessKey());
    }
    assertThat(gatehouse.journal().entries().toString())
        .doesNotContain(scenario.secretAccessKey())
        .doesNotContain("IQoJb3JpZ2luX2VjE");
  }
}
