package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.AWS_ACCESS_KEY;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.mock.exchange.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What a signature by Signature Version 4 covers, and how that is written down. */
final class SignatureChecks {
  static final Spec SIGNING =
      Spec.aws(
          "Create a signed AWS API request",
          "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html");

  private static final byte[] NOTHING = new byte[0];
  private static final CallRequest CALL = CallRequest.get("/orders");

  private SignatureChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("sigv4.vectors", "Requests of every odd shape are signed rightly")
            .from(SIGNING)
            .needs(AWS_ACCESS_KEY)
            .rule(
                "Requests as odd as those of AWS's published test suite have a signature that"
                    + " holds at a verifier which that suite has proved.")
            .step(SignatureChecks::vectors),
        Check.must("sigv4.path", "The path is signed as the service reads it")
            .from(SIGNING)
            .needs(AWS_ACCESS_KEY)
            .rule(
                "In what is signed, segments of the path are encoded once more than they are sent,"
                    + " and dot segments are resolved; for Amazon S3, neither.")
            .step(SignatureChecks::path),
        Check.must("sigv4.query", "Query parameters are signed in their order")
            .from(SIGNING)
            .needs(AWS_ACCESS_KEY)
            .rule(
                "In what is signed, parameters are sorted by name and then by value, by code"
                    + " point, and those without a value have an empty one.")
            .step(SignatureChecks::query),
        Check.must("sigv4.payload", "The body that is sent is the one that is signed")
            .from(SIGNING)
            .needs(AWS_ACCESS_KEY)
            .rule("A signature covers the hash of the bytes that are sent, so no other body fits.")
            .step(SignatureChecks::payload),
        Check.must("sigv4.host-signed", "The host and every x-amz- header are signed")
            .from(SIGNING)
            .needs(AWS_ACCESS_KEY)
            .rule("SignedHeaders names host and every header that starts with x-amz-.")
            .step(SignatureChecks::host));
  }

  private static void vectors(Bench bench) {
    verified(
        bench,
        AwsService.API,
        List.of(
            CallRequest.get("/"),
            new CallRequest("DELETE", "/orders/7", List.of(), NOTHING),
            new CallRequest("POST", "/orders", List.of(), NOTHING),
            CallRequest.post("/orders", "caf\u00e9"),
            new CallRequest(
                "PUT",
                "/orders/7",
                List.of(new Field("Content-Type", "application/x-www-form-urlencoded")),
                "note=a+b&note=%26".getBytes(StandardCharsets.US_ASCII)),
            CallRequest.get("/~ada/-._0aZ"),
            CallRequest.get("/a%20place/caf%C3%A9"),
            CallRequest.get("/orders?page=2&Page=1"),
            CALL.with("X-Note", "two  spaces   and    more"),
            CALL.with("X-Amz-Meta-Note", "two  spaces   and    more"),
            CALL.with("X-Note", "b").with("X-Note", "a").with("X-Note", "c, d"),
            CALL.with("x-NOTE", "Keeps its CASE").with("a-note", "1").with("Z-Note", "2")),
        "Compare your canonical request with the one below, line by line. Header names are in"
            + " lower case and sorted; runs of spaces in their values are one space; repeated"
            + " headers are one line, in the order they are sent.");
  }

  private static void path(Bench bench) {
    String why =
        "Services decode the path before they sign it again, but for Amazon S3, whose keys are"
            + " taken as they are. Encode each segment as it is sent once more, and resolve '.',"
            + " '..' and '//'; for S3 leave all of it alone.";
    List<CallRequest> calls =
        List.of(
            CallRequest.get("/plain"),
            CallRequest.get("/a%20place/caf%C3%A9"),
            CallRequest.get("/one%2Ftwo/%25"),
            CallRequest.get("/signs/a:b@c!$'()*+,;=d"),
            CallRequest.get("/folder/"),
            CallRequest.get("/docs//orders"),
            CallRequest.get("/docs/./orders"));
    CallRequest climbs = CallRequest.get("/docs/old/../orders");
    for (AwsService service : List.of(AwsService.API, AwsService.S3)) {
      verified(bench, service, calls, why);
      Peer peer = bench.peer();
      CallResult result = bench.call(Given.accessKey(peer.uri(), service), climbs);
      if (!Judge.notSent(result, peer)) {
        verified(service, climbs, result, peer.requests(), why);
      }
    }
  }

  private static void query(Bench bench) {
    verified(
        bench,
        AwsService.API,
        List.of(
            CallRequest.get("/orders?b=2&a=1"),
            CallRequest.get("/orders?a=10&a=9&a=1"),
            CallRequest.get("/orders?b&a=&c"),
            CallRequest.get("/orders?a=1&B=2&A=3&b=4"),
            CallRequest.get("/orders?a-b=1&a=2&a.b=3"),
            CallRequest.get("/orders?%C3%A9=1&z=2&a=%E2%82%AC"),
            CallRequest.get("/orders?a=b%20c&a=%2F&a=~&a=x%3Dy")),
        "Servers sort what they receive before they compare. Sort the encoded parameters by name,"
            + " then by value; give those without '=' an empty value.");
  }

  private static void payload(Bench bench) {
    String why =
        "The hash is what protects the body. Hash the very bytes that are sent, the same for the"
            + " signature and for x-amz-content-sha256, and an empty body where there is none.";
    byte[] large = new byte[70_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) i;
    }
    CallRequest binary = new CallRequest("PUT", "/orders/7", List.of(), large);
    for (CallRequest call : List.of(CALL, CallRequest.post("/orders", "caf\u00e9"), binary)) {
      Peer peer = bench.peer();
      CallResult result = bench.call(Given.accessKey(peer.uri(), AwsService.API), call);
      verified(AwsService.API, call, result, peer.requests(), why);
      for (SeenRequest seen : peer.requests()) {
        Expect.that(
            call.body().length == 0 || AwsService.API.refusal(changed(seen)).isPresent(),
            "the signature of " + call.method() + " " + call.path() + " fits no other body",
            "it also fits when the last byte is another",
            why);
      }
    }
  }

  private static SeenRequest changed(SeenRequest seen) {
    byte[] body = seen.body().clone();
    if (body.length > 0) {
      body[body.length - 1] ^= 1;
    }
    return new SeenRequest(seen.number(), seen.connection(), seen.head(), body);
  }

  private static void host(Bench bench) {
    String why =
        "What is not signed can be changed on the way, and AWS refuses a request whose host or"
            + " x-amz- headers are not. Sign host, x-amz-date and every x-amz- header, the"
            + " caller's own too.";
    Peer peer = bench.peer();
    bench.call(
        Given.accessKey(peer.uri(), AwsService.API),
        CALL.with("X-Amz-Target", "Orders.List").with("x-amz-meta-note", "signed"));
    SeenRequest seen = Judge.only(peer.requests(), "call");
    List<String> signed =
        SeenSignature.of(seen).map(SeenSignature::signedHeaders).orElse(List.of());
    List<String> missing =
        seen.fields().stream()
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
            .filter(name -> !signed.contains(name))
            .toList();
    Expect.that(
        missing.isEmpty() && seen.header("X-Amz-Target").isPresent(),
        "SignedHeaders has host and every x-amz- header of the call",
        missing.isEmpty() ? "the caller's X-Amz-Target did not arrive" : "not signed: " + missing,
        why);
  }

  /** Makes calls, and fails the check unless each arrives with a signature that holds. */
  private static void verified(
      Bench bench, AwsService service, List<CallRequest> calls, String why) {
    Peer peer = bench.peer();
    try (Session session = bench.open(Given.accessKey(peer.uri(), service))) {
      for (CallRequest call : calls) {
        int before = peer.requests().size();
        CallResult result = session.call(call);
        List<SeenRequest> seen = peer.requests();
        verified(service, call, result, seen.subList(before, seen.size()), why);
      }
    }
  }

  private static void verified(
      AwsService service, CallRequest call, CallResult result, List<SeenRequest> seen, String why) {
    String what = call.method() + " " + call.path() + " for " + service.scopeName();
    Expect.that(!seen.isEmpty(), what + " arrives", Judge.told(result) + "; nothing arrived", why);
    for (SeenRequest request : seen) {
      holds(service, request, "the signature of " + what + " holds", why);
    }
  }

  /** Fails the check unless a signature holds; what ought to have been signed is explained. */
  static void holds(AwsService service, SeenRequest request, String expected, String why) {
    String[] refusal = service.refusal(request).orElse("").split("\n", 2);
    Expect.that(
        refusal[0].isEmpty(),
        expected,
        refusal[0],
        refusal.length > 1 ? why + "\n\nWhat ought to be signed:\n" + refusal[1] : why);
  }
}
