package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.CredentialPlacement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a caller learns about what a token is good for. */
final class ScopeChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private ScopeChecks() {}

  static List<Check> all() {
    return List.of(
        Check.should("token.scope-narrowed", "The caller can see what was granted")
            .from(Spec.rfc(6749, "3.3"), Spec.rfc(6749, "5.1"))
            .needsOneOf(EachGrant.TYPES)
            .rule(
                "When the answer says that less was granted than was asked for, the client tells"
                    + " its caller so. When it says nothing, everything was granted.")
            .step(EachGrant.step(ScopeChecks::narrowed)));
  }

  private static void narrowed(Bench bench, AuthType grant) {
    granted(bench, grant, ",\"scope\":\"orders:read\"", Set.of("orders:read"));
    granted(bench, grant, "", Set.of("orders:read", "orders:write"));
  }

  private static void granted(
      Bench bench, AuthType grant, String scopeMember, Set<String> expected) {
    String why =
        "A server may grant less than it was asked for, or the user may. A caller that is not told"
            + " learns it by a 403 much later. Show the scope of the answer beside the token.";
    TokenPeer server =
        TokenPeer.on(bench, grant)
            .tokens(TokenPeer.token("narrowed-token", "\"expires_in\":3600" + scopeMember));
    try (Session session =
        bench.open(
            server.connection(
                CredentialPlacement.HEADER,
                TokenPeer.CLIENT,
                TokenPeer.SECRET,
                "orders:read",
                "orders:write"))) {
      Judge.succeeded(session.call(CALL), "a call with the token", why);
      Optional<List<String>> shown = session.grantedScopes();
      Expect.that(
          shown.isPresent() && new HashSet<>(shown.get()).equals(expected),
          "after orders:read and orders:write were asked for, and "
              + (scopeMember.isEmpty() ? "the answer names no scope" : "orders:read was granted")
              + ", the client tells its caller that it has "
              + expected.stream().sorted().toList(),
          shown.map(scopes -> "it tells " + scopes).orElse("it tells nothing"),
          why);
    }
  }
}
