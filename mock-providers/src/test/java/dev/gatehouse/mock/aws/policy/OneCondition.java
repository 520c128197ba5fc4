package dev.gatehouse.mock.aws.policy;

import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A policy of one statement with one condition, asked about one request. */
record OneCondition(String operator, String key, String values) {
  Policy policy() {
    return Policy.identity(
        """
        {"Version": "2012-10-17", "Statement": {
          "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*",
          "Condition": {"%s": {"%s": %s}}}}
        """
            .formatted(operator, key, values));
  }

  /** Whether it holds for a request with these values of its key; none is a key that is missing. */
  boolean holds(String... came) {
    return holds(came.length == 0 ? Map.of() : Map.of(key, List.of(came)));
  }

  boolean holds(Map<String, List<String>> keys) {
    return policy().decide(request("sts:AssumeRole", keys)).allows();
  }

  static RequestContext request(String action, Map<String, List<String>> keys) {
    return request(action, "arn:aws:iam::111122223333:role/partner", keys);
  }

  static RequestContext request(String action, String resource, Map<String, List<String>> keys) {
    return new RequestContext(
        Caller.aws("444455556666", "arn:aws:iam::444455556666:user/ann"),
        action,
        resource,
        new HashMap<>(keys));
  }
}
