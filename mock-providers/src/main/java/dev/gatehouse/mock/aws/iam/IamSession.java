package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.policy.Policy;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What temporary credentials stand for.
 *
 * @param principal who acts: the session of a role, or the user behind a session token
 * @param identity whose policies count
 * @param policies that narrow what the session may do: one of them has to allow it too, and none
 *     may deny it; without any, it may do what the identity may
 * @param mfa whether a user made it for themselves with a one-time code
 * @param tags the session tags
 * @param transitive the names of tags that go on to the next role
 * @param sourceIdentity who is behind it, fixed for every role that follows
 * @param issuedAt when it began
 * @since 0.1
 */
public record IamSession(
    Principal principal,
    Identity identity,
    List<Policy> policies,
    boolean mfa,
    Map<String, String> tags,
    Set<String> transitive,
    Optional<String> sourceIdentity,
    Instant issuedAt) {
  public IamSession {
    policies = List.copyOf(policies);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    transitive = Set.copyOf(transitive);
  }
}
