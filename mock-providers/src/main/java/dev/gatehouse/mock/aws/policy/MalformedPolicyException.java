package dev.gatehouse.mock.aws.policy;

/**
 * A policy that is none. It is found when the policy is read, so that a word that AWS does not know
 * can never decide anything.
 *
 * @since 0.1
 */
public final class MalformedPolicyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MalformedPolicyException(String place, String problem) {
    super(place.isEmpty() ? "policy: " + problem : "policy: " + place + ": " + problem);
  }
}
