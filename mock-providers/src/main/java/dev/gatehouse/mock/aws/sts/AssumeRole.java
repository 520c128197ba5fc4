package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.ContextKeys;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * AssumeRole (AWS documentation: "AssumeRole", AWS STS API reference).
 *
 * @param iam knows roles, and keeps sessions
 */
record AssumeRole(Iam iam) implements StsAction {
  @Override
  public String name() {
    return "AssumeRole";
  }

  @Override
  public boolean takes(Actor caller) {
    return !caller.isFederatedUser();
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    StsParameters parameters = call.parameters();
    constrain(parameters);
    RoleRequest asked = RoleRequest.of(parameters);
    Actor caller = call.caller().orElseThrow();
    SessionTags tags = SessionTags.of(parameters, caller);
    Optional<String> sourceIdentity = sourceIdentity(parameters, caller);
    boolean mfa = MfaCode.verify(parameters, caller, call.now());
    ContextKeys keys = call.keys().caller(caller, call.now());
    asked.putInto(keys);
    tags.putInto(keys);
    parameters.get("ExternalId").ifPresent(id -> keys.put("sts:ExternalId", id));
    sourceIdentity.ifPresent(identity -> keys.put("sts:SourceIdentity", identity));
    if (mfa) {
      keys.put("aws:MultiFactorAuthPresent", "true").put("aws:MultiFactorAuthAge", "0");
    }
    List<String> actions = new ArrayList<>(List.of("sts:AssumeRole"));
    if (!tags.all().isEmpty()) {
      actions.add("sts:TagSession");
    }
    if (sourceIdentity.isPresent()) {
      actions.add("sts:SetSourceIdentity");
    }
    Role role = permitted(caller, asked.roleArn(), actions, keys);
    Duration duration = SessionDuration.ofRole(parameters, role, caller.isRole());
    IamSession session =
        new IamSession(
            asked.principal(role),
            role,
            SessionPolicies.of(parameters, iam, role.principal().accountId()),
            false,
            tags.all(),
            tags.goingOn(),
            sourceIdentity,
            call.now());
    SessionCredentials credentials = iam.begin(session, call.now().plus(duration));
    return new StsResult(
        xml -> {
          SessionXml.credentials(xml, credentials);
          SessionXml.assumedRoleUser(xml, session.principal());
          SessionXml.packedPolicySize(xml, parameters);
          if (sourceIdentity.isPresent()) {
            xml.element("SourceIdentity", sourceIdentity.get());
          }
        },
        caller.principal().arn() + " assumed " + role + " as " + asked.sessionName());
  }

  private static void constrain(StsParameters parameters) throws StsRefusal {
    Constraints constraints = new Constraints(parameters);
    RoleRequest.constrain(constraints);
    constraints
        .text("ExternalId", 2, 1224, "[\\w+=,.@:\\/-]*")
        .text("SerialNumber", 9, 256, "[\\w+=/:,.@-]*")
        .text("TokenCode", 6, 6, "[\\d]*")
        .text("SourceIdentity", 2, 64, Constraints.NAME);
    SessionPolicies.constrain(constraints, parameters);
    SessionTags.constrain(constraints, parameters);
    constraints.hold();
  }

  /** Who is not let in does not learn whether the role exists. */
  private Role permitted(Actor caller, String arn, List<String> actions, ContextKeys keys)
      throws StsRefusal {
    Optional<Role> role = iam.role(arn);
    if (role.isEmpty()) {
      throw StsRefusal.unauthorized(caller, "sts:AssumeRole", arn, "there is no role " + arn);
    }
    keys.put("aws:ResourceAccount", role.get().principal().accountId());
    for (String action : actions) {
      Optional<String> refusal = MayAssume.refusal(caller, action, role.get(), keys.all());
      if (refusal.isPresent()) {
        throw StsRefusal.unauthorized(caller, action, arn, refusal.get());
      }
    }
    return role.get();
  }

  /** Once set, it stays. */
  private static Optional<String> sourceIdentity(StsParameters parameters, Actor caller)
      throws StsRefusal {
    Optional<String> fixed = caller.session().flatMap(IamSession::sourceIdentity);
    Optional<String> asked = parameters.get("SourceIdentity");
    if (fixed.isPresent() && asked.isPresent() && !fixed.equals(asked)) {
      throw StsRefusal.denied(
          "The source identity is already set for this assume role session.",
          "the calling session's source identity goes on to every role that follows; the request"
              + " asks for another");
    }
    return fixed.or(() -> asked);
  }
}
