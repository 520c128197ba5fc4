package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import dev.gatehouse.mock.aws.policy.RequestContext;
import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * AssumeRoleWithWebIdentity: a provider's token in place of a signature (AWS documentation:
 * "AssumeRoleWithWebIdentity").
 *
 * @param iam keeps roles and sessions
 * @param issuers the providers there are
 */
record AssumeRoleWithWebIdentity(Iam iam, Collection<WebIdentityIssuer> issuers)
    implements StsAction {
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
    Constraints constraints =
        new Constraints(parameters)
            .required("RoleArn")
            .text("RoleArn", 20, 2048, "[\\u0009\\u000A\\u000D\\u0020-\\uFFFD]+")
            .required("RoleSessionName")
            .text("RoleSessionName", 2, 64, AssumeRole.NAME_PATTERN)
            .required("WebIdentityToken")
            .text("WebIdentityToken", 4, 20_000, "[\\u0020-\\u007E]*")
            .number("DurationSeconds", 900, 43_200);
    SessionSettings.policyConstraint(constraints);
    constraints.hold();
    String arn = parameters.get("RoleArn").orElseThrow();
    SessionSettings.requireArn(arn);
    WebIdentityToken token =
        WebIdentityToken.verify(
            parameters.get("WebIdentityToken").orElseThrow(), issuers, call.now());
    Role role = permitted(call, arn, token);
    Duration duration = duration(parameters, role);
    String sessionName = parameters.get("RoleSessionName").orElseThrow();
    IamSession session =
        new IamSession(
            SessionSettings.assumed(role, sessionName),
            role,
            SessionSettings.policies(parameters),
            false,
            Map.of(),
            Set.of(),
            Optional.empty(),
            call.now());
    SessionCredentials credentials = iam.begin(session, call.now().plus(duration));
    return new StsResult(
        xml -> {
          xml.element("SubjectFromWebIdentityToken", token.subject())
              .element("Audience", token.audience());
          SessionXml.assumedRoleUser(xml, session.principal());
          SessionXml.credentials(xml, credentials);
          xml.element("Provider", token.issuer().name());
          SessionXml.packedPolicySize(xml, parameters);
        },
        token.subject() + " of " + token.issuer().name() + " assumed " + arn);
  }

  private Role permitted(StsCall call, String arn, WebIdentityToken token) throws StsRefusal {
    StsRefusal denied =
        StsRefusal.denied(
            "Not authorized to perform sts:AssumeRoleWithWebIdentity",
            "the role does not exist, or its trust policy does not allow this provider, audience or"
                + " subject");
    Role role = iam.role(arn).orElseThrow(() -> denied);
    String name = token.issuer().name();
    ContextKeys keys =
        call.keys()
            .put("sts:RoleSessionName", call.parameters().get("RoleSessionName").orElseThrow())
            .put(name + ":aud", token.audience())
            .put(name + ":sub", token.subject());
    // A provider is named by its ARN in the role's own account, or plainly.
    for (String provider :
        Set.of(name, "arn:aws:iam::" + role.principal().accountId() + ":oidc-provider/" + name)) {
      RequestContext request =
          new RequestContext(
              Caller.federated(provider), "sts:AssumeRoleWithWebIdentity", arn, keys.all());
      if (role.trust().decide(request).allows()) {
        return role;
      }
    }
    throw denied;
  }

  private static Duration duration(StsParameters parameters, Role role) throws StsRefusal {
    Duration asked =
        parameters
            .get("DurationSeconds")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(Duration.ofHours(1));
    if (asked.compareTo(role.maxSessionDuration()) > 0) {
      throw StsRefusal.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
          "sessions of this role last at most " + role.maxSessionDuration().toSeconds());
    }
    return asked;
  }
}
