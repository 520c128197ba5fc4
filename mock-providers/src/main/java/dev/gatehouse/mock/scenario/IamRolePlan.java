package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import java.time.Duration;

/**
 * An {@code aws-iam-role} scenario: the account of a platform with a user and a key, and the
 * account of its customer with a role that trusts the platform under an external ID. The gate
 * admits sessions of this role only (AWS documentation: "Access to AWS accounts owned by third
 * parties").
 *
 * @param service as in the credential scope; the gate signs and answers as this service does
 * @param region the service's, and the Security Token Service's
 * @param role the role's name
 * @param externalId what the role's trust policy asks for; {@code UNIQUE} stands for a new one
 * @param maxSessionDuration the longest session of the role, one to twelve hours
 * @since 0.1
 */
public record IamRolePlan(
    String service, String region, String role, String externalId, Duration maxSessionDuration)
    implements ScenarioPlan {
  /**
   * @throws IllegalArgumentException if a value is none that AWS takes
   */
  public IamRolePlan {
    AwsNames.requireScope(service, region);
    AwsNames.require(
        "role", role, "[\\w+=,.@-]{1,64}", "1 to 64 letters, digits and + = , . @ - _");
    AwsNames.require(
        "externalId",
        externalId,
        "|[\\w+=,.@:/-]{2,1224}",
        "2 to 1224 letters, digits and _ + = , . @ : / -");
    if (maxSessionDuration.compareTo(Duration.ofHours(1)) < 0
        || maxSessionDuration.compareTo(Duration.ofHours(12)) > 0) {
      throw new IllegalArgumentException(
          "maxSessionDuration: one to twelve hours are right, not " + maxSessionDuration);
    }
  }

  /** A new external ID for each scenario. */
  public static final String UNIQUE = "";

  /** As in the line-up: API Gateway in {@code eu-central-1}, sessions of an hour at most. */
  public static final IamRolePlan STANDARD =
      new IamRolePlan("execute-api", AwsCloud.REGION, "OrdersReader", UNIQUE, Duration.ofHours(1));

  /** The same for another service, for example {@code s3}. */
  public IamRolePlan withService(String name) {
    return new IamRolePlan(name, region, role, externalId, maxSessionDuration);
  }

  /** The same in another region. */
  public IamRolePlan withRegion(String name) {
    return new IamRolePlan(service, name, role, externalId, maxSessionDuration);
  }

  /** The same with a role of this name. */
  public IamRolePlan withRole(String name) {
    return new IamRolePlan(service, region, name, externalId, maxSessionDuration);
  }

  /** The same with this external ID. */
  public IamRolePlan withExternalId(String id) {
    return new IamRolePlan(service, region, role, id, maxSessionDuration);
  }

  /** The same with sessions that may last so long, one to twelve hours. */
  public IamRolePlan withMaxSessionDuration(Duration longest) {
    return new IamRolePlan(service, region, role, externalId, longest);
  }

  @Override
  public AuthType type() {
    return AuthType.AWS_IAM_ROLE;
  }

  @Override
  public Scenario assemble(Site site, Providers providers, String name) {
    return assemble(site, providers.aws(), name, new CredentialSource.Unguessable());
  }

  /** The documented key is the one of AWS's own documentation, which scanners know. */
  Scenario assemble(Site site, AwsCloud aws, String name, CredentialSource source) {
    String id = "AKIA" + source.like("I44QH8DHBEXAMPLE");
    Secret secret = Secret.of(source.like("je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"));
    String platform = source.like("111122223333");
    String customer = source.like("444455556666");
    String roleArn = "arn:aws:iam::" + customer + ":role/" + role;
    String agreed = externalId.equals(UNIQUE) ? source.externalId("gatehouse-2b6e1f") : externalId;
    aws.furnish(
        iam -> {
          platform(iam, platform, id, secret, roleArn);
          customer(iam, customer, platform, agreed);
        });
    return MountedScenario.mount(
        site,
        name,
        new AwsIamRoleAuth(
            service, region, roleArn, agreed, id, secret, AwsCloud.stsEndpoint(site, region)),
        AwsGates.of(service, region, site, aws, sessionsOf(aws, roleArn)));
  }

  private static void platform(Iam iam, String account, String id, Secret secret, String roleArn) {
    iam.account(account)
        .user("platform")
        .policy(
            """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "%s"}]}
            """
                .formatted(roleArn))
        .createAccessKey(id, secret);
  }

  private void customer(Iam iam, String account, String platform, String agreed) {
    iam.account(account)
        .role(
            role,
            """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Principal": {"AWS": "arn:aws:iam::%s:root"},
              "Action": "sts:AssumeRole",
              "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}]}
            """
                .formatted(platform, agreed))
        .maxSessionDuration(maxSessionDuration);
  }

  private static Permission sessionsOf(AwsCloud aws, String roleArn) {
    return (caller, request) -> {
      Iam iam = aws.iam();
      return iam.sessionsOf(iam.role(roleArn).orElseThrow()).refusal(caller, request);
    };
  }
}
