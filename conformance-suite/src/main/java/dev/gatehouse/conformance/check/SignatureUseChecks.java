package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.AWS_ACCESS_KEY;
import static dev.gatehouse.connection.AuthType.AWS_IAM_ROLE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** When a request is signed again, and what goes with it. */
final class SignatureUseChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Spec TEMPORARY =
      Spec.aws(
          "Use temporary credentials with AWS resources",
          "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html");
  private static final Spec TROUBLE =
      Spec.aws(
          "Troubleshoot signed requests for AWS APIs",
          "https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html");

  private SignatureUseChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("sigv4.session-token", "The session token is sent and signed")
            .from(TEMPORARY, SignatureChecks.SIGNING)
            .needs(AWS_IAM_ROLE)
            .rule(
                "A request signed with a session's key carries its token in X-Amz-Security-Token,"
                    + " once and signed.")
            .step(SignatureUseChecks::sessionToken),
        Check.must("sigv4.retry", "A repeated request is signed again, and elsewhere not at all")
            .from(SignatureChecks.SIGNING, Spec.rfc(9110, "15.4"))
            .needs(AWS_ACCESS_KEY)
            .rule(
                "A second attempt has a date and a signature of its own, and so has a request"
                    + " after a redirect; at another host it has none.")
            .step(SignatureUseChecks::retry),
        Check.should("sigv4.skew", "A clock that is wrong ends in an error, soon")
            .from(TROUBLE)
            .needs(AWS_ACCESS_KEY)
            .rule(
                "After RequestTimeTooSkewed, a call is sent at most once more, and then ends with"
                    + " the status 403 or an error.")
            .step(SignatureUseChecks::skew));
  }

  private static void sessionToken(Bench bench) {
    String why =
        "A session's key is nothing without its token: AWS answers that the key does not exist."
            + " Send it in X-Amz-Security-Token before you sign, so that it is signed too.";
    RolePeer server = RolePeer.on(bench);
    bench.call(server.connection(), CALL);
    SeenRequest call = Judge.only(server.calls(), "call");
    boolean inHeader = !call.headers("X-Amz-Security-Token").isEmpty();
    boolean signed =
        SeenSignature.of(call)
            .filter(
                signature ->
                    !inHeader || signature.signedHeaders().contains("x-amz-security-token"))
            .isPresent();
    boolean sent =
        SeenSignature.sessionToken(call).filter(RolePeer.token(1)::equals).isPresent()
            && call.headers("X-Amz-Security-Token").size() <= 1;
    Expect.that(
        sent && signed,
        "the call carries the session's token once, and signs it",
        sent ? "it is sent, but not signed" : "the token did not arrive, or not once as given",
        why);
  }

  private static void retry(Bench bench) {
    signedAgain(bench);
    landsSigned(bench);
    staysAtHome(bench);
  }

  private static void signedAgain(Bench bench) {
    String why =
        "A signature is good for some minutes and for one request. Sign last of all, at the time"
            + " of the attempt, and again for the next.";
    Peer peer = bench.peer().answer(skewed(Instant.now().plus(Duration.ofHours(1))), Reply.ok());
    bench.call(Given.accessKey(peer.uri(), AwsService.API), CALL);
    List<SeenSignature> attempts = signatures(peer.requests());
    Expect.that(
        attempts.size() == peer.requests().size() && !attempts.isEmpty(),
        "each attempt is signed",
        attempts.size() + " of " + Judge.requests(peer.requests().size()) + " are signed",
        why);
    Expect.that(
        attempts.stream().map(SeenSignature::date).distinct().count() == attempts.size()
            && attempts.stream().map(SeenSignature::signature).distinct().count()
                == attempts.size(),
        "an attempt after RequestTimeTooSkewed has another date and another signature",
        "the same came again",
        why);
  }

  private static void landsSigned(Bench bench) {
    Peer peer = bench.peer();
    peer.on("/orders", Reply.redirect(307, peer.at("/landed?page=2")));
    bench.call(Given.accessKey(peer.uri(), AwsService.API), CALL);
    List<SeenSignature> first = signatures(peer.requests("/orders"));
    List<SeenSignature> landed = signatures(peer.requests("/landed"));
    Expect.that(
        landed.stream()
            .noneMatch(
                hop -> first.stream().anyMatch(it -> it.signature().equals(hop.signature()))),
        "after a redirect, the signature is of the new address, or there is none",
        "the signature of the old address came along",
        "A signature covers path and query: at another address it is wrong. Sign each hop.");
  }

  private static void staysAtHome(Bench bench) {
    Peer peer = bench.peer();
    URI elsewhere = URI.create(peer.uri("localhost") + "/landed");
    peer.on("/orders", Reply.redirect(307, elsewhere));
    bench.call(Given.accessKey(peer.uri(), AwsService.API), CALL);
    Expect.that(
        peer.requests("/landed").stream()
            .allMatch(
                hop ->
                    hop.header("Authorization").isEmpty()
                        && SeenSignature.of(hop).isEmpty()
                        && SeenSignature.sessionToken(hop).isEmpty()),
        "after a redirect to another host, nothing is signed",
        "a signature arrived there",
        "Whoever can make a server redirect would be handed requests in the caller's name. Sign"
            + " for the base URI's host only.");
  }

  private static void skew(Bench bench) {
    String why =
        "Signing again by the server's Date is a help once. When that is refused too, more of the"
            + " same will be: tell the caller.";
    Instant ahead = Instant.now().plus(Duration.ofHours(1));
    for (Reply.Answer refusal : List.of(skewed(ahead), skewed("soon"))) {
      Peer peer = bench.peer().answer(refusal);
      CallResult result = bench.call(Given.accessKey(peer.uri(), AwsService.API), CALL);
      int sent = peer.requests().size();
      Expect.that(
          sent >= 1 && sent <= 2,
          "a call that is always refused with RequestTimeTooSkewed is sent once or twice",
          Judge.requests(sent) + " arrived",
          why);
      Expect.that(
          Judge.declared(result)
              || (result instanceof CallResult.Answered answered && answered.status() == 403),
          "it ends with the status 403 or an error that the client declares",
          Judge.told(result),
          why);
    }
  }

  private static Reply.Answer skewed(Instant serverTime) {
    return skewed(HTTP_DATE.format(serverTime));
  }

  private static Reply.Answer skewed(String date) {
    return Reply.status(403)
        .with("Content-Type", "application/xml")
        .with("Date", date)
        .withBody(
            "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request"
                + " time and the current time is too large.</Message></Error>");
  }

  private static List<SeenSignature> signatures(List<SeenRequest> requests) {
    return requests.stream().flatMap(request -> SeenSignature.of(request).stream()).toList();
  }
}
