package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import java.util.List;

/**
 * Rules that hold whatever a client logs in by, with logins that need one server and no other: one
 * of those that are in each request, and NTLM, which has connections of its own.
 */
final class EachLogin {
  /** The auth types there are for that. */
  static final List<AuthType> TYPES =
      List.of(
          AuthType.BASIC,
          AuthType.HEADER,
          AuthType.QUERY_PARAMS,
          AuthType.AWS_ACCESS_KEY,
          AuthType.NONE,
          AuthType.NTLM);

  private EachLogin() {}

  /** A step with one login. */
  @FunctionalInterface
  interface Step {
    void run(Bench bench, Auth login) throws Exception;
  }

  /** The step with the first login that the client supports, and with NTLM if that is another. */
  static Check.Step step(Step step) {
    return bench -> {
      Auth first = any(bench);
      Expect.in("with " + first.type().id(), () -> step.run(bench, first));
      if (first.type() != AuthType.NTLM && bench.client().authTypes().contains(AuthType.NTLM)) {
        Expect.in("with ntlm", () -> step.run(bench, of(AuthType.NTLM)));
      }
    };
  }

  /** The first that the client supports; there is one for a check that needs one of the types. */
  static Auth any(Bench bench) {
    return TYPES.stream()
        .filter(bench.client().authTypes()::contains)
        .map(EachLogin::of)
        .findFirst()
        .orElseThrow();
  }

  private static Auth of(AuthType type) {
    return switch (type) {
      case BASIC -> BasicAuth.of("alice", "each-login-secret");
      case HEADER -> HeaderAuth.of("X-Api-Key", "each-login-secret");
      case QUERY_PARAMS -> QueryParamsAuth.of("key", "each-login-secret");
      case NTLM -> NtlmAuth.of("CONFORMANCE", "alice", "each-login-secret");
      case AWS_ACCESS_KEY ->
          new AwsAccessKeyAuth(
              AwsService.API.scopeName(),
              AwsService.REGION,
              AwsService.KEY_ID,
              Secret.of(AwsService.SECRET));
      default -> new NoneAuth();
    };
  }
}
