package dev.gatehouse.conformance.saboteur;

import java.util.List;

/**
 * Who the answer to a login has to come from (RFC 9207, section 2.4).
 *
 * @param identifier compared letter by letter
 * @param namesItself whether its answers always have an {@code iss}
 */
record Issuer(String identifier, boolean namesItself) {

  /** Nobody said who it is, so it is whoever the user is sent to. */
  static Issuer at(Target authorizationEndpoint) {
    return new Issuer(
        authorizationEndpoint.scheme() + "://" + authorizationEndpoint.authority(), false);
  }

  /** Whether an answer with these values of {@code iss} may be from it. */
  boolean answersWith(List<String> iss) {
    return iss.isEmpty() ? !namesItself : iss.contains(identifier);
  }
}
