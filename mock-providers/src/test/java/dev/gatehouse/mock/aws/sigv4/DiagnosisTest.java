package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.HandClient.HOST;
import static dev.gatehouse.mock.aws.sigv4.HandClient.ID;
import static dev.gatehouse.mock.aws.sigv4.HandClient.NOW;
import static dev.gatehouse.mock.aws.sigv4.HandClient.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatehouse.mock.aws.sigv4.HandClient.Step;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Mismatch;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A client that makes one mistake, and the words that name it. */
class DiagnosisTest {
  private static Mismatch mismatch(ServerRequest request, ServiceStyle style) {
    SignatureVerdict verdict = HandClient.verifier(style).verify(request);
    assertThat(verdict).isInstanceOf(SignatureVerdict.Refused.class);
    SignatureFault fault = ((SignatureVerdict.Refused) verdict).fault();
    assertThat(fault).isInstanceOf(Mismatch.class);
    return (Mismatch) fault;
  }

  private static String diagnosis(HandClient client) {
    return mismatch(client.signed(), ServiceStyle.REST_JSON).diagnosis();
  }

  /** The client is right but for what is done wrong. */
  private record Case(String words, HandClient client) {}

  private static HandClient client() {
    return new HandClient();
  }

  private static Case named(String words, HandClient client) {
    return new Case(words, client);
  }

