package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;

/**
 * An {@code aws-access-key} scenario: a user of an account with a key, and a service that takes the
 * signatures of any active key there is.
 *
 * @param service as in the credential scope; the gate signs and answers as this service does
 * @param region the service's
 * @since 0.1
 */
public record AccessKeyPlan(String service, String region) implements ScenarioPlan {
  /**
   * @throws IllegalArgumentException if service or region cannot stand in a credential scope
   */
  public AccessKeyPlan {
    AwsNames.requireScope(service, region);
  }

  /** As in the line-up: API Gateway in {@code eu-central-1}. */
  public static final AccessKeyPlan STANDARD = new AccessKeyPlan("execute-api", AwsCloud.REGION);

  /** The same for another service, for example {@code s3}. */
  public AccessKeyPlan withService(String name) {
    return new AccessKeyPlan(name, region);
  }

  /** The same in another region. */
  public AccessKeyPlan withRegion(String name) {
    return new AccessKeyPlan(service, name);
  }

  @Override
  public AuthType type() {
    return AuthType.AWS_ACCESS_KEY;
  }

  @Override
  public Scenario assemble(Site site, Providers providers, String name) {
    return assemble(site, providers.aws(), name, new CredentialSource.Unguessable());
  }

  /** The documented key is the one of AWS's own documentation, which scanners know. */
  Scenario assemble(Site site, AwsCloud aws, String name, CredentialSource source) {
    String account = source.like("123456789012");
    String id = "AKIA" + source.like("IOSFODNN7EXAMPLE");
    Secret secret = Secret.of(source.like("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
    aws.furnish(iam -> iam.account(account).user("orders-service").createAccessKey(id, secret));
    return MountedScenario.mount(
        site,
        name,
        new AwsAccessKeyAuth(service, region, id, secret),
        AwsGates.of(service, region, site, aws, Permission.ANYBODY));
  }
}
