package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real curl, which signs by itself, and by its older versions wrongly. */
class CurlTest {
  private Gatehouse gatehouse;

  @BeforeEach
  void start() {
    assumeTrue(!version().isEmpty(), "curl is not there");
    gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
    for (ServiceStyle style : List.of(ServiceStyle.REST_JSON, ServiceStyle.S3)) {
      gatehouse.guard(
          style == ServiceStyle.S3 ? "/s3" : "/api",
          new SignatureGate(
              VerifierSettings.of(style, "eu-central-1", "execute-api"),
              HandClient.keys(),
              gatehouse.clock(),
              Permission.ANYBODY));
    }
  }

  @AfterEach
  void stop() {
    if (gatehouse != null) {
      gatehouse.close();
    }
  }

  private static String version() {
    try {
      return run(List.of("curl", "--version"));
    } catch (IOException e) {
      return "";
    }
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private JournalEntry curl(String path, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--noproxy",
                "*",
                "--path-as-is",
                "--globoff",
                "--aws-sigv4",
                "aws:amz:eu-central-1:execute-api",
                "--user",
                HandClient.ID + ":" + HandClient.SECRET));
    command.addAll(List.of(more));
    command.add(gatehouse.baseUri().resolve("/") + path);
    String answer = run(command);
    List<JournalEntry> entries = gatehouse.journal().entries();
    assertThat(entries).describedAs(answer).isNotEmpty();
    return entries.get(entries.size() - 1);
  }

  /** Version 8 signs as AWS wants it. */
  private static void requireItsOldFaults() {
    assumeTrue(version().startsWith("curl 7."), "this curl signs rightly");
  }

  @Test
  void isAdmittedOnAPlainRequest() throws IOException {
    JournalEntry entry = curl("api/orders?page=1");
    assertThat(entry.outcome()).describedAs(entry.explanation()).isEqualTo(Outcome.ADMITTED);
    assertThat(entry.principal()).isEqualTo(HandClient.ADA.arn());
    assertThat(entry.evidence())
        .containsEntry("accessKeyId", HandClient.ID)
        .containsEntry("algorithm", "AWS4-HMAC-SHA256");
    assertThat(curl("api/orders", "--data", "{\"a\":1}").outcome()).isEqualTo(Outcome.ADMITTED);
  }

  @Test
  void isToldOfAWrongSecret() throws IOException {
    JournalEntry entry =
        curl("api/orders", "--user", HandClient.ID + ":" + HandClient.SECRET + " ");
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(entry.explanation()).contains("white space at its start or end");
  }

  @Test
  void isToldThatItDoesNotSortTheQuery() throws IOException {
    requireItsOldFaults();
    JournalEntry entry = curl("api/orders?b=2&a=1");
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(entry.event()).isEqualTo("wrong-signature");
    assertThat(entry.status()).isEqualTo(403);
    assertThat(entry.explanation())
        .contains("query parameters are not sorted", "a=1&b=2", "String to sign:");
  }

  @Test
  void isToldThatItDoesNotNormaliseThePathNorEncodeItTwice() throws IOException {
    requireItsOldFaults();
    assertThat(curl("api/a/../orders").explanation()).contains("the path is not normalised");
    assertThat(curl("api/a%20b").explanation()).contains("the path is encoded once");
  }

  @Test
  void isToldThatItNamesARepeatedHeaderTwice() throws IOException {
    requireItsOldFaults();
    JournalEntry entry = curl("api/orders", "--header", "X-My: a", "--header", "X-My: b");
    assertThat(entry.event()).isEqualTo("incomplete-signature");
    assertThat(entry.explanation()).contains("SignedHeaders names x-my twice");
  }

  @Test
  void isToldThatAmazonS3WantsTheHashOfThePayload() throws IOException {
    requireItsOldFaults();
    JournalEntry entry = curl("s3/bucket/key");
    assertThat(entry.event()).isEqualTo("incomplete-signature");
    assertThat(entry.explanation()).contains("x-amz-content-sha256");
  }
}
