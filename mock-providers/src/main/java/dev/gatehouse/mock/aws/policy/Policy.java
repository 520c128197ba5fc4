package dev.gatehouse.mock.aws.policy;

import java.util.List;

/**
 * A policy: of a role about who may assume it, or of somebody about what they may do.
 *
 * @since 0.1
 */
public final class Policy {
  private final List<Statement> statements;

  Policy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /**
   * Reads the trust policy of a role.
   *
   * @param json in AWS's form; every statement has a Principal, and no Resource
   * @throws MalformedPolicyException if it is not in that form, or holds an element, an operator or
   *     a condition key unknown to AWS; the message names it
   */
  public static Policy trust(String json) {
    return PolicyReader.read(json, PolicyReader.Kind.TRUST);
  }

  /**
   * Reads a policy about what its owner may do.
   *
   * @param json in AWS's form; every statement has a Resource, and no Principal
   * @throws MalformedPolicyException if it is not in that form, or holds an element, an operator or
   *     a condition key unknown to AWS; the message names it
   */
  public static Policy identity(String json) {
    return PolicyReader.read(json, PolicyReader.Kind.IDENTITY);
  }

  /** A policy that allows nothing. */
  public static Policy nothing() {
    return new Policy(List.of());
  }

  /** What it says to a request: a denial first, then whatever allows. */
  public Decision decide(RequestContext request) {
    Decision decision = Decision.NOT_ALLOWED;
    for (Statement statement : statements) {
      if (statement.applies(request)) {
        if (statement.denies()) {
          return Decision.DENIED;
        }
        if (decision != Decision.ALLOWED_BY_NAME) {
          decision = statement.namesCaller(request) ? Decision.ALLOWED_BY_NAME : Decision.ALLOWED;
        }
      }
    }
    return decision;
  }
}
