package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.trust;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.aws.iam.AccessKey;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.sigv4.ServiceStyle;
import dev.gatehouse.mock.aws.sigv4.SignatureGate;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** AWS's own client over a socket: a role assumed, a gate passed, and the end of the session. */
class StsClientTest {
  private static final String REGION = "eu-central-1";

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final Iam iam = new Iam(gatehouse.clock());
  private final String externalId = UUID.randomUUID().toString();
  private final AccessKey key =
      iam.account("444455556666")
          .user("platform")
          .policy(StsFixture.allow("sts:AssumeRole", "*"))
          .createAccessKey();
  private final Role role =
      iam.account("111122223333")
          .role(
              "partner",
              trust(
                  "{\"AWS\": \"444455556666\"}",
                  "{\"StringEquals\": {\"sts:ExternalId\": \"" + externalId + "\"}}"));

  StsClientTest() {
    gatehouse.register(new StsProvider(REGION, iam, gatehouse.clock()));
    gatehouse.guard(
        "/orders",
        new SignatureGate(
            VerifierSettings.of(ServiceStyle.REST_JSON, REGION, "execute-api"),
            iam,
            gatehouse.clock(),
            iam.sessionsOf(role)));
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private StsClient client(AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(gatehouse.baseUri())
        .region(Region.of(REGION))
        .httpClient(new JdkHttpClient())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  private StsClient platform() {
    return client(AwsBasicCredentials.create(key.id(), key.secret().reveal()));
  }

  private static AwsSessionCredentials session(Credentials credentials) {
    return AwsSessionCredentials.create(
        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
  }

  private AssumeRoleRequest.Builder request() {
    return AssumeRoleRequest.builder().roleArn(role.principal().arn()).roleSessionName("nightly");
  }

  private Credentials assumed() {
    try (StsClient sts = platform()) {
      return sts.assumeRole(request().externalId(externalId).build()).credentials();
    }
  }

  private HttpResponse<String> orders(AwsCredentials credentials)
      throws IOException, InterruptedException {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials)
                        .request(
                            SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(gatehouse.baseUri().resolve("/orders?b=2&a=1"))
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(
                            AwsV4HttpSigner.SIGNING_CLOCK,
                            Clock.fixed(gatehouse.clock().instant(), ZoneOffset.UTC)))
            .request();
    HttpRequest.Builder sent = HttpRequest.newBuilder(signed.getUri());
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            values.forEach(value -> sent.header(name, value));
          }
        });
    return HttpClient.newHttpClient().send(sent.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void withoutTheRightExternalIdTheRoleCannotBeAssumed() {
    try (StsClient sts = platform()) {
      for (Optional<String> id : List.of(Optional.<String>empty(), Optional.of("wrong"))) {
        assertThatThrownBy(() -> sts.assumeRole(request().externalId(id.orElse(null)).build()))
            .isInstanceOfSatisfying(
                StsException.class,
                refused -> {
                  assertThat(refused.statusCode()).isEqualTo(403);
                  assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                  assertThat(refused.awsErrorDetails().errorMessage())
                      .isEqualTo(
                          "User: arn:aws:iam::444455556666:user/platform is not authorized to"
                              + " perform: sts:AssumeRole on resource:"
                              + " arn:aws:iam::111122223333:role/partner");
                  assertThat(refused.requestId()).isNotEmpty();
                });
      }
    }
    assertThat(gatehouse.journal().entries().toString())
        .contains("ExternalId")
        .doesNotContain(key.secret().reveal());
  }

  @Test
  void aSessionOfTheRoleIsWhoItSaysAndPassesTheGate() throws Exception {
    AwsSessionCredentials session = session(assumed());

    try (StsClient sts = client(session)) {
      assertThat(sts.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::111122223333:assumed-role/partner/nightly");
    }
    assertThat(orders(session).statusCode()).isEqualTo(200);
    assertThat(orders(AwsBasicCredentials.create(key.id(), key.secret().reveal())).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aSessionIsRefusedWhenTheServersClockIsPastItsEnd() throws Exception {
    AwsSessionCredentials session = session(assumed());
    gatehouse.clock().advance(Duration.ofHours(1));

    HttpResponse<String> refused = orders(session);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("x-amzn-ErrorType")).contains("ExpiredTokenException");
    assertThat(refused.body()).contains("The security token included in the request is expired");
  }

  @Test
  void everythingAskedForComesBack() {
    try (StsClient sts = platform()) {
      iam.account("444455556666").user("platform").policy(StsFixture.allow("sts:*", "*"));
      var answer =
          sts.assumeRole(
              request()
                  .externalId(externalId)
                  .durationSeconds(900)
                  .sourceIdentity("ann")
                  .tags(Tag.builder().key("team").value("red").build())
                  .transitiveTagKeys("team")
                  .policy(StsFixture.allow("execute-api:*", "*"))
                  .build());

      assertThat(answer.credentials().expiration())
          .isBeforeOrEqualTo(gatehouse.clock().instant().plusSeconds(900));
      assertThat(answer.sourceIdentity()).isEqualTo("ann");
      assertThat(answer.assumedRoleUser().arn()).endsWith(":assumed-role/partner/nightly");
      assertThat(sts.getAccessKeyInfo(ask -> ask.accessKeyId(key.id())).account())
          .isEqualTo("444455556666");
      assertThat(sts.getSessionToken().credentials().accessKeyId()).startsWith("ASIA");
      assertThat(sts.getFederationToken(ask -> ask.name("bob")).federatedUser().federatedUserId())
          .isEqualTo("444455556666:bob");
    }
  }

  @Test
  void theJournalKeepsNoTokenThatCameInAQuery() throws Exception {
    String query = StsFixture.form("AssumeRoleWithWebIdentity", "WebIdentityToken", "aaa.bbb.ccc");
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(gatehouse.baseUri().resolve("/sts?" + query)).build(),
            HttpResponse.BodyHandlers.discarding());

    assertThat(gatehouse.journal().entries()).hasSize(1);
    assertThat(gatehouse.journal().entries().toString())
        .contains("WebIdentityToken=***")
        .doesNotContain("aaa.bbb");
  }
}
