package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The condition keys of a request (AWS documentation: "AWS global condition context keys"). */
final class ContextKeys {
  private final Map<String, List<String>> keys = new HashMap<>();

  static ContextKeys of(ServerRequest request, String region, Instant now) {
    ContextKeys context = new ContextKeys();
    context.put("aws:CurrentTime", now.toString());
    context.put("aws:EpochTime", String.valueOf(now.getEpochSecond()));
    context.put("aws:SecureTransport", String.valueOf(request.scheme().equals("https")));
    context.put("aws:RequestedRegion", region);
    request.header("User-Agent").ifPresent(agent -> context.put("aws:UserAgent", agent));
    return context;
  }

  ContextKeys put(String key, String value) {
    keys.put(key, List.of(value));
    return this;
  }

  ContextKeys putAll(String key, List<String> values) {
    if (!values.isEmpty()) {
      keys.put(key, List.copyOf(values));
    }
    return this;
  }

  /** What is known of who calls. Long-lived keys say nothing of MFA, as in AWS. */
  ContextKeys caller(StsCaller caller, Instant now) {
    put("aws:PrincipalArn", caller.identity().principal().arn());
    put("aws:PrincipalAccount", caller.principal().accountId());
    put("aws:userid", caller.principal().userId());
    put("aws:PrincipalType", caller.isRole() ? "AssumedRole" : "User");
    if (caller.identity() instanceof IamUser user) {
      put("aws:username", user.name());
    }
    caller.session().ifPresent(session -> session(session, now));
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

  /** Tags a request asks for. */
  ContextKeys requestTags(Map<String, String> tags, Set<String> transitive) {
    tags.forEach((key, value) -> put("aws:RequestTag/" + key, value));
    putAll("aws:TagKeys", new ArrayList<>(tags.keySet()));
    return putAll("sts:TransitiveTagKeys", new ArrayList<>(transitive));
  }

  Map<String, List<String>> all() {
    return Map.copyOf(keys);
  }
}