  private static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    all.addAll(queries());
    all.addAll(targets());
    all.addAll(headers());
    all.addAll(payloads());
    all.addAll(keys());
    return all;
  }

  private static List<Case> queries() {
    return List.of(
        named(
            "query parameters are not sorted; sort them",
            client().query("b=2&a=1").saying(Step.QUERY, "b=2&a=1")),
        named(
            "sorted by name only", client().query("b=0&a=2&a=1").saying(Step.QUERY, "a=2&a=1&b=0")),
        named("the query is not signed", client().query("a=1").saying(Step.QUERY, "")),
        named("signed without its '='", client().query("acl&b=1").saying(Step.QUERY, "acl&b=1")),
        named(
            "a space in the query is signed as '+'; '%20' is right",
            client().query("q=a%20b*").saying(Step.QUERY, "q=a+b%2A")),
        named(
            "a '+' in the query is signed as a space",
            client().query("q=a+b").saying(Step.QUERY, "q=a%20b")),
        named(
            "the query is encoded twice",
            client().query("q=a%2Fb").saying(Step.QUERY, "q=a%252Fb")),
        named("'%2f'; '%2F' is right", client().query("q=a%2Fb").saying(Step.QUERY, "q=a%2fb")),
        named(
            "encodeURIComponent",
            client().query("q=(a)%20b!").doing(Step.QUERY, right -> "q=(a)%20b!")),
        named("Java's URLEncoder", client().query("q=a%20b%2A~").saying(Step.QUERY, "q=a+b*%7E")),
        named(
            "the query is not encoded",
            client().query("q=a%2Fb%3Ac").saying(Step.QUERY, "q=a/b:c")),
        named(
            "the query parameter 'debug' is not signed; was it added after signing?",
            client().query("a=1&debug=x").saying(Step.QUERY, "a=1")));
  }

  private static List<Case> targets() {
    return List.of(
        named(
            "the path is encoded once; every service but Amazon S3 wants it encoded twice",
            client().path("/a%20b").saying(Step.PATH, "/a%20b")),
        named("the path is not normalised", client().path("/a/../b//c").doing(Step.PATH, p -> p)),
        named(
            "the path is signed as it is sent",
            client().path("/a/../b%20c").saying(Step.PATH, "/a/../b%20c")),
        named("the path is not encoded", client().path("/a%20b").saying(Step.PATH, "/a b")),
        named("the path is not signed", client().saying(Step.PATH, "/")),
        named("a slash at the end of the path", client().doing(Step.PATH, p -> p + "/")),
        named("a slash at the end of the path", client().path("/a/").saying(Step.PATH, "/a")),
        named(
            "only the end of the path is signed",
            client().path("/api/aws/orders").saying(Step.PATH, "/orders")),
        named("encodeURIComponent", client().path("/a(1)").saying(Step.PATH, "/a(1)")),
        named("the method is signed in lower case", client().saying(Step.METHOD, "get")),
        named(
            "another method is signed than sent",
            client().method("HEAD").saying(Step.METHOD, "GET")));
  }

  private static List<Case> headers() {
    return List.of(
        named(
            "the host is signed without its port",
            client().doing(Step.HEADERS, h -> h.replace(HOST, "api.example.com"))),
        named(
            "the port of the scheme",
            client().doing(Step.HEADERS, h -> h.replace(HOST, HOST + ":443"))),
        named(
            "the host is signed as 'localhost:8443', but the Host header says '" + HOST + "'",
            client().doing(Step.HEADERS, h -> h.replace(HOST, "localhost:8443"))),
        named(
            "the host is signed as 'execute-api.eu-central-1.amazonaws.com'",
            client()
                .doing(
                    Step.HEADERS, h -> h.replace(HOST, "execute-api.eu-central-1.amazonaws.com"))),
        named(
            "the host is signed as 'public.example'",
            client()
                .header("X-Forwarded-Host", "public.example")
                .doing(Step.HEADERS, h -> h.replace(HOST, "public.example"))),
        named(
            "header values are not trimmed",
            client().header("My", "a   b").doing(Step.HEADERS, h -> h.replace("a b", "a   b"))),
        named(
            "header values are not trimmed",
            client()
                .doing(Step.HEADERS, h -> h.replace(":2026", ": 2026").replace(":api", ": api"))),
        named(
            "the repeated header my is signed with one of its values",
            client()
                .header("My", "b")
                .header("My", "a")
                .doing(Step.HEADERS, h -> h.replace("b,a", "a"))),
        named(
            "the repeated header my is signed with one of its values, or joined otherwise",
            client()
                .header("My", "b")
                .header("My", "a")
                .doing(Step.HEADERS, h -> h.replace("b,a", "b, a"))),
        named(
            "the repeated header my",
            client()
                .header("My", "b")
                .header("My", "a")
                .doing(Step.HEADERS, h -> h.replace("b,a", "a,b"))),
        named(
            "add or change its charset after signing",
            client()
                .header("Content-Type", "application/json; charset=utf-8")
                .doing(Step.HEADERS, h -> h.replace("; charset=utf-8", ""))),
        named(
            "the empty line between the headers and the signed headers is missing",
            client().doing(Step.CANONICAL_REQUEST, c -> c.replace("Z\n\nhost", "Z\nhost"))),
        named(
            "header names are signed in the case they were sent in; lower case is right",
            client()
                .doing(
                    Step.HEADERS,
                    h -> h.replace("host:", "Host:").replace("x-amz-date:", "X-Amz-Date:"))),
        named(
            "headers are signed in the order they were sent in",
            client()
                .header("Accept", "x")
                .doing(Step.HEADERS, h -> h.replace("accept:x\n", "") + "accept:x\n")),
        named(
            "SignedHeaders names via, which the request does not have; was it dropped on the way?",
            client().saying(Step.SIGNED_HEADERS, "host;via;x-amz-date")));
  }

  private static List<Case> payloads() {
    return List.of(
        named(
            "the payload hash is that of an empty body",
            client().body("{}").saying(Step.PAYLOAD_HASH, HandClient.sha256(new byte[0]))),
        named(
            "the payload is signed as UNSIGNED-PAYLOAD",
            client().body("{}").saying(Step.PAYLOAD_HASH, "UNSIGNED-PAYLOAD")),
        named("the payload hash is missing", client().saying(Step.PAYLOAD_HASH, "")),
        named(
            "the payload hash is signed in upper-case hex",
            client().doing(Step.PAYLOAD_HASH, hash -> hash.toUpperCase(Locale.ROOT))),
        named(
            "hashed with another end of line",
            client()
                .body("{}")
                .saying(
                    Step.PAYLOAD_HASH,
                    HandClient.sha256("{}\n".getBytes(StandardCharsets.UTF_8)))));
  }

  private static List<Case> keys() {
    List<Case> all = new ArrayList<>();
    for (String wrong : List.of(" %s", "%s ", " %s ", "%s\n", "%s\r\n", "%s\t")) {
      all.add(
          named(
              "the secret access key has white space at its start or end; trim it",
              client().saying(Step.SECRET, "AWS4" + wrong.formatted(SECRET))));
    }
    all.addAll(
        List.of(
            named("in quotation marks", client().saying(Step.SECRET, "AWS4\"" + SECRET + "\"")),
            named(
                "the secret access key is percent-encoded",
                client().saying(Step.SECRET, "AWS4" + HandClient.encoded(SECRET))),
            named(
                "the secret access key is percent-encoded, or decoded",
                client().saying(Step.SECRET, "AWS4" + SECRET.replace('+', ' '))),
            named("the secret access key is empty", client().saying(Step.SECRET, "AWS4")),
            named("the access key id is used", client().saying(Step.SECRET, "AWS4" + ID)),
            named("'AWS4' has to stand before it", client().saying(Step.SECRET, SECRET)),
            named(
                "it is made for the region us-east-1, though the credential scope says"
                    + " 20260203/eu-central-1/execute-api/aws4_request",
                client().saying(Step.KEY_REGION, "us-east-1")),
            named("made for the service s3", client().saying(Step.KEY_SERVICE, "s3")),
            named("made for the date 20260204", client().saying(Step.KEY_DATE, "20260204")),
            named("made for the date 20260202", client().saying(Step.KEY_DATE, "20260202")),
            named(
                "made for the region us-west-2",
                client().doing(Step.STRING_TO_SIGN, s -> s.replace("eu-central-1", "us-west-2"))),
            named(
                "made for the service sts",
                client()
                    .saying(Step.KEY_SERVICE, "sts")
                    .doing(Step.STRING_TO_SIGN, s -> s.replace("execute-api", "sts"))),
            named(
                "leave out the access key id",
                client()
                    .doing(
                        Step.STRING_TO_SIGN,
                        s -> s.replace("\n20260203/", "\n" + ID + "/20260203/"))),
            named(
                "the time in another form; 20260203T040506Z, as X-Amz-Date has it, is right",
                client()
                    .doing(
                        Step.STRING_TO_SIGN, s -> s.replace("20260203T040506Z", NOW.toString()))),
            named(
                "read the clock once",
                client()
                    .doing(
                        Step.STRING_TO_SIGN,
                        s -> s.replace("20260203T040506Z", "20260203T040507Z"))),
            named(
                "it is right, but in upper-case hex",
                client().doing(Step.SIGNATURE, s -> s.toUpperCase(Locale.ROOT))),
            named(
                "it is no signature, which has 64 characters of lower-case hex; this has 10",
                client().saying(Step.SIGNATURE, "0123456789")),
            named("not all are hex", client().saying(Step.SIGNATURE, "x".repeat(64)))));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> namesTheMistake() {
    return cases().stream()
        .map(
            each ->
                dynamicTest(
                    each.words(),
                    () -> assertThat(diagnosis(each.client())).contains(each.words())));
  }

  @Test
  void namesMistakesThatOnlyAmazonS3Refuses() {
    HandClient client = client().s3().path("/a%20b").saying(Step.PATH, "/a%2520b");
    assertThat(mismatch(client.signed(), ServiceStyle.S3).diagnosis())
        .contains("Amazon S3 wants it encoded once");
    HandClient payload = client().s3().body("x").saying(Step.PAYLOAD_HASH, "UNSIGNED-PAYLOAD");
    payload.doing(
        Step.CANONICAL_REQUEST,
        c ->
            c.substring(0, c.lastIndexOf('\n') + 1)
                + HandClient.sha256("x".getBytes(StandardCharsets.UTF_8)));
    assertThat(mismatch(payload.signed(), ServiceStyle.S3).diagnosis())
        .contains("though x-amz-content-sha256 says something else");
  }

  @Test
  void namesTheMistakesOfPresignedUrls() {
    HandClient token =
        client()
            .token(HandClient.TOKEN)
            .doing(Step.QUERY, q -> q.replaceFirst("X-Amz-Security-Token=[^&]*&", ""));
    SignatureVerifier verifier =
        new SignatureVerifier(
            VerifierSettings.of(ServiceStyle.REST_JSON, "eu-central-1", "execute-api"),
            RefusalTest.sessionKeys(),
            () -> NOW);
    SignatureVerdict.Refused refused =
        (SignatureVerdict.Refused) verifier.verify(token.presigned());
    assertThat(((Mismatch) refused.fault()).diagnosis())
        .containsAnyOf("'X-Amz-Security-Token' is not signed", "the session token is not signed");
    assertThat(
            mismatch(
                    client().doing(Step.SENT_QUERY, q -> "utm=x&" + q).presigned(),
                    ServiceStyle.REST_JSON)
                .diagnosis())
        .contains("the query parameter 'utm' is not signed; was it added after signing?");
  }

  @Test
  void namesTwoMistakesAtOnce() {
    assertThat(
            diagnosis(
                client()
                    .query("b=2&a=1")
                    .saying(Step.QUERY, "b=2&a=1")
                    .doing(Step.HEADERS, h -> h.replace(HOST, "api.example.com"))))
        .startsWith("two mistakes at once: query parameters are not sorted")
        .contains("; and the host is signed without its port");
    assertThat(
            diagnosis(
                client()
                    .body("{}")
                    .saying(Step.PAYLOAD_HASH, HandClient.sha256(new byte[0]))
                    .saying(Step.SECRET, "AWS4" + SECRET + "\n")))
        .contains("two mistakes at once", "that of an empty body", "white space");
  }

  @Test
  void saysSoWhenItKnowsNoMistake() {
    assertThat(diagnosis(client().saying(Step.SECRET, "AWS4another secret")))
        .contains("no known mistake explains it")
        .contains(ID)
        .contains("line by line");
  }

  /** Three mistakes are more than it looks for; it does not guess. */
  @Test
  void namesNothingWhenItIsNotSure() {
    assertThat(
            diagnosis(
                client()
                    .query("b=2&a=1")
                    .saying(Step.QUERY, "b=2&a=1")
                    .doing(Step.HEADERS, h -> h.replace(HOST, "api.example.com"))
                    .saying(Step.SECRET, "AWS4" + SECRET + "\n")))
        .contains("no known mistake explains it");
  }

  @Test
  void explainsWithTheCanonicalRequestAndWithoutSecrets() {
    Mismatch mismatch =
        mismatch(
            client()
                .query("api_key=hidden-one&page=2")
                .header("Cookie", "sid=hidden-two")
                .header("X-Api-Key", "hidden-three")
                .header("X-Name", "Ad\u00c3\u00a4")
                .saying(Step.SECRET, "AWS4x")
                .signed(),
            ServiceStyle.REST_JSON);
    assertThat(mismatch.explanation())
        .contains(
            "\nCanonical request:\nGET\n/orders\napi_key=***&page=2\ncookie:***\nhost:" + HOST)
        .contains("x-api-key:***\n", "x-name:Ad\u00e4\n", "\nString to sign:\nAWS4-HMAC-SHA256\n")
        .doesNotContain("hidden", SECRET);
    assertThat(mismatch.toString()).doesNotContain("hidden", SECRET);
    assertThat(mismatch.canonicalRequest().reveal()).contains("cookie:sid=hidden-two");
  }

  /** A request as large as a server takes does not keep it busy. */
  @Test
  void triesABoundedNumberOfMistakes() {
    StringBuilder query = new StringBuilder("z=0");
    for (int i = 0; i < 2000; i++) {
      query.append("&p").append(i).append("=%20");
    }
    assertThat(diagnosis(client().query(query.toString()).saying(Step.SECRET, "AWS4x")))
        .contains("no known mistake explains it");
  }

  @Test
  void namesMistakesOfSigV4aToo() {
    assumeTrue(Vector.all("v4a").findAny().isPresent());
    Vector vector =
        Vector.all("v4a")
            .filter(each -> each.toString().equals("get-vanilla by query"))
            .findAny()
            .orElseThrow();
    ServerRequest request = vector.request();
    ServerRequest changed =
        new ServerRequest(
            request.method(),
            request.scheme(),
            request.authority(),
            request.path(),
            "utm=1&" + request.query(),
            request.fields(),
            request.body());
    SignatureVerdict.Refused refused = (SignatureVerdict.Refused) vector.verifier().verify(changed);
    assertThat(((Mismatch) refused.fault()).diagnosis()).contains("'utm' is not signed");
  }
}
