package dev.gatehouse.conformance.saboteur;

import java.util.List;

/** Who the answer to a login has to come from (RFC 9207, section 2.4). */
sealed interface Issuer {
  /** Whether an answer with these values of {@code iss} may be from it. */
  boolean answersWith(List<String> iss);

  /**
   * The configured one.
   *
   * @param identifier compared letter by letter
   * @param namesItself whether its answers always have an {@code iss}
   */
  record Known(String identifier, boolean namesItself) implements Issuer {
    @Override
    public boolean answersWith(List<String> iss) {
      return iss.isEmpty() ? !namesItself : iss.contains(identifier);
    }
  }

  /** Nobody said who it is, so it has to be of the origin that the user is sent to. */
  record At(Target authorizationEndpoint) implements Issuer {
    @Override
    public boolean answersWith(List<String> iss) {
      String origin = authorizationEndpoint.scheme() + "://" + authorizationEndpoint.authority();
      return iss.stream().allMatch(one -> (one + "/").startsWith(origin + "/"));
    }
  }
}
