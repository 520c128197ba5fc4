package dev.gatehouse.client;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests by Signature Version 4, with the SDK's signer: path, query and headers as they go
 * on the wire, and the body.
 */
record RequestSigner(SigningScope scope) {
  /** What a signature brings along; a caller's own would contradict it. */
  private static final Set<String> OWN =
      Set.of("authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");

  /** What the connection sets itself: signed, but not given twice. */
  private static final Set<String> FRAMING = Set.of("host", "content-length", "transfer-encoding");

  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  /**
   * The request, signed.
   *
   * @param request with a body that can be read twice
   * @throws InvalidRequestException if it cannot be signed as it goes on the wire
   */
  Outgoing sign(Outgoing request, SigningKey key, Instant now) {
    Outgoing plain = withoutOwn(request);
    SignedBody body = new SignedBody(plain.body(), scope.isObjectStore());
    SdkHttpRequest unsigned = unsigned(plain, body);
    SignRequest.Builder<AwsCredentialsIdentity> signing =
        SignRequest.builder(key.identity())
            .request(unsigned)
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope.service())
            .putProperty(AwsV4HttpSigner.REGION_NAME, scope.region())
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC))
            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !scope.isObjectStore())
            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !scope.isObjectStore());
    body.content().ifPresent(signing::payload);
    body.ask(signing);
    try {
      SignedRequest signed = SIGNER.sign(signing.build());
      return plain.withHeaders(added(unsigned, signed.request())).withBody(body.sent(signed));
    } finally {
      body.close();
    }
  }

  private static Outgoing withoutOwn(Outgoing request) {
    return new Outgoing(
        request.method(),
        request.uri(),
        request.headers().stream()
            .filter(field -> !OWN.contains(field.name().toLowerCase(Locale.ROOT)))
            .toList(),
        request.caseSensitive(),
        request.body());
  }

  private SdkHttpRequest unsigned(Outgoing request, SignedBody body) {
    Origin origin = Origin.of(request.uri());
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .protocol(origin.scheme())
            .host(origin.host())
            .port(origin.port())
            .encodedPath(SignedPath.of(request.uri().getRawPath(), scope.isObjectStore()));
    SignedQuery.parameters(request.uri().getRawQuery()).forEach(unsigned::putRawQueryParameter);
    request.headers().forEach(field -> unsigned.appendHeader(field.name(), field.value()));
    body.length().ifPresent(n -> unsigned.putHeader("Content-Length", String.valueOf(n)));
    return unsigned.build();
  }

  /** The fields that the signer added or changed. */
  private static List<Headers.Field> added(SdkHttpRequest before, SdkHttpRequest after) {
    List<Headers.Field> fields = new ArrayList<>();
    for (Map.Entry<String, List<String>> header : after.headers().entrySet()) {
      boolean same = header.getValue().equals(before.headers().get(header.getKey()));
      if (!same && !FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        header.getValue().forEach(value -> fields.add(new Headers.Field(header.getKey(), value)));
      }
    }
    return fields;
  }
}
