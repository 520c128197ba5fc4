package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.sigv4.ServiceStyle;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The Security Token Service at {@code /} and {@code /sts}: it makes temporary credentials for
 * those whom IAM allows.
 *
 * @since 0.1
 */
public final class StsProvider implements Provider {
  private final Iam iam;
  private final StsEndpoint endpoint;

  /**
   * A service.
   *
   * @param region whose endpoint it is, for example {@code eu-central-1}
   * @param iam knows users and roles, and keeps sessions
   * @param clock the server's time
   */
  public StsProvider(String region, Iam iam, InstantSource clock) {
    this.iam = iam;
    this.endpoint =
        new StsEndpoint(
            VerifierSettings.of(ServiceStyle.QUERY, region, "sts"),
            iam,
            clock,
            List.of(
                new AssumeRole(iam),
                new AssumeRoleWithWebIdentity(iam),
                new GetCallerIdentity(),
                new GetSessionToken(iam),
                new GetFederationToken(iam),
                new GetAccessKeyInfo(iam)));
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public Optional<Endpoint> endpoint(String path) {
    return path.equals("/") || path.equals("/sts") || path.equals("/sts/")
        ? Optional.of(endpoint)
        : Optional.empty();
  }

  /** At {@code /} other things may be, so that a call has to look like one there. */
  @Override
  public boolean takes(ServerRequest request) {
    return isCall(request);
  }

  /**
   * Whether a request can be meant for the service: signed, a form, or one that names an action.
   */
  public static boolean isCall(ServerRequest request) {
    String query = request.query() == null ? "" : request.query();
    return !request.path().equals("/")
        || request.header("Authorization").filter(value -> value.startsWith("AWS4-")).isPresent()
        || request
            .header("Content-Type")
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent()
        || query.matches("(.*&)?(Action|X-Amz-Algorithm)=.*");
  }

  /** Ends every session and forgets which one-time codes were used; users and roles stay. */
  @Override
  public void reset() {
    iam.reset();
  }
}
