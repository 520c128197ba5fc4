package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.client.Feature.MOVABLE_CLOCK;
import static dev.gatehouse.conformance.client.Feature.PARALLEL_CALLS;
import static dev.gatehouse.connection.AuthType.AWS_IAM_ROLE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The auth type {@code aws-iam-role}: how a role is assumed, and what its session is used for. */
final class RoleChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final int CALLERS = 10;
  private static final Spec ASSUME_ROLE =
      Spec.aws(
          "AssumeRole", "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html");

  private RoleChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("sts.request", "The request for a session is whole and signed")
            .from(ASSUME_ROLE)
            .needs(AWS_IAM_ROLE)
            .rule(
                "A role is assumed with Action, Version 2011-06-15, RoleArn and RoleSessionName,"
                    + " signed with the base key for the service sts.")
            .step(RoleChecks::request),
        Check.must("sts.external-id", "The external ID is sent as it is")
            .from(ASSUME_ROLE)
            .needs(AWS_IAM_ROLE)
            .rule(
                "ExternalId is sent exactly as configured, and AccessDenied ends the call in an"
                    + " error that says so.")
            .step(RoleChecks::externalId),
        Check.should("sts.limits", "What STS would not take is not sent")
            .from(ASSUME_ROLE)
            .needs(AWS_IAM_ROLE)
            .rule(
                "RoleSessionName and DurationSeconds keep to STS's limits whatever the connection"
                    + " is called, and settings that do not are refused before anything is sent.")
            .step(RoleChecks::limits),
        Check.must("sts.use", "The session's key signs the calls, and is renewed in time")
            .from(ASSUME_ROLE)
            .needs(AWS_IAM_ROLE)
            .rule(
                "Calls are signed with the session's key and never with the base key; one session"
                    + " serves many calls, and another is asked for once before it ends.")
            .step(RoleChecks::use),
        Check.must("sts.xml", "STS's XML is read, but for a DOCTYPE")
            .from(ASSUME_ROLE, Spec.cwe(611))
            .needs(AWS_IAM_ROLE)
            .rule(
                "Code and message of an error in XML reach the caller; an answer with a DOCTYPE is"
                    + " refused, and nothing that it names is read.")
            .step(RoleChecks::xml));
  }

  private static void request(Bench bench) {
    RolePeer server = RolePeer.on(bench);
    bench.call(server.connection(), CALL);
    SeenRequest request = Judge.only(server.sessionRequests(), "request for a session");
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("Action", "AssumeRole");
    expected.put("Version", "2011-06-15");
    expected.put("RoleArn", RolePeer.ROLE);
    expected.forEach(
        (name, value) ->
            Expect.that(
                TokenPeer.values(request, name).equals(List.of(value)),
                name + " is " + value + ", once",
                "it is " + TokenPeer.values(request, name),
                "The Query protocol takes its fields by name, in the body of a POST or in the"
                    + " query."));
    Expect.that(
        TokenPeer.values(request, "RoleSessionName").stream().filter(v -> !v.isEmpty()).count()
            == 1,
        "RoleSessionName is there, once",
        "it is " + TokenPeer.values(request, "RoleSessionName"),
        "STS demands a name for the session, which the role's owner finds in the audit trail.");
    SignatureChecks.holds(
        AwsService.STS,
        request,
        "the request is signed with the base key, for the service sts in the connection's region",
        "Only a signature shows who wants to assume the role. Sign the request like any other,"
            + " its body included, but for the service sts.");
  }

  private static void externalId(Bench bench) {
    String why =
        "The external ID is how a customer's role knows on whose behalf it is assumed (the"
            + " confused deputy problem). Without it, a careful role refuses, and a careless one"
            + " lets everybody in.";
    RolePeer server = RolePeer.on(bench);
    bench.call(server.connection(), CALL);
    SeenRequest request = Judge.only(server.sessionRequests(), "request for a session");
    Expect.that(
        TokenPeer.values(request, "ExternalId").equals(List.of(RolePeer.EXTERNAL_ID)),
        "ExternalId is " + RolePeer.EXTERNAL_ID + ", once",
        "it is " + TokenPeer.values(request, "ExternalId"),
        why);

    RolePeer refusing =
        RolePeer.on(bench)
            .sessions(
                RolePeer.error(403, "AccessDenied", "not authorized to perform: sts:AssumeRole"));
    refused(refusing, bench.call(refusing.connection(), CALL), "AccessDenied", why);
  }

  private static void limits(Bench bench) {
    String why =
        "STS answers a ValidationError that names its own fields, which whoever wrote the settings"
            + " has never seen. Keep to its limits: DurationSeconds is 900 to 43200,"
            + " RoleSessionName 2 to 64 characters of [\\w+=,.@-], ExternalId 2 to 1224 of"
            + " [\\w+=,.@:/-], RoleArn 20 to 2048.";
    RolePeer odd = RolePeer.on(bench);
    String name = "Bestellungen f\u00fcr caf\u00e9/2026: " + "x".repeat(100);
    bench.call(odd.connection(name, RolePeer.ROLE, RolePeer.EXTERNAL_ID), CALL);
    SeenRequest request = Judge.only(odd.sessionRequests(), "request for a session");
    List<String> sessionNames = TokenPeer.values(request, "RoleSessionName");
    Expect.that(
        sessionNames.stream().allMatch(value -> value.matches("[\\w+=,.@-]{2,64}")),
        "RoleSessionName has 2 to 64 characters of [\\w+=,.@-]",
        "it is " + sessionNames,
        why);
    List<String> durations = TokenPeer.values(request, "DurationSeconds");
    Expect.that(
        durations.stream().allMatch(RoleChecks::isDuration),
        "DurationSeconds is 900 to 43200, or left out",
        "it is " + durations,
        why);

    Map<String, String> externalIds = new LinkedHashMap<>();
    externalIds.put("an external ID of 1 character", "x");
    externalIds.put("an external ID of 1225 characters", "x".repeat(1225));
    externalIds.put("an external ID with a space", "tenant 7");
    externalIds.forEach(
        (what, externalId) -> {
          RolePeer server = RolePeer.on(bench);
          CallResult result =
              bench.call(server.connection("conformance", RolePeer.ROLE, externalId), CALL);
          Judge.refused(result, server.sts(), what, why);
        });
    RolePeer server = RolePeer.on(bench);
    String longArn = RolePeer.ROLE + "x".repeat(2049 - RolePeer.ROLE.length());
    CallResult result =
        bench.call(server.connection("conformance", longArn, RolePeer.EXTERNAL_ID), CALL);
    Judge.refused(result, server.sts(), "a role ARN of 2049 characters", why);
  }

  private static boolean isDuration(String text) {
    return text.matches("[0-9]{3,5}")
        && Integer.parseInt(text) >= 900
        && Integer.parseInt(text) <= 43_200;
  }

  private static void use(Bench bench) throws InterruptedException {
    String why =
        "The session has the role's rights and an end; the base key has other rights and none."
            + " Sign with the session's key, keep it for all calls, and get the next one shortly"
            + " before Expiration, once for all who wait.";
    RolePeer server = RolePeer.on(bench);
    try (Session session = bench.open(server.connection())) {
      Judge.succeeded(session.call(CALL), "a call", why);
      Judge.succeeded(session.call(CALL), "another call", why);
      signedWith(server, 2, 1, why);
      if (!bench.client().features().contains(MOVABLE_CLOCK)) {
        return;
      }
      Duration almostAll = Duration.ofSeconds(3599);
      server.advance(almostAll);
      session.advance(almostAll);
      int callers = bench.client().features().contains(PARALLEL_CALLS) ? CALLERS : 1;
      Together.call(callers, session, CALL, new CountDownLatch(callers))
          .forEach(
              result ->
                  Judge.succeeded(result, "a call a second before the end of the session", why));
      signedWith(server, 2 + callers, 2, why);
    }
  }

  /** The calls so far; the first two in the first session, the others in the last. */
  private static void signedWith(RolePeer server, int calls, int sessions, String why) {
    Expect.that(
        server.sessionRequests().size() == sessions && server.calls().size() == calls,
        calls + " calls need " + sessions + (sessions == 1 ? " session" : " sessions"),
        Judge.requests(server.sessionRequests().size())
            + " for a session, "
            + Judge.requests(server.calls().size())
            + " of the API",
        why);
    for (int i = 0; i < calls; i++) {
      String expected = RolePeer.keyId(i < 2 ? 1 : 2);
      String keyId =
          SeenSignature.of(server.calls().get(i)).map(SeenSignature::keyId).orElse("no key");
      Expect.that(
          keyId.equals(expected),
          "call " + (i + 1) + " is signed with the key " + expected + " of the session",
          "it is signed with " + keyId,
          why);
    }
  }

  private static void xml(Bench bench) {
    String why =
        "A DOCTYPE can name files of the client's machine and hosts of its network, which an XML"
            + " parser fetches unless it is told not to. Refuse it. Read Code and Message with a"
            + " parser, since they may hold entities.";
    RolePeer error =
        RolePeer.on(bench)
            .sessions(RolePeer.error(403, "RegionDisabledException", "STS &amp; co are &#111;ff"));
    CallResult told = bench.call(error.connection(), CALL);
    refused(error, told, "RegionDisabledException", why);
    refused(error, told, "STS & co are off", why);

    RolePeer page = RolePeer.on(bench).sessions(Reply.html(502, "<html><p>Bad gateway</html>"));
    refused(page, bench.call(page.connection(), CALL), "", why);

    Peer outside = bench.peer().answer(Reply.text(200, "what-the-entity-names"));
    String external =
        "<!DOCTYPE ErrorResponse [<!ENTITY leak SYSTEM \"" + outside.at("/leak") + "\">]>";
    RolePeer leaking =
        RolePeer.on(bench)
            .sessions(RolePeer.errorAfter(external, 403, "AccessDenied", "see &leak;"));
    refused(leaking, bench.call(leaking.connection(), CALL), "", why);
    Expect.that(
        outside.requests().isEmpty(),
        "what the DOCTYPE of an error names is not read",
        Judge.requests(outside.requests().size()) + " for it arrived",
        why);

    RolePeer inside = RolePeer.on(bench);
    inside.sessions(inside.sessionAfter("<!DOCTYPE AssumeRoleResponse [<!ENTITY a \"b\">]>"));
    refused(inside, bench.call(inside.connection(), CALL), "", why);
  }

  /** Fails the check unless there was no session and no call, and the error says why. */
  private static void refused(RolePeer server, CallResult result, String saying, String why) {
    Expect.that(
        result instanceof CallResult.Failed failed
            && failed.kind() == Kind.AUTHENTICATION
            && server.calls().isEmpty(),
        "when STS gives no session, the call is not sent and fails with an error of the kind"
            + " 'authentication'",
        Judge.told(result),
        why);
    String printed = result.printed() + ((CallResult.Failed) result).message();
    Expect.that(
        printed.contains(saying), "the error says '" + saying + "'", Judge.told(result), why);
  }
}
