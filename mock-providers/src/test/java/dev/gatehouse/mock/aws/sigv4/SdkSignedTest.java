package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the AWS SDK signs is admitted, and understood. */
class SdkSignedTest {
  private static final List<Field> FIELDS =
      List.of(
          new Field("Content-Type", "application/json"),
          new Field("X-Amz-Target", "Orders.List"),
          new Field("My-Header", "  a   b  "),
          new Field("My-Header", "c"));

  private static SignatureVerdict.Verified verified(
      SdkClient client, ServiceStyle style, AccessKeys keys, ServerRequest request) {
    SignatureVerdict verdict =
        new SignatureVerifier(
                VerifierSettings.of(style, client.region(), client.service()),
                keys,
                () -> client.at())
            .verify(request);
    assertThat(verdict).isInstanceOf(SignatureVerdict.Verified.class);
    return (SignatureVerdict.Verified) verdict;
  }

  @ParameterizedTest
  @CsvSource({
    "/, ''",
    "/orders, ?b=2&a=1&a=0&c",
    "/a%20b/%C3%A4/c%2Fd, ?q=%C3%A4%20%2B%26%3D&Z=1&z=2",
    "/a//b/./c/../d/, ?x=~-_.!*'()",
    "/a%3Bb/c%3Dd/e%40f, ?x%2Fy=z"
  })
  void admitsServicesAndAmazonS3(String path, String query) {
    byte[] body = "{\"page\":1}".getBytes(StandardCharsets.UTF_8);
    URI uri = URI.create("https://example.com:8443" + path + query);
    for (boolean presigned : new boolean[] {false, true}) {
      for (boolean s3 : new boolean[] {false, true}) {
        if (s3 && presigned) {
          continue; // tried below: Amazon S3 signs no payload there, and the SDK does so for it
          // alone
        }
        SdkClient client = SdkClient.of(s3, presigned);
        ServerRequest request = client.sign("POST", uri, FIELDS, body);
        SignatureFacts facts =
            verified(client, s3 ? ServiceStyle.S3 : ServiceStyle.QUERY, HandClient.keys(), request)
                .facts();
        assertThat(facts.presigned()).isEqualTo(presigned);
        assertThat(facts.signedHeaders()).contains("host", "my-header", "x-amz-target");
        assertThat(facts.accessKeyId()).isEqualTo(HandClient.ID);
        assertThat(facts.payload()).isEqualTo(HandClient.sha256(body));
        assertThat(facts.scope()).isEqualTo("20260203/eu-central-1/execute-api/aws4_request");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void admitsTemporaryCredentials(boolean presigned) {
    SdkClient client = SdkClient.of(false, presigned).withToken(HandClient.TOKEN);
    ServerRequest request =
        client.sign("GET", URI.create("https://example.com/x?a=1"), List.of(), new byte[0]);
    assertThat(
            verified(client, ServiceStyle.JSON, RefusalTest.sessionKeys(), request)
                .principal()
                .arn())
        .isEqualTo(HandClient.ADA.arn());
  }

  @Test
  void admitsAPresignedUrlOfAmazonS3() {
    SdkClient client =
        new SdkClient(
            HandClient.ID,
            HandClient.SECRET,
            Optional.empty(),
            "eu-central-1",
            "s3",
            HandClient.NOW,
            true,
            true);
    ServerRequest request =
        client.sign("GET", URI.create("https://b.example.com/a//b%20c"), List.of(), new byte[0]);
    assertThat(verified(client, ServiceStyle.S3, HandClient.keys(), request).facts().payload())
        .isEqualTo("UNSIGNED-PAYLOAD");
  }
}
