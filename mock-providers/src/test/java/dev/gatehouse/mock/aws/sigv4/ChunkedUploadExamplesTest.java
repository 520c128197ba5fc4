package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples that AWS has published, with their signatures ("Signature Calculations for the
 * Authorization Header: Transferring Payload in Multiple Chunks"; "... Including Trailing
 * Headers").
 */
class ChunkedUploadExamplesTest {
  private static final String SCOPE = "/20130524/us-east-1/s3/aws4_request";

  private static ServerRequest put(
      String contentSha256, String signedHeaders, String signature, String body, Field... more) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                new Field("Host", "s3.amazonaws.com"),
                new Field("x-amz-date", "20130524T000000Z"),
                new Field("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                new Field(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential="
                        + Uploads.ACCESS_KEY_ID
                        + SCOPE
                        + ",SignedHeaders="
                        + signedHeaders
                        + ",Signature="
                        + signature),
                new Field("x-amz-content-sha256", contentSha256),
                new Field("Content-Encoding", "aws-chunked"),
                new Field("x-amz-decoded-content-length", "66560"),
                new Field("Content-Length", "66824")));
    fields.addAll(List.of(more));
    return new ServerRequest(
        "PUT",
        "https",
        "s3.amazonaws.com",
        "/examplebucket/chunkObject.txt",
        null,
        fields,
        body.getBytes(StandardCharsets.US_ASCII));
  }

  private static ServerRequest plain(String body) {
    return put(
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
            + "x-amz-decoded-content-length;x-amz-storage-class",
        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
        body);
  }

  private static ServerRequest withTrailer(String body) {
    return put(
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
            + "x-amz-storage-class;x-amz-trailer",
        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
        body,
        new Field("x-amz-trailer", "x-amz-checksum-crc32c"));
  }

  private static String chunks(String first, String second, String last) {
    return ("10000;chunk-signature=" + first + "\r\n" + "a".repeat(65536) + "\r\n")
        + ("400;chunk-signature=" + second + "\r\n" + "a".repeat(1024) + "\r\n")
        + ("0;chunk-signature=" + last + "\r\n");
  }

  private static final String PLAIN =
      chunks(
              "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
              "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
              "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9")
          + "\r\n";

  private static final String CHUNKS_BEFORE_TRAILER =
      chunks(
          "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
          "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
          "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992");

  private static final String TRAILER =
      "x-amz-checksum-crc32c:sOO8/Q==\r\n"
          + "x-amz-trailer-signature:"
          + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n"
          + "\r\n";

  @Test
  void theChunksOfTheExampleHold() {
    assertThat(PLAIN).hasSize(66824);
    assertIsThePayload(Uploads.admitted(plain(PLAIN)));
  }

  @Test
  void theTrailerOfTheExampleHolds() {
    assertIsThePayload(Uploads.admitted(withTrailer(CHUNKS_BEFORE_TRAILER + TRAILER)));
  }

  /** As minio-go sends it, which AWS takes. */
  @Test
  void aLineFeedAfterTheValueOfATrailerIsNoPartOfIt() {
    assertIsThePayload(
        Uploads.admitted(withTrailer(CHUNKS_BEFORE_TRAILER + TRAILER.replace("==", "==\n"))));
  }

  @Test
  void aWrongByteIsRefusedWithTheStringThatShouldHaveBeenSigned() {
    Uploads.Answered answered = Uploads.refused(plain(PLAIN.replace("aaa\r\n400;", "aab\r\n400;")));

    assertThat(answered.outcome()).isEqualTo("403 SignatureDoesNotMatch");
    assertThat(answered.element("StringToSign"))
        .startsWith(
            "AWS4-HMAC-SHA256-PAYLOAD\n"
                + "20130524T000000Z\n"
                + "20130524/us-east-1/s3/aws4_request\n"
                + "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9\n"
                + Sha256.EMPTY
                + "\n");
    assertThat(answered.element("SignatureProvided")).startsWith("ad80c730");
    assertThat(answered.element("CanonicalRequest"))
        .startsWith("PUT\n/examplebucket/chunkObject.txt\n");
    assertThat(answered.refused().explanation()).contains("chunk 1");
  }

  @Test
  void aWrongTrailerSignatureIsRefused() {
    assertThat(
            Uploads.refused(withTrailer(CHUNKS_BEFORE_TRAILER + TRAILER.replace(":d81f", ":d81e")))
                .outcome())
        .isEqualTo("403 SignatureDoesNotMatch");
  }

  private static void assertIsThePayload(ServerRequest onward) {
    assertThat(onward.body()).asString(StandardCharsets.US_ASCII).isEqualTo("a".repeat(66560));
    assertThat(onward.headers("Content-Encoding")).isEmpty();
    assertThat(onward.headers("Content-Length")).containsExactly("66560");
    assertThat(onward.path()).isEqualTo("/examplebucket/chunkObject.txt");
  }
}
