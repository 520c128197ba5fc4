package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import dev.gatehouse.mock.aws.policy.Decision;
import dev.gatehouse.mock.aws.policy.RequestContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GetFederationToken: a user's credentials for somebody else, narrowed by a policy (AWS
 * documentation: "GetFederationToken").
 *
 * @param iam keeps the session
 */
record GetFederationToken(Iam iam) implements StsAction {
  private static final Duration USUAL = Duration.ofHours(12);

  @Override
  public String name() {
    return "GetFederationToken";
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    StsParameters parameters = call.parameters();
    Map<String, String> tags = parameters.tags();
    Constraints constraints =
        new Constraints(parameters)
            .required("Name")
            .text("Name", 2, 32, AssumeRole.NAME_PATTERN)
            .number("DurationSeconds", 900, 129_600)
            .atMost("Tags", tags.size(), 50);
    SessionSettings.policyConstraint(constraints);
    SessionSettings.tagConstraints(constraints, tags);
    constraints.hold();
    StsCaller caller = call.caller().orElseThrow();
    if (caller.session().isPresent() || !(caller.identity() instanceof IamUser user)) {
      throw StsRefusal.denied(
          "Cannot call GetFederationToken with session credentials",
          "GetFederationToken needs a user's own key; the caller's is temporary");
    }
    String name = parameters.get("Name").orElseThrow();
    String account = user.principal().accountId();
    Principal federated =
        new Principal(
            account, "arn:aws:sts::" + account + ":federated-user/" + name, account + ":" + name);
    requirePermission(call, caller, user, federated);
    Duration duration =
        parameters
            .get("DurationSeconds")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(USUAL);
    IamSession session =
        new IamSession(
            federated,
            user,
            SessionSettings.policies(parameters),
            false,
            tags,
            Set.of(),
            Optional.empty(),
            call.now());
    SessionCredentials credentials = iam.begin(session, call.now().plus(duration));
    return new StsResult(
        xml -> {
          SessionXml.credentials(xml, credentials);
          xml.element(
              "FederatedUser",
              inner ->
                  inner
                      .element("FederatedUserId", federated.userId())
                      .element("Arn", federated.arn()));
          SessionXml.packedPolicySize(xml, parameters);
        },
        user + " got a session for " + federated.arn());
  }

  private static void requirePermission(
      StsCall call, StsCaller caller, IamUser user, Principal federated) throws StsRefusal {
    RequestContext request =
        new RequestContext(
            caller.asCaller(),
            "sts:GetFederationToken",
            federated.arn(),
            call.keys().caller(caller, call.now()).all());
    boolean denied =
        user.policies().stream().anyMatch(policy -> policy.decide(request) == Decision.DENIED);
    boolean allowed = user.policies().stream().anyMatch(policy -> policy.decide(request).allows());
    if (denied || !allowed) {
      throw StsRefusal.denied(
          "User: "
              + user.principal().arn()
              + " is not authorized to perform: sts:GetFederationToken on resource: "
              + federated.arn(),
          "no policy of the user allows sts:GetFederationToken");
    }
  }
}
