package dev.gatehouse.mock.aws.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Uploads to a bucket of AWS's examples, and the gate before it. */
final class Uploads {
  static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  static final Principal PRINCIPAL =
      new Principal("123456789012", "arn:aws:iam::123456789012:user/x", "AIDAX");
  static final AccessKeys KEYS = AccessKeys.of(ACCESS_KEY_ID, Secret.of(SECRET), PRINCIPAL);
  static final VerifierSettings S3 = VerifierSettings.of(ServiceStyle.S3, "us-east-1", "s3");

  private Uploads() {}

  static SignatureGate gate() {
    return new SignatureGate(S3, KEYS, () -> NOW, SignatureGate.Permission.ANYBODY);
  }

  /** What the API behind the gate gets; fails with the answer of a refused request. */
  static ServerRequest admitted(ServerRequest request) {
    Verdict verdict = gate().judge(request);
    if (verdict instanceof Verdict.Admitted admitted && admitted.onward() != null) {
      return admitted.onward();
    }
    throw new AssertionError("refused: " + verdict);
  }

  /** The status, code and message a refused request gets. */
  static Answered refused(ServerRequest request) {
    Verdict verdict = gate().judge(request);
    if (verdict instanceof Verdict.Refused refused) {
      return new Answered(refused, refused.response());
    }
    throw new AssertionError("admitted: " + request);
  }

  /** S3's answer to a refused request. */
  record Answered(Verdict.Refused refused, ServerResponse response) {
    String element(String name) {
      String xml = new String(response.body(), UTF_8);
      int start = xml.indexOf("<" + name + ">");
      return start < 0
          ? ""
          : xml.substring(start + name.length() + 2, xml.indexOf("</" + name + ">"));
    }

    /** {@code 403 SignatureDoesNotMatch}. */
    String outcome() {
      return response.status() + " " + element("Code");
    }
  }

  /** A payload of which no two parts are the same. */
  static byte[] payload(int length) {
    byte[] payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) (i * 31 + (i >> 8) * 7 + (i >> 16));
    }
    return payload;
  }

  /** What the AWS SDK for Java sends. */
  static SignedRequest signedBySdk(
      URI uri,
      ContentStreamProvider payload,
      long length,
      Instant now,
      boolean signChunks,
      @Nullable ChecksumAlgorithm checksum) {
    SdkHttpRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(uri)
            .putHeader("Content-Length", String.valueOf(length))
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            signing -> {
              signing
                  .identity(AwsCredentialsIdentity.create(ACCESS_KEY_ID, SECRET))
                  .request(request)
                  .payload(payload)
                  .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                  .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                  .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                  .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                  .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signChunks)
                  .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC));
              if (checksum != null) {
                signing.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, checksum);
              }
            });
  }

  static ServerRequest received(SignedRequest signed) {
    try (InputStream body = signed.payload().orElseThrow().newStream()) {
      return received(signed.request(), RequestBody.of(body.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ServerRequest received(SdkHttpRequest head, RequestBody body) {
    List<Field> fields = new ArrayList<>();
    head.forEachHeader(
        (name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
    return new ServerRequest(
        "PUT",
        head.protocol(),
        head.firstMatchingHeader("Host").orElseThrow(),
        head.encodedPath(),
        head.getUri().getRawQuery(),
        fields,
        body,
        List.of());
  }

  /** For the JDK's client, which sets Host and Content-Length itself. */
  static HttpRequest sent(SignedRequest signed, InputStream body) {
    SdkHttpRequest head = signed.request();
    long length = Long.parseLong(head.firstMatchingHeader("Content-Length").orElseThrow());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(head.getUri())
            .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), length));
    head.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  static ServerRequest withBody(ServerRequest request, byte[] body) {
    return request.with(request.fields(), RequestBody.of(body));
  }

  static String latin(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
