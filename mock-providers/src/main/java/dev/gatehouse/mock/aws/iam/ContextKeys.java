package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The condition keys of a request (AWS documentation: "AWS global condition context keys").
 *
 * @since 0.1
 */
public final class ContextKeys {
  private final Map<String, List<String>> keys = new HashMap<>();

  private ContextKeys() {}

  /**
   * Those every request has.
   *
   * @param region of the service
   * @param now the server's time
   */
  public static ContextKeys of(ServerRequest request, String region, Instant now) {
    ContextKeys context =
        new ContextKeys()
            .put("aws:CurrentTime", now.toString())
            .put("aws:EpochTime", String.valueOf(now.getEpochSecond()))
            .put("aws:SecureTransport", String.valueOf(request.scheme().equals("https")))
            .put("aws:RequestedRegion", region)
            .put("aws:ViaAWSService", "false");
    request.header("User-Agent").ifPresent(agent -> context.put("aws:UserAgent", agent));
    request.header("Referer").ifPresent(referer -> context.put("aws:referer", referer));
    return request.clientAddress().isEmpty()
        ? context
        : context.put("aws:SourceIp", request.clientAddress());
  }

  /** One more, with one value. */
  public ContextKeys put(String key, String value) {
    keys.put(key, List.of(value));
    return this;
  }

  /** One more, with several values; without any, the request does not have it. */
  public ContextKeys putAll(String key, List<String> values) {
    if (!values.isEmpty()) {
      keys.put(key, List.copyOf(values));
    }
    return this;
  }

  /**
   * What is known of who calls. A user's own key says nothing of MFA, as in AWS; temporary
   * credentials say whether they were made with a code, which those of a role never are.
   */
  public ContextKeys caller(Actor actor, Instant now) {
    boolean federated = actor.isFederatedUser();
    put("aws:PrincipalArn", (federated ? actor.principal() : actor.identity().principal()).arn());
    put("aws:PrincipalAccount", actor.principal().accountId());
    put("aws:PrincipalIsAWSService", "false");
    put("aws:userid", actor.principal().userId());
    put("aws:PrincipalType", actor.isRole() ? "AssumedRole" : federated ? "FederatedUser" : "User");
    if (actor.identity() instanceof IamUser user && !federated) {
      put("aws:username", user.name());
    }
    actor.session().ifPresent(session -> session(session, now));
    return this;
  }

  private void session(IamSession session, Instant now) {
    put("aws:MultiFactorAuthPresent", String.valueOf(session.mfa()));
    if (session.mfa()) {
      put(
          "aws:MultiFactorAuthAge",
          String.valueOf(now.getEpochSecond() - session.issuedAt().getEpochSecond()));
    }
    put("aws:TokenIssueTime", session.issuedAt().toString());
    session.sourceIdentity().ifPresent(identity -> put("aws:SourceIdentity", identity));
    session.tags().forEach((key, value) -> put("aws:PrincipalTag/" + key, value));
  }

  /** All of them. */
  public Map<String, List<String>> all() {
    return Map.copyOf(keys);
  }
}
