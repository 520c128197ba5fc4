package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.ContextKeys;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import dev.gatehouse.mock.aws.policy.RequestContext;
import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * AssumeRoleWithWebIdentity: a provider's token in place of a signature (AWS documentation:
 * "AssumeRoleWithWebIdentity").
 *
 * @param iam knows roles and OpenID providers, and keeps sessions
 */
record AssumeRoleWithWebIdentity(Iam iam) implements StsAction {
  @Override
  public String name() {
    return "AssumeRoleWithWebIdentity";
  }

  @Override
  public boolean signed() {
    return false;
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    StsParameters parameters = call.parameters();
    Constraints constraints = new Constraints(parameters);
    RoleRequest.constrain(constraints);
    constraints
        .required("WebIdentityToken")
        .secret("WebIdentityToken", 4, 20_000)
        .text("ProviderId", 4, 2048, "(?s).*");
    SessionPolicies.constrain(constraints, parameters);
    constraints.hold();
    RoleRequest asked = RoleRequest.of(parameters);
    if (parameters.get("ProviderId").isPresent()) {
      throw StsRefusal.validation(
          "The identity provider "
              + parameters.get("ProviderId").get()
              + " is not supported for this request",
          "ProviderId is for OAuth 2.0 access tokens of two old providers; an ID token of OpenID"
              + " Connect comes without it");
    }
    WebIdentityToken token =
        WebIdentityToken.verify(parameters.get("WebIdentityToken").orElseThrow(), iam, call.now());
    Role role = permitted(call, asked, token);
    Duration duration = SessionDuration.ofRole(parameters, role, false);
    IamSession session =
        new IamSession(
            asked.principal(role),
            role,
            SessionPolicies.of(parameters, iam, role.principal().accountId()),
            false,
            Map.of(),
            Set.of(),
            Optional.empty(),
            call.now());
    SessionCredentials credentials = iam.begin(session, call.now().plus(duration));
    return new StsResult(
        xml -> {
          SessionXml.credentials(xml, credentials);
          xml.element("SubjectFromWebIdentityToken", token.subject());
          SessionXml.assumedRoleUser(xml, session.principal());
          SessionXml.packedPolicySize(xml, parameters);
          xml.element("Provider", token.providerArn(role.principal().accountId()))
              .element("Audience", token.audience());
        },
        token.subject() + " of " + token.issuer().name() + " assumed " + role);
  }

  private Role permitted(StsCall call, RoleRequest asked, WebIdentityToken token)
      throws StsRefusal {
    Optional<Role> role = iam.role(asked.roleArn());
    if (role.isEmpty()) {
      throw denied("there is no role " + asked.roleArn());
    }
    String account = role.get().principal().accountId();
    ContextKeys keys = call.keys().put("aws:ResourceAccount", account);
    asked.putInto(keys);
    token.putInto(keys, account);
    RequestContext request =
        new RequestContext(
            Caller.federated(token.issuer().name(), token.providerArn(account)),
            "sts:AssumeRoleWithWebIdentity",
            asked.roleArn(),
            keys.all());
    if (!role.get().trust().decide(request).allows()) {
      throw denied(
          "the trust policy of "
              + role.get()
              + " does not allow "
              + token.providerArn(account)
              + " under these conditions: audience "
              + token.audience()
              + ", subject "
              + token.subject());
    }
    return role.get();
  }

  private static StsRefusal denied(String explanation) {
    return StsRefusal.denied(
        "Not authorized to perform sts:AssumeRoleWithWebIdentity", explanation);
  }
}
