package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client asks a Security Token Service, and what it makes of the answers. */
class RoleSessionsTest {
  private static final String SECRET = "s3cret/Key+";
  private static final String NAMESPACE = "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";

  private static String session(String expiration) {
    return "<AssumeRoleResponse "
        + NAMESPACE
        + "><AssumeRoleResult><Credentials><AccessKeyId>ASIASESSION</AccessKeyId>"
        + "<SecretAccessKey>session+secret</SecretAccessKey><SessionToken>tok/en==</SessionToken>"
        + "<Expiration>"
        + expiration
        + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
  }

  private static String error(String code, String message) {
    return "<ErrorResponse "
        + NAMESPACE
        + "><Error><Type>Sender</Type><Code>"
        + code
        + "</Code><Message>"
        + message
        + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>";
  }

  private static HttpConnection open(Peer api, Peer sts, ManualClock clock) {
    return HttpConnection.open(
        Connection.of(
            "orders",
            api.uri(),
            new AwsIamRoleAuth(
                "execute-api",
                "eu-west-1",
                "arn:aws:iam::123456789012:role/Reader",
                "a+b=c,d/e:f@g",
                "AKID",
                Secret.of(SECRET),
                URI.create(sts.uri() + "/sts"))),
        ClientOptions.defaults().withClock(clock).withTotalTimeout(Duration.ofSeconds(5)));
  }

  @Test
  void asksForTheRoleUnderTheExternalIdAndSignsWithTheSession() throws Exception {
    try (Peer api = Peer.ok("ok");
        Peer sts = Peer.ok(session("2026-01-01T01:00:00Z"));
        HttpConnection client = open(api, sts, new ManualClock())) {
      assertThat(client.get("/x").status()).isEqualTo(200);
      assertThat(sts.last().method()).isEqualTo("POST");
      assertThat(sts.last().target()).isEqualTo("/sts");
      assertThat(sts.last().text().split("&"))
          .containsExactlyInAnyOrder(
              "Action=AssumeRole",
              "Version=2011-06-15",
              "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2FReader",
              "RoleSessionName=gatehouse-orders",
              "ExternalId=a%2Bb%3Dc%2Cd%2Fe%3Af%40g");
      assertThat(sts.last().first("Authorization").orElseThrow())
          .startsWith(
              "AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/sts/aws4_request, SignedHeaders=")
          .contains("host;");
      assertThat(api.last().first("Authorization").orElseThrow())
          .startsWith("AWS4-HMAC-SHA256 Credential=ASIASESSION/20260101/eu-west-1/execute-api/")
          .contains(";x-amz-security-token,");
      assertThat(api.last().first("X-Amz-Security-Token")).contains("tok/en==");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T01:00:00Z, 3539, 3540",
    "2026-01-01T00:05:00Z, 269, 270",
    "2025-12-31T23:00:00Z, 0, 0",
  })
  void renewsASessionBeforeItEnds(String expiration, int good, int renewed) throws Exception {
    ManualClock clock = new ManualClock();
    try (Peer api = Peer.ok("ok");
        Peer sts = Peer.ok(session(expiration));
        HttpConnection client = open(api, sts, clock)) {
      client.get("/x");
      if (good > 0) {
        clock.advance(Duration.ofSeconds(good));
        client.get("/x");
        assertThat(sts.requests()).hasSize(1);
      }
      clock.advance(Duration.ofSeconds((long) renewed - good));
      client.get("/x");
      assertThat(sts.requests()).hasSize(2);
    }
  }

  private static AssumeRoleException failure(Peer.Script answer) throws IOException {
    try (Peer api = Peer.ok("ok");
        Peer sts = Peer.of(answer);
        HttpConnection client = open(api, sts, new ManualClock())) {
      AssumeRoleException failure =
          catchThrowableOfType(AssumeRoleException.class, () -> client.get("/x"));
      assertThat(api.requests()).isEmpty();
      assertThat(sts.requests()).hasSize(1);
      assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
      assertThat(failure).hasNoCause();
      return failure;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied",
    "400, ValidationError",
    "403, ExpiredToken",
    "400, Throttling",
    "500, InternalFailure",
    "503, ServiceUnavailable",
  })
  void tellsCodeAndMessageAndTriesNothingAgain(int status, String code) throws Exception {
    AssumeRoleException failure =
        failure((request, out) -> Peer.write(out, status, error(code, "no, " + SECRET)));
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.code()).contains(code);
    assertThat(failure.description()).contains("no, ***");
    assertThat(failure.requestId()).contains("r-1");
    assertThat(failure).hasMessageEndingWith(status + ", " + code + ": no, ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not XML",
        "{\"json\": true}",
        "<AssumeRoleResponse/>",
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId>"
            + "</Credentials></AssumeRoleResult></AssumeRoleResponse>",
        "<html><body>Bad gateway</body></html>",
      })
  void takesNothingForASessionThatIsNone(String body) throws Exception {
    assertThat(failure((request, out) -> Peer.write(out, 200, body)).code()).isEmpty();
    assertThat(failure((request, out) -> Peer.write(out, 502, body)).status()).isEqualTo(502);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>",
        "<!-- c --><!DOCTYPE x>",
      })
  void refusesADocumentTypeDeclaration(String declaration) throws Exception {
    for (int status : new int[] {200, 403}) {
      assertThat(
              failure(
                  (request, out) ->
                      Peer.write(out, status, declaration + session("2026-01-01T01:00:00Z"))))
          .hasMessageContaining("document type declaration");
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    AssumeRoleException failure =
        failure((request, out) -> Peer.write(out, 307, "<x/>", "Location: /elsewhere"));
    assertThat(failure.status()).isEqualTo(307);
  }

  @Test
  void asksAgainOnceByTheServicesClock() throws Exception {
    String expired = error("SignatureDoesNotMatch", "Signature expired: 1 is now earlier than 2");
    try (Peer api = Peer.ok("ok");
        Peer sts =
            Peer.of(
                (request, out) ->
                    Peer.write(out, 403, expired, "Date: Fri, 02 Jan 2026 00:00:00 GMT"));
        HttpConnection client = open(api, sts, new ManualClock())) {
      AssumeRoleException failure =
          catchThrowableOfType(AssumeRoleException.class, () -> client.get("/x"));
      assertThat(failure.code()).contains("SignatureDoesNotMatch");
      assertThat(sts.requests())
          .extracting(request -> request.first("X-Amz-Date"))
          .containsExactly(Optional.of("20260101T000000Z"), Optional.of("20260102T000000Z"));
    }
  }

  @Test
  void anExpiredSessionIsRenewedOnceAndTheRequestSignedAfresh() throws Exception {
    try (Peer api =
            Peer.of((request, out) -> Peer.write(out, 403, error("ExpiredToken", "expired")));
        Peer sts = Peer.ok(session("2026-01-01T01:00:00Z"));
        HttpConnection client = open(api, sts, new ManualClock())) {
      assertThat(client.get("/x").status()).isEqualTo(403);
      assertThat(api.requests()).hasSize(2);
      assertThat(sts.requests()).hasSize(2);
    }
  }
}
