package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.ContextKeys;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import dev.gatehouse.mock.aws.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * GetFederationToken: a user's credentials for somebody else, who may do what both the user's and
 * the session's policies allow: without any of the latter, nothing (AWS documentation:
 * "GetFederationToken").
 *
 * @param iam keeps the session
 */
record GetFederationToken(Iam iam) implements StsAction {
  @Override
  public String name() {
    return "GetFederationToken";
  }

  @Override
  public boolean takes(Actor caller) {
    return caller.session().isEmpty();
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    StsParameters parameters = call.parameters();
    Constraints constraints =
        new Constraints(parameters)
            .required("Name")
            .text("Name", 2, 32, Constraints.NAME)
            .number("DurationSeconds", 900, 129_600);
    SessionPolicies.constrain(constraints, parameters);
    SessionTags.constrain(constraints, parameters);
    constraints.hold();
    Actor caller = call.caller().orElseThrow();
    SessionTags tags = SessionTags.of(parameters, caller);
    String account = caller.principal().accountId();
    String name = parameters.get("Name").orElseThrow();
    Principal federated =
        new Principal(
            account, "arn:aws:sts::" + account + ":federated-user/" + name, account + ":" + name);
    ContextKeys keys = call.keys().caller(caller, call.now()).put("aws:ResourceAccount", account);
    tags.putInto(keys);
    OwnPermission.require(caller, "sts:GetFederationToken", federated.arn(), keys);
    if (!tags.asked().isEmpty()) {
      OwnPermission.require(caller, "sts:TagSession", federated.arn(), keys);
    }
    List<Policy> policies = SessionPolicies.of(parameters, iam, account);
    IamSession session =
        new IamSession(
            federated,
            caller.identity(),
            policies.isEmpty() ? List.of(Policy.nothing()) : policies,
            false,
            tags.asked(),
            Set.of(),
            Optional.empty(),
            call.now());
    SessionCredentials credentials =
        iam.begin(session, call.now().plus(SessionDuration.ofUser(parameters)));
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
        caller.principal().arn() + " got a session for " + federated.arn());
  }
}
