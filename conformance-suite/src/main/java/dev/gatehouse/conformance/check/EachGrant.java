package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;
import static dev.gatehouse.connection.AuthType.OAUTH2_CLIENT_CREDENTIALS;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.connection.AuthType;
import java.util.List;

/** Rules that hold whichever way a client came to its token. */
final class EachGrant {
  /** The ways there are. */
  static final List<AuthType> TYPES = List.of(OAUTH2_CLIENT_CREDENTIALS, OAUTH2_AUTHORIZATION_CODE);

  private EachGrant() {}

  /** A step that goes one of the ways. */
  @FunctionalInterface
  interface Step {
    void run(Bench bench, AuthType grant) throws Exception;
  }

  /** The step once for each of the ways that the client supports. */
  static Check.Step step(Step step) {
    return bench -> {
      for (AuthType grant : TYPES) {
        if (bench.client().authTypes().contains(grant)) {
          Expect.in("with " + grant.id(), () -> step.run(bench, grant));
        }
      }
    };
  }
}
