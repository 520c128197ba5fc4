package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.HandClient.ID;
import static dev.gatehouse.mock.aws.sigv4.HandClient.NOW;
import static dev.gatehouse.mock.aws.sigv4.HandClient.SECRET;
import static dev.gatehouse.mock.aws.sigv4.HandClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.aws.sigv4.HandClient.Step;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate over a real socket, and what the journal keeps of it. */
class SignatureGateTest {
  private final Gatehouse gatehouse =
      Gatehouse.builder()
          .lineup(Lineup.empty())
          .limits(Limits.DEFAULT.withHeaderBytes(3 << 20))
          .start();

  @BeforeEach
  void guard() {
    gatehouse.clock().set(NOW);
    gatehouse.guard(
        "/orders",
        new SignatureGate(
            VerifierSettings.of(ServiceStyle.REST_JSON, "eu-central-1", "execute-api"),
            RefusalTest.sessionKeys(),
            gatehouse.clock(),
            Permission.ANYBODY));
  }

  @AfterEach
  void stop() {
    gatehouse.close();
  }

  private record Answered(String answer, JournalEntry entry) {}

  private Answered send(ServerRequest request) {
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append(' ').append(request.path());
    if (request.query() != null) {
      text.append('?').append(request.query());
    }
    text.append(" HTTP/1.1\r\n");
    for (Field field : request.fields()) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    text.append("Connection: close\r\n");
    if (request.body().length > 0) {
      text.append("Content-Length: ").append(request.body().length).append("\r\n");
    }
    text.append("\r\n").append(new String(request.body(), StandardCharsets.ISO_8859_1));
    String answer = Wire.exchange(gatehouse.baseUri(), text.toString());
    List<JournalEntry> entries = gatehouse.journal().entries();
    return new Answered(answer, entries.get(entries.size() - 1));
  }

  private static HandClient client() {
    return new HandClient().token(TOKEN);
  }

  @Test
  void keepsWhoSignedWhatFor() {
    Answered header = send(client().method("POST").body("{}").signed());
    assertThat(header.answer()).startsWith("HTTP/1.1 200 ");
    assertThat(header.entry().outcome()).isEqualTo(Outcome.ADMITTED);
    assertThat(header.entry().principal()).isEqualTo("arn:aws:iam::123456789012:user/ada");
    assertThat(header.entry().evidence())
        .containsEntry("algorithm", "AWS4-HMAC-SHA256")
        .containsEntry("accessKeyId", ID)
        .containsEntry("credentialScope", "20260203/eu-central-1/execute-api/aws4_request")
        .containsEntry("signedHeaders", "host;x-amz-date;x-amz-security-token")
        .containsEntry("payload", HandClient.sha256("{}".getBytes(StandardCharsets.UTF_8)))
        .containsEntry("presigned", "false");
    assertThat(send(client().presigned()).entry().evidence()).containsEntry("presigned", "true");
  }

  @Test
  void keepsNoSecret() {
    for (ServerRequest request :
        List.of(
            client().signed(),
            client().presigned(),
            client().saying(Step.SECRET, "AWS4x").signed(),
            client().saying(Step.SECRET, "AWS4x").presigned())) {
      JournalEntry entry = send(request).entry();
      assertThat(entry.toString())
          .doesNotContain(TOKEN, HandClient.encoded(TOKEN), SECRET)
          .contains("***");
    }
  }

  @Test
  void explainsAMismatchToAPerson() {
    Answered wrong = send(client().query("b=2&a=1").saying(Step.QUERY, "b=2&a=1").signed());
    assertThat(wrong.answer())
        .startsWith("HTTP/1.1 403 ")
        .contains("x-amzn-ErrorType: InvalidSignatureException");
    assertThat(wrong.entry().explanation())
        .startsWith(
            "the signature is not the one this request needs: query parameters are not sorted; sort"
                + " them by name, then by value, once encoded\n"
                + "Canonical request:\n"
                + "GET\n"
                + "/orders\n"
                + "a=1&b=2\n"
                + "host:api.example.com:8443\n"
                + "x-amz-date:20260203T040506Z\n"
                + "x-amz-security-token:***\n"
                + "\n"
                + "host;x-amz-date;x-amz-security-token\n"
                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"
                + "String to sign:\n"
                + "AWS4-HMAC-SHA256\n"
                + "20260203T040506Z\n"
                + "20260203/eu-central-1/execute-api/aws4_request\n");
  }

  /** What a gate cannot read, the service answers; it is never a mistake of the server. */
  @Test
  void answersWhatIsMalformedAndNeverFails() {
    String much = "A".repeat(1 << 20);
    for (ServerRequest request :
        List.of(
            client().saying(Step.AUTHORIZATION, much).signed(),
            client().saying(Step.AUTHORIZATION, "AWS4-HMAC-SHA256 Credential=" + much).signed(),
            client().saying(Step.SIGNATURE, much).signed(),
            client().saying(Step.SIGNED_HEADERS, "host;\u00e4;x-amz-date").signed(),
            client().saying(Step.SIGNED_HEADERS, "host\n;x").presigned(),
            client().doing(Step.SENT_QUERY, q -> q + "&%ff=%fe&%zz&=&==&&").presigned(),
            client().query("a=%00%0D%0A").saying(Step.SIGNATURE, "%00").presigned(),
            client().header("My", "\u00ff\u00fe").saying(Step.SECRET, "AWS4x").signed())) {
      Answered answered = send(request);
      assertThat(answered.answer()).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
      assertThat(answered.entry().outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void answersTooMuchHeaderForThePortBeforeAnybodyReadsIt() {
    try (Gatehouse usual = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      String answer =
          Wire.exchange(
              usual.baseUri(),
              "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: " + "A".repeat(1 << 16) + "\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 431 ");
    }
  }
}
