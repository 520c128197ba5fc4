package dev.gatehouse.mock.aws.policy;

import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.util.List;

/**
 * Whom a statement is about (AWS documentation: "AWS JSON policy elements: Principal").
 *
 * @param everybody {@code "*"}
 * @param aws ARNs of users, roles and sessions, or accounts by ARN or number; no wildcards in them
 * @param federated identity providers, by ARN or name
 */
record PrincipalMatch(boolean everybody, List<String> aws, List<String> federated) {
  PrincipalMatch {
    aws = List.copyOf(aws);
    federated = List.copyOf(federated);
  }

  boolean matches(Caller caller) {
    return namesItself(caller)
        || namesAccount(caller)
        || caller.providers().stream().anyMatch(federated::contains);
  }

  boolean namesItself(Caller caller) {
    return everybody || aws.stream().anyMatch(caller.arns()::contains);
  }

  private boolean namesAccount(Caller caller) {
    return aws.contains(caller.accountId())
        || aws.contains("arn:aws:iam::" + caller.accountId() + ":root");
  }
}
