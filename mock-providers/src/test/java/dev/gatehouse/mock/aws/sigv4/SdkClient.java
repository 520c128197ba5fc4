package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs by the AWS SDK.
 *
 * @param s3 the path rules of Amazon S3
 * @param presigned in the query
 */
record SdkClient(
    String accessKeyId,
    String secret,
    Optional<String> token,
    String region,
    String service,
    Instant at,
    boolean s3,
    boolean presigned) {

  static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  /** With the key of {@link HandClient}. */
  static SdkClient of(boolean s3, boolean presigned) {
    return new SdkClient(
        HandClient.ID,
        HandClient.SECRET,
        Optional.empty(),
        "eu-central-1",
        "execute-api",
        HandClient.NOW,
        s3,
        presigned);
  }

  SdkClient withToken(String other) {
    return new SdkClient(
        accessKeyId, secret, Optional.of(other), region, service, at, s3, presigned);
  }

  ServerRequest sign(String method, URI uri, List<Field> fields, byte[] body) {
    return received(SIGNER.sign(toSign(method, uri, fields, body)).request(), uri, body);
  }

  /** What the SDK's signer takes. */
  SignRequest<AwsCredentialsIdentity> toSign(
      String method, URI uri, List<Field> fields, byte[] body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    for (Field field : fields) {
      request.appendHeader(field.name(), field.value());
    }
    AwsCredentialsIdentity identity =
        token.isPresent()
            ? AwsSessionCredentialsIdentity.create(accessKeyId, secret, token.get())
            : AwsCredentialsIdentity.create(accessKeyId, secret);
    SignRequest.Builder<AwsCredentialsIdentity> sign =
        SignRequest.builder(identity)
            .request(request.build())
            .payload(ContentStreamProvider.fromByteArray(body))
            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
            .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
            .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3)
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC));
    if (presigned) {
      sign.putProperty(
              AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
          .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofHours(1))
          .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, !s3);
    }
    return sign.build();
  }

  private static ServerRequest received(SdkHttpRequest signed, URI uri, byte[] body) {
    List<Field> fields = new ArrayList<>();
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
    return new ServerRequest(
        signed.method().name(),
        uri.getScheme(),
        uri.getAuthority(),
        signed.encodedPath(),
        signed.encodedQueryParameters().orElse(null),
        fields,
        body);
  }
}
