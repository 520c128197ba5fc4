package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.AccessKey;
import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Credentials with which AWS's own signer signs; its token is empty for a user's own key. */
record Signed(String accessKeyId, String secret, String token) {
  static Signed with(AccessKey key) {
    return new Signed(key.id(), key.secret().reveal(), "");
  }

  private AwsCredentialsIdentity identity() {
    return token.isEmpty()
        ? AwsCredentialsIdentity.create(accessKeyId, secret)
        : AwsSessionCredentialsIdentity.create(accessKeyId, secret, token);
  }

  /** What a request is signed for. */
  record Scope(String region, String service, Instant at) {}

  /** A form posted to a path. */
  ServerRequest post(String path, String form, Scope scope) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:8480" + path))
            .putHeader("Content-Type", "application/x-www-form-urlencoded")
            .build();
    return signed(request, form, scope, false);
  }

  /** A GET of a path and query. */
  ServerRequest get(String target, Scope scope, boolean presigned) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("http://127.0.0.1:8480" + target))
            .build();
    return signed(request, "", scope, presigned);
  }

  private ServerRequest signed(SdkHttpRequest plain, String body, Scope scope, boolean presigned) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest request =
        AwsV4HttpSigner.create()
            .sign(
                sign -> {
                  sign.identity(identity())
                      .request(plain)
                      .payload(() -> new ByteArrayInputStream(bytes))
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
                      .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
                      .putProperty(
                          AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(scope.at(), ZoneOffset.UTC));
                  if (presigned) {
                    sign.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofHours(1));
                  }
                })
            .request();
    List<Field> fields = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
    return new ServerRequest(
        request.method().name(),
        "http",
        "127.0.0.1:8480",
        request.encodedPath(),
        request.encodedQueryParameters().orElse(null),
        fields,
        RequestBody.of(bytes),
        new ClientConnection("127.0.0.1", List.of(), null));
  }
}
