package dev.gatehouse.client;

import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's client of the Security Token Service, made when it is first needed. Everything it would
 * look up otherwise is said: nothing of the environment, {@code ~/.aws} or the instance's metadata
 * is asked, and nothing is tried again behind our back.
 */
final class StsService implements AutoCloseable {
  private final URI endpoint;
  private final String region;
  private final SigningKey key;
  private final SdkHttpClient http;
  private final InstantSource clock;
  private @Nullable StsClient client;

  StsService(URI endpoint, String region, SigningKey key, SdkHttpClient http, InstantSource clock) {
    this.endpoint = endpoint;
    this.region = region;
    this.key = key;
    this.http = http;
    this.clock = clock;
  }

  URI endpoint() {
    return endpoint;
  }

  synchronized StsClient client() {
    if (client == null) {
      client =
          StsClient.builder()
              .endpointOverride(endpoint)
              .region(Region.of(region))
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          key.accessKeyId(), key.secretAccessKey().reveal())))
              .putAuthScheme(new SignedAtOurTime(clock))
              .httpClient(http)
              .defaultsMode(DefaultsMode.LEGACY)
              .fipsEnabled(false)
              .dualstackEnabled(false)
              .overrideConfiguration(
                  settings ->
                      settings
                          .defaultProfileFile(ProfileFile.aggregator().build())
                          .defaultProfileName("default")
                          .retryStrategy(AwsRetryStrategy.doNotRetry())
                          .addExecutionInterceptor(new AtItsPath(endpoint)))
              .build();
    }
    return client;
  }

  /** The SDK takes scheme, host and port of an endpoint, and forgets its path. */
  private record AtItsPath(URI endpoint) implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().toBuilder().encodedPath(endpoint.getRawPath()).build();
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
