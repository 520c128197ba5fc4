package dev.gatehouse.client;

import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Sessions of a role, assumed under its external ID (AWS STS API reference: "AssumeRole"). A
 * request that the service refuses for its time is made again once, by the service's clock.
 */
record RoleSessions(AwsIamRoleAuth auth, String sessionName, StsService sts, CorrectedClock clock)
    implements TokenSource<SigningKey> {

  @Override
  public SigningKey next(@Nullable Secret refused) {
    try {
      return session();
    } catch (StsException e) {
      if (isSkewed(e) && clock.correct(headers(e))) {
        return again();
      }
      throw failure(e);
    }
  }

  private SigningKey again() {
    try {
      return session();
    } catch (StsException e) {
      throw failure(e);
    }
  }

  private SigningKey session() {
    Instant asked = clock.instant();
    try {
      return key(
          sts.client()
              .assumeRole(
                  request ->
                      request
                          .roleArn(auth.roleArn())
                          .externalId(auth.externalId())
                          .roleSessionName(sessionName))
              .credentials(),
          asked);
    } catch (StsException e) {
      throw e;
    } catch (SdkException e) {
      throw ours(e).orElseGet(() -> wrong("the answer is not one to AssumeRole"));
    }
  }

  /** What went wrong on the wire is told by the failures of this package, which the SDK wraps. */
  private static Optional<ConnectionException> ours(SdkException e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .filter(ConnectionException.class::isInstance)
        .map(ConnectionException.class::cast)
        .findFirst();
  }

  private SigningKey key(@Nullable Credentials credentials, Instant asked) {
    if (credentials == null
        || credentials.accessKeyId() == null
        || credentials.secretAccessKey() == null
        || credentials.sessionToken() == null
        || credentials.expiration() == null) {
      throw wrong("the answer holds no whole credentials");
    }
    return new SigningKey(
        credentials.accessKeyId(),
        Secret.of(credentials.secretAccessKey()),
        Secret.of(credentials.sessionToken()),
        Lifetime.renewal(
            asked, Duration.between(asked, credentials.expiration()).toMillis() / 1000.0));
  }

  private boolean isSkewed(StsException e) {
    return details(e)
        .filter(
            details ->
                new AwsRefusal(
                        String.valueOf(details.errorCode()), String.valueOf(details.errorMessage()))
                    .isSkewed())
        .isPresent();
  }

  private static Headers headers(StsException e) {
    return new Headers(
        details(e).stream()
            .flatMap(details -> Stream.ofNullable(details.sdkHttpResponse()))
            .flatMap(response -> response.headers().entrySet().stream())
            .flatMap(
                header ->
                    header.getValue().stream()
                        .map(value -> new Headers.Field(header.getKey(), value)))
            .toList(),
        false);
  }

  private static Optional<AwsErrorDetails> details(StsException e) {
    return Optional.ofNullable(e.awsErrorDetails());
  }

  private AssumeRoleException failure(StsException e) {
    Redaction redaction = new Redaction(List.of(auth.secretAccessKey()));
    String code = details(e).map(AwsErrorDetails::errorCode).orElse(null);
    String message =
        details(e)
            .map(AwsErrorDetails::errorMessage)
            .map(text -> Quote.of(text, redaction))
            .orElse(null);
    return new AssumeRoleException(
        sts.endpoint()
            + ": AssumeRole was answered with "
            + e.statusCode()
            + (code == null ? "" : ", " + Quote.of(code, redaction))
            + (message == null ? "" : ": " + message),
        e.statusCode(),
        code == null ? null : Quote.of(code, redaction),
        message,
        e.requestId() == null ? null : Quote.of(e.requestId(), redaction));
  }

  private AssumeRoleException wrong(String problem) {
    return new AssumeRoleException(sts.endpoint() + ": AssumeRole: " + problem, 0);
  }

  @Override
  public void close() {
    sts.close();
  }
}
