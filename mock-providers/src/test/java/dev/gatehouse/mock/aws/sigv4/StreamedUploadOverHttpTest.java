package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Uploads as the AWS SDK streams them, over a socket. */
class StreamedUploadOverHttpTest {
  private static final byte[] PAYLOAD = Uploads.payload(3_000_000);

  private Gatehouse gatehouse;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
    gatehouse.guard(
        "/bucket",
        new SignatureGate(
            Uploads.S3, Uploads.KEYS, gatehouse.clock(), SignatureGate.Permission.ANYBODY));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(gatehouse.caPem().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    client = HttpClient.newBuilder().sslContext(context).build();
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private SignedRequest signed(boolean tls, boolean signChunks, String checksum) {
    URI base = tls ? gatehouse.httpsUri() : gatehouse.baseUri();
    return Uploads.signedBySdk(
        base.resolve("/bucket/a%20key"),
        () -> new ByteArrayInputStream(PAYLOAD),
        PAYLOAD.length,
        gatehouse.clock().instant(),
        signChunks,
        checksum == null ? null : DefaultChecksumAlgorithm.fromValue(checksum));
  }

  private static byte[] body(SignedRequest signed) throws IOException {
    return signed.payload().orElseThrow().newStream().readAllBytes();
  }

  private HttpResponse<String> send(SignedRequest signed, byte[] body) throws Exception {
    return client.send(
        Uploads.sent(signed, new ByteArrayInputStream(body)), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "false,true,,STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "false,true,CRC32,STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
    "false,false,SHA256,STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
    "true,true,CRC32C,STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
    "true,false,CRC32,STREAMING-UNSIGNED-PAYLOAD-TRAILER"
  })
  void isAdmittedAndRefusedWithOneFlippedByte(
      boolean tls, boolean signChunks, String checksum, String mode) throws Exception {
    SignedRequest signed = signed(tls, signChunks, checksum);
    byte[] body = body(signed);

    HttpResponse<String> admitted = send(signed, body);

    assertThat(admitted.statusCode()).as(admitted.body()).isEqualTo(200);
    JsonNode echo = JsonMapper.builder().build().readTree(admitted.body());
    assertThat(echo.get("bodySize").intValue()).isEqualTo(PAYLOAD.length);
    assertThat(echo.get("bodySha256").textValue()).isEqualTo(Sha256.hex(PAYLOAD));
    assertThat(echo.get("principal").textValue()).isEqualTo(Uploads.PRINCIPAL.arn());
    assertThat(echo.get("headers").findValuesAsText("name"))
        .contains("Content-Length")
        .doesNotContain("Content-Encoding");
    assertThat(gatehouse.journal().entries().get(0).evidence()).containsEntry("payload", mode);

    body[2_000_000] ^= 1;
    HttpResponse<String> refused = send(signed, body);

    boolean unsigned = mode.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    assertThat(refused.statusCode()).isEqualTo(unsigned ? 400 : 403);
    assertThat(refused.body())
        .contains("<Code>" + (unsigned ? "BadDigest" : "SignatureDoesNotMatch") + "</Code>");
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/xml");
  }

  @Test
  void stubsSeeThePayloadWithoutItsChunks() throws Exception {
    gatehouse
        .api()
        .stubFor(
            WireMock.put("/bucket/a%20key")
                .withHeader("Content-Length", WireMock.equalTo(String.valueOf(PAYLOAD.length)))
                .withHeader("Content-Encoding", WireMock.absent())
                .withRequestBody(WireMock.binaryEqualTo(PAYLOAD))
                .willReturn(WireMock.ok("stored")));
    SignedRequest signed = signed(false, true, "CRC32");

    assertThat(send(signed, body(signed)).body()).isEqualTo("stored");
  }
}
