package dev.gatehouse.mock.aws.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as policies see it.
 *
 * @param caller who asks
 * @param action what they ask for, as {@code sts:AssumeRole}
 * @param resource what they ask it of, as an ARN
 * @param keys the condition keys there are, with their values; names compare without case
 * @since 0.1
 */
public record RequestContext(
    Caller caller, String action, String resource, Map<String, List<String>> keys) {
  public RequestContext {
    Map<String, List<String>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    caseless.putAll(keys);
    keys = caseless;
  }

  /** The values of a condition key; empty when the request does not have the key. */
  public Optional<List<String>> values(String key) {
    return Optional.ofNullable(keys.get(key));
  }

  /**
   * Who asks.
   *
   * @param accountId the account they belong to; empty for somebody from outside AWS
   * @param arns by which policies may name them: a session has its own and its role's
   * @param providers that say who they are, by every name of theirs; empty for an AWS principal
   */
  public record Caller(String accountId, List<String> arns, List<String> providers) {
    public Caller {
      arns = List.copyOf(arns);
      providers = List.copyOf(providers);
    }

    /** A user, or a session with the ARN of its role. */
    public static Caller aws(String accountId, String... arns) {
      return new Caller(accountId, List.of(arns), List.of());
    }

    /** Somebody a web identity provider vouches for. */
    public static Caller federated(String... names) {
      return new Caller("", List.of(), List.of(names));
    }
  }
}
