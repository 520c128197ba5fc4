package dev.gatehouse.client;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/** The SDK's own way to sign, at the connection's time instead of the system's. */
record SignedAtOurTime(InstantSource clock) implements AwsV4AuthScheme {
  private static final AwsV4AuthScheme SDK = AwsV4AuthScheme.create();

  @Override
  public String schemeId() {
    return SDK.schemeId();
  }

  @Override
  public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
    return SDK.identityProvider(providers);
  }

  @Override
  public AwsV4HttpSigner signer() {
    return new Signer(clock);
  }

  private record Signer(InstantSource clock) implements AwsV4HttpSigner {
    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
      return SDK.signer().sign(request.toBuilder().putProperty(SIGNING_CLOCK, now()).build());
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(
        AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
      return SDK.signer().signAsync(request.toBuilder().putProperty(SIGNING_CLOCK, now()).build());
    }

    private Clock now() {
      return Clock.fixed(clock.instant(), ZoneOffset.UTC);
    }
  }
}
