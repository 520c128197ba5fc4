package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import dev.gatehouse.mock.aws.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** AssumeRole (AWS documentation: "AssumeRole", AWS STS API reference). */
final class AssumeRole implements StsAction {
  static final String NAME_PATTERN = "[\\w+=,.@-]*";
  private static final Duration CHAINED = Duration.ofHours(1);

  private final Iam iam;

  AssumeRole(Iam iam) {
    this.iam = iam;
  }

  @Override
  public String name() {
    return "AssumeRole";
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    StsParameters parameters = call.parameters();
    Map<String, String> tags = parameters.tags();
    List<String> transitive = parameters.list("TransitiveTagKeys");
    constraints(parameters, tags, transitive);
    String arn = parameters.get("RoleArn").orElseThrow();
    SessionSettings.requireArn(arn);
    StsCaller caller = call.caller().orElseThrow();
    boolean mfa = new MfaCode(iam).verify(parameters, caller.identity());
    Map<String, String> inherited = inherited(caller);
    Map<String, String> all = new LinkedHashMap<>(inherited);
    all.putAll(tags);
    ContextKeys keys = keys(call, caller, mfa, tags, new LinkedHashSet<>(transitive));
    Role role = permitted(call, caller, arn, keys, tags);
    Duration duration = duration(parameters, role, caller);
    List<Policy> policies = SessionSettings.policies(parameters);
    String sessionName = parameters.get("RoleSessionName").orElseThrow();
    Instant now = call.now();
    Set<String> goingOn = new LinkedHashSet<>(transitive);
    goingOn.addAll(inherited.keySet());
    IamSession session =
        new IamSession(
            SessionSettings.assumed(role, sessionName),
            role,
            policies,
            mfa,
            all,
            goingOn,
            sourceIdentity(parameters, caller),
            now);
    SessionCredentials credentials = iam.begin(session, now.plus(duration));
    return new StsResult(
        xml -> {
          SessionXml.credentials(xml, credentials);
          SessionXml.assumedRoleUser(xml, session.principal());
          if (session.sourceIdentity().isPresent()) {
            xml.element("SourceIdentity", session.sourceIdentity().get());
          }
          SessionXml.packedPolicySize(xml, parameters);
        },
        caller.principal().arn() + " assumed " + arn + " as " + sessionName);
  }

  private static void constraints(
      StsParameters parameters, Map<String, String> tags, List<String> transitive)
      throws StsRefusal {
    Constraints constraints =
        new Constraints(parameters)
            .required("RoleArn")
            .text(
                "RoleArn",
                20,
                2048,
                "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD]+")
            .required("RoleSessionName")
            .text("RoleSessionName", 2, 64, NAME_PATTERN)
            .number("DurationSeconds", 900, 43_200)
            .text("ExternalId", 2, 1224, "[\\w+=,.@:\\/-]*")
            .text("SerialNumber", 9, 256, "[\\w+=/:,.@-]*")
            .text("TokenCode", 6, 6, "[\\d]*")
            .text("SourceIdentity", 2, 64, NAME_PATTERN)
            .atMost("Tags", tags.size(), 50)
            .atMost("TransitiveTagKeys", transitive.size(), 50)
            .atMost("PolicyArns", SessionSettings.policyArns(parameters).size(), 10);
    SessionSettings.policyConstraint(constraints);
    SessionSettings.tagConstraints(constraints, tags);
    constraints.hold();
    if (!tags.keySet().containsAll(transitive)) {
      throw StsRefusal.validation(
          "Transitive tag keys must be part of the session tags.",
          "TransitiveTagKeys names a tag that Tags does not have");
    }
  }

  private static ContextKeys keys(
      StsCall call,
      StsCaller caller,
      boolean mfa,
      Map<String, String> tags,
      Set<String> transitive) {
    StsParameters parameters = call.parameters();
    ContextKeys keys =
        call.keys()
            .caller(caller, call.now())
            .put("sts:RoleSessionName", parameters.get("RoleSessionName").orElseThrow())
            .requestTags(tags, transitive);
    parameters.get("ExternalId").ifPresent(id -> keys.put("sts:ExternalId", id));
    parameters.get("SourceIdentity").ifPresent(id -> keys.put("sts:SourceIdentity", id));
    parameters.get("DurationSeconds").ifPresent(text -> keys.put("sts:DurationSeconds", text));
    if (mfa) {
      keys.put("aws:MultiFactorAuthPresent", "true").put("aws:MultiFactorAuthAge", "0");
    }
    return keys;
  }

  /** Who is not let in does not learn whether the role exists. */
  private Role permitted(
      StsCall call, StsCaller caller, String arn, ContextKeys keys, Map<String, String> tags)
      throws StsRefusal {
    Role role =
        iam.role(arn)
            .orElseThrow(() -> denied(caller, "sts:AssumeRole", arn, "there is no role " + arn));
    List<String> actions = new ArrayList<>(List.of("sts:AssumeRole"));
    if (!tags.isEmpty()) {
      actions.add("sts:TagSession");
    }
    if (call.parameters().get("SourceIdentity").isPresent()) {
      actions.add("sts:SetSourceIdentity");
    }
    for (String action : actions) {
      Optional<String> refusal = MayAssume.refusal(caller, action, role, keys.all());
      if (refusal.isPresent()) {
        throw denied(caller, action, arn, refusal.get());
      }
    }
    return role;
  }

  private static StsRefusal denied(
      StsCaller caller, String action, String arn, String explanation) {
    return StsRefusal.denied(
        "User: "
            + caller.principal().arn()
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + arn,
        explanation);
  }

  private static Duration duration(StsParameters parameters, Role role, StsCaller caller)
      throws StsRefusal {
    Duration asked =
        parameters
            .get("DurationSeconds")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(Duration.ofHours(1));
    if (caller.isRole() && asked.compareTo(CHAINED) > 0) {
      throw StsRefusal.validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.",
          "a role assumed this role: such a session lasts an hour at most");
    }
    if (asked.compareTo(role.maxSessionDuration()) > 0) {
      throw StsRefusal.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
          "DurationSeconds is "
              + asked.toSeconds()
              + "; sessions of this role last at most "
              + role.maxSessionDuration().toSeconds());
    }
    return asked;
  }

  private static Map<String, String> inherited(StsCaller caller) {
    Map<String, String> tags = new LinkedHashMap<>();
    caller
        .session()
        .ifPresent(
            session -> session.transitive().forEach(key -> tags.put(key, session.tags().get(key))));
    return tags;
  }

  /** Once set, it stays. */
  private static Optional<String> sourceIdentity(StsParameters parameters, StsCaller caller)
      throws StsRefusal {
    Optional<String> fixed = caller.session().flatMap(IamSession::sourceIdentity);
    Optional<String> asked = parameters.get("SourceIdentity");
    if (fixed.isPresent() && asked.isPresent() && !fixed.equals(asked)) {
      throw StsRefusal.denied(
          "Source identity is already set and cannot be changed.",
          "the session's source identity is fixed and differs from the one asked for");
    }
    return fixed.or(() -> asked);
  }
}
