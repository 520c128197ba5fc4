package dev.gatehouse.client;

import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Connection;
import java.net.URI;

/** Finds the authenticator of an AWS auth type, and says which settings are wrong. */
final class AwsAuthenticators {
  private static final int LONGEST_SESSION_NAME = 64;

  private AwsAuthenticators() {}

  static Authenticator accessKey(
      Connection connection, AwsAccessKeyAuth auth, ClientOptions options) {
    SigningScope scope =
        new SigningScope(auth.service(), AwsRegion.of(auth.region(), connection.baseUri()));
    SigningKey key = SigningKey.of(auth.accessKeyId(), auth.secretAccessKey());
    return signature(scope, refused -> key, new CorrectedClock(options.clock()));
  }

  static Authenticator iamRole(
      Connection connection, AwsIamRoleAuth auth, ClientOptions options, Wire wire) {
    String region = AwsRegion.of(auth.region(), connection.baseUri());
    SigningScope scope = new SigningScope(auth.service(), region);
    SigningKey key = SigningKey.of(auth.accessKeyId(), auth.secretAccessKey());
    AssumeRoleLimits.require(auth);
    CorrectedClock clock = new CorrectedClock(options.clock());
    URI endpoint = auth.stsEndpoint() == null ? AwsRegion.sts(region) : auth.stsEndpoint();
    StsService sts =
        new StsService(
            endpoint,
            AwsRegion.in(endpoint).orElse(region),
            key,
            new SdkOverWire(options, wire),
            clock);
    return signature(
        scope, new RoleSessions(auth, sessionName(connection.name()), sts, clock), clock);
  }

  private static Authenticator signature(
      SigningScope scope, TokenSource<SigningKey> keys, CorrectedClock clock) {
    return new AwsSignature(new RequestSigner(scope), new TokenCache<>(keys, clock), clock);
  }

  /** The connection's name, for the customer's audit trail, in the characters that are allowed. */
  static String sessionName(String connection) {
    String name = "gatehouse-" + connection.replaceAll("[^A-Za-z0-9_+=,.@-]+", "-");
    return name.substring(0, Math.min(name.length(), LONGEST_SESSION_NAME));
  }
}
