package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.HandClient.ID;
import static dev.gatehouse.mock.aws.sigv4.HandClient.NOW;
import static dev.gatehouse.mock.aws.sigv4.HandClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.sigv4.HandClient.Step;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Verdict;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What each style of service answers to each fault: status, code, message, form and request id. */
class AnswerTest {
  private static final String NO_MATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  /** What is answered: code and status of each style, and the message of all but S3. */
  private record Row(
      String name,
      ServerRequest request,
      AccessKeys keys,
      Instant now,
      String query,
      String json,
      String message,
      String s3,
      String s3Message) {}

  private static HandClient client() {
    return new HandClient().s3();
  }

  private static Row row(
      String name,
      HandClient client,
      String query,
      String json,
      String message,
      String s3,
      String s3Message) {
    return new Row(
        name, client.signed(), HandClient.keys(), NOW, query, json, message, s3, s3Message);
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    String credential = ID + "/20260203/eu-central-1/execute-api/aws4_request";
    rows.add(
        new Row(
            "not signed",
            unsigned(),
            HandClient.keys(),
            NOW,
            "403 MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "",
            "403 AccessDenied",
            "Access Denied"));
    rows.add(
        new Row(
            "unknown key",
            client().signed(),
            id -> new AccessKeys.Found.Unknown(),
            NOW,
            "403 InvalidClientTokenId",
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            "403 InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records."));
    rows.add(
        new Row(
            "session token missing",
            client().signed(),
            RefusalTest.sessionKeys(),
            NOW,
            "403 InvalidClientTokenId",
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            "403 InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records."));
    rows.add(
        new Row(
            "session token wrong",
            client().token("x").signed(),
            RefusalTest.sessionKeys(),
            NOW,
            "403 InvalidClientTokenId",
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            "400 InvalidToken",
            "The provided token is malformed or otherwise invalid."));
    rows.add(
        new Row(
            "session over",
            client().token(TOKEN).signed(),
            RefusalTest.sessionKeys(),
            NOW.plusSeconds(61),
            "403 ExpiredToken",
            "ExpiredTokenException",
            "The security token included in the request is expired",
            "400 ExpiredToken",
            "The provided token has expired."));
    rows.add(
        row(
            "wrong region",
            client().saying(Step.CREDENTIAL_SCOPE, "20260203/us-east-1/execute-api/aws4_request"),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "Credential should be scoped to a valid region.",
            "400 AuthorizationHeaderMalformed",
            "The authorization header is malformed; the region 'us-east-1' is wrong; expecting"
                + " 'eu-central-1'"));
    rows.add(
        row(
            "wrong service",
            client().saying(Step.CREDENTIAL_SCOPE, "20260203/eu-central-1/s3/aws4_request"),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "Credential should be scoped to correct service: 'execute-api'.",
            "400 AuthorizationHeaderMalformed",
            "The authorization header is malformed; incorrect service \"s3\". This endpoint"
                + " belongs to \"execute-api\"."));
    rows.add(
        row(
            "wrong day",
            client()
                .saying(Step.CREDENTIAL_SCOPE, "20260101/eu-central-1/execute-api/aws4_request"),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                + " HTTP: '20260101' != '20260203', from '20260203T040506Z'.",
            "400 AuthorizationHeaderMalformed",
            "The authorization header is malformed; Invalid credential date \"20260101\". This"
                + " date is not the same as X-Amz-Date: \"20260203\"."));
    rows.add(
        row(
            "wrong terminator",
            client()
                .saying(Step.CREDENTIAL_SCOPE, "20260203/eu-central-1/execute-api/aws5_request"),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "Credential should be scoped with a valid terminator: 'aws4_request'.",
            "400 AuthorizationHeaderMalformed",
            "The authorization header is malformed; incorrect terminal \"aws5_request\". This"
                + " endpoint uses \"aws4_request\"."));
    rows.add(
        row(
            "no equal sign",
            client().saying(Step.AUTHORIZATION, "AWS4-HMAC-SHA256 nonsense"),
            "400 IncompleteSignature",
            "IncompleteSignatureException",
            "'nonsense' not a valid key=value pair (missing equal-sign) in Authorization header:"
                + " 'AWS4-HMAC-SHA256 nonsense'.",
            "400 AuthorizationHeaderMalformed",
            "The authorization header is malformed; the authorization header requires three"
                + " components: Credential, SignedHeaders, and Signature."));
    String part = "AWS4-HMAC-SHA256 Credential=" + credential;
    rows.add(
        row(
            "parts missing",
            client().saying(Step.AUTHORIZATION, part),
            "400 IncompleteSignature",
            "IncompleteSignatureException",
            "Authorization header requires 'Signature' parameter. Authorization header requires"
                + " 'SignedHeaders' parameter. (Hashed with SHA-256 and encoded with Base64)"
                + " Authorization=",
            "400 AuthorizationHeaderMalformed",
            "requires three components"));
    rows.add(
        row(
            "no date",
            client().saying(Step.DATE, ""),
            "400 IncompleteSignature",
            "IncompleteSignatureException",
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
            "403 AccessDenied",
            "AWS authentication requires a valid Date or x-amz-date header"));
    rows.add(
        row(
            "malformed date",
            client().saying(Step.DATE, "now"),
            "400 IncompleteSignature",
            "IncompleteSignatureException",
            "Date must be in ISO-8601 'basic format'. Got 'now'. See"
                + " http://en.wikipedia.org/wiki/ISO_8601",
            "403 AccessDenied",
            "AWS authentication requires a valid Date or x-amz-date header"));
    rows.add(
        row(
            "algorithm",
            client().doing(Step.AUTHORIZATION, a -> a.replace("SHA256 ", "SHA512 ")),
            "400 IncompleteSignature",
            "IncompleteSignatureException",
            "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'.",
            "400 InvalidArgument",
            "Unsupported Authorization Type"));
    rows.add(
        row(
            "credential too short",
            client().saying(Step.CREDENTIAL_SCOPE, "20260203"),
            "400 IncompleteSignature",
            "IncompleteSignatureException",
            "Credential must have exactly 5 slash-delimited elements, e.g."
                + " keyid/date/region/service/term, got '"
                + ID
                + "/20260203'",
            "400 AuthorizationHeaderMalformed",
            "The authorization header is malformed; the Credential is mal-formed; expecting"
                + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
    rows.add(
        row(
            "host not signed",
            client().saying(Step.SIGNED_HEADERS, "x-amz-content-sha256;x-amz-date"),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
            "403 AccessDenied",
            "There were headers present in the request which were not signed"));
    rows.add(
        row(
            "header not signed",
            client()
                .header("X-Amz-Target", "x")
                .saying(Step.SIGNED_HEADERS, "host;x-amz-content-sha256;x-amz-date"),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
            "403 AccessDenied",
            "There were headers present in the request which were not signed"));
    rows.add(
        row(
            "old",
            client().at(NOW.minusSeconds(3600)),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "Signature expired: 20260203T030506Z is now earlier than ",
            "403 RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large."));
    rows.add(
        row(
            "early",
            client().at(NOW.plusSeconds(3600)),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            "Signature not yet current: 20260203T050506Z is still later than ",
            "403 RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large."));
    rows.add(
        row(
            "wrong signature",
            client().saying(Step.SIGNATURE, "0".repeat(64)),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            NO_MATCH
                + "\n\nThe Canonical String for this request should have been\n'GET\n/orders\n\n",
            "403 SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check"
                + " your key and signing method."));
    rows.add(
        row(
            "wrong payload hash",
            client().saying(Step.PAYLOAD_HASH, "0".repeat(64)),
            "403 SignatureDoesNotMatch",
            "InvalidSignatureException",
            NO_MATCH,
            "400 XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed."));
    rows.add(
        presigned(
            "expired",
            "60",
            61,
            "403 SignatureDoesNotMatch",
            "Signature expired: 20260203T040606Z is now earlier than 20260203T040607Z",
            "403 AccessDenied",
            "Request has expired"));
    rows.add(
        presigned(
            "not yet valid",
            "60",
            -901,
            "403 SignatureDoesNotMatch",
            "Signature not yet current: 20260203T040506Z is still later than ",
            "403 AccessDenied",
            "Request is not yet valid"));
    rows.add(
        presigned(
            "no number",
            "x",
            0,
            "400 IncompleteSignature",
            "X-Amz-Expires should be a number",
            "400 AuthorizationQueryParametersError",
            "X-Amz-Expires should be a number"));
    rows.add(
        presigned(
            "negative",
            "-1",
            0,
            "400 IncompleteSignature",
            "X-Amz-Expires must be non-negative",
            "400 AuthorizationQueryParametersError",
            "X-Amz-Expires must be non-negative"));
    rows.add(
        presigned(
            "too long",
            "604801",
            0,
            "400 IncompleteSignature",
            "X-Amz-Expires must be less than a week (in seconds)",
            "400 AuthorizationQueryParametersError",
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
                + " must be less than 604800 seconds"));
    rows.add(
        new Row(
            "parameters missing",
            client()
                .doing(Step.SENT_QUERY, q -> q.replaceAll("X-Amz-(Date|Credential)=[^&]*&", ""))
                .presigned(),
            HandClient.keys(),
            NOW,
            "400 IncompleteSignature",
            "IncompleteSignatureException",
            "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string"
                + " parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
            "400 AuthorizationQueryParametersError",
            "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
                + " X-Amz-Expires parameters."));
    return rows;
  }

  private static Row presigned(
      String name,
      String expires,
      int later,
      String query,
      String message,
      String s3,
      String s3Message) {
    return new Row(
        "presigned " + name,
        client().saying(Step.EXPIRES, expires).presigned(),
        HandClient.keys(),
        NOW.plusSeconds(later),
        query,
        query.startsWith("400") ? "IncompleteSignatureException" : "InvalidSignatureException",
        message,
        s3,
        s3Message);
  }

  private static ServerRequest unsigned() {
    return new ServerRequest(
        "GET", "https", "x", "/", null, List.of(new Field("Host", "x")), new byte[0]);
  }

  private static ServerResponse answer(Row row, ServiceStyle style) {
    SignatureGate gate =
        new SignatureGate(
            VerifierSettings.of(style, "eu-central-1", "execute-api"),
            row.keys(),
            row::now,
            Permission.ANYBODY);
    Verdict verdict = gate.judge(row.request());
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused) verdict).response();
  }

  private static String header(ServerResponse response, String name) {
    return response.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Document xml(ServerResponse response) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text(response))));
  }

  private static String text(ServerResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String element(Document document, String name) {
    return document.getElementsByTagName(name).item(0).getTextContent();
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheQueryProtocolDoes() {
    return rows().stream()
        .map(
            row ->
                dynamicTest(
                    row.name(),
                    () -> {
                      ServerResponse response = answer(row, ServiceStyle.QUERY);
                      Document xml = xml(response);
                      assertThat(response.status() + " " + element(xml, "Code"))
                          .isEqualTo(row.query());
                      assertThat(element(xml, "Message")).startsWith(row.message());
                      assertThat(element(xml, "Type")).isEqualTo("Sender");
                      assertThat(header(response, "Content-Type")).isEqualTo("text/xml");
                      assertThat(header(response, "x-amzn-RequestId"))
                          .isEqualTo(element(xml, "RequestId"))
                          .hasSize(36);
                      assertThat(xml.getDocumentElement().getNamespaceURI())
                          .isEqualTo("https://sts.amazonaws.com/doc/2011-06-15/");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> answersAsAmazonS3Does() {
    return rows().stream()
        .map(
            row ->
                dynamicTest(
                    row.name(),
                    () -> {
                      ServerResponse response = answer(row, ServiceStyle.S3);
                      Document xml = xml(response);
                      assertThat(response.status() + " " + element(xml, "Code"))
                          .isEqualTo(row.s3());
                      assertThat(element(xml, "Message")).contains(row.s3Message());
                      assertThat(xml.getDocumentElement().getTagName()).isEqualTo("Error");
                      assertThat(header(response, "Content-Type")).isEqualTo("application/xml");
                      assertThat(header(response, "x-amz-request-id"))
                          .isEqualTo(element(xml, "RequestId"));
                      assertThat(header(response, "x-amz-id-2")).isEqualTo(element(xml, "HostId"));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheJsonProtocolsDo() {
    return rows().stream()
        .map(
            row ->
                dynamicTest(
                    row.name(),
                    () -> {
                      ServerResponse json = answer(row, ServiceStyle.JSON);
                      JsonNode body = JsonMapper.builder().build().readTree(text(json));
                      assertThat(json.status()).isEqualTo(400);
                      assertThat(body.get("__type").textValue()).isEqualTo(row.json());
                      assertThat(body.get("message").textValue()).startsWith(row.message());
                      assertThat(header(json, "Content-Type"))
                          .isEqualTo("application/x-amz-json-1.1");
                      assertThat(header(json, "x-amzn-RequestId")).hasSize(36);

                      ServerResponse rest = answer(row, ServiceStyle.REST_JSON);
                      assertThat(rest.status()).isEqualTo(403);
                      assertThat(header(rest, "x-amzn-ErrorType")).isEqualTo(row.json());
                      assertThat(header(rest, "x-amzn-RequestId")).hasSize(36);
                      assertThat(
                              JsonMapper.builder()
                                  .build()
                                  .readTree(text(rest))
                                  .get("message")
                                  .textValue())
                          .startsWith(row.message());
                    }));
  }

  private static Row named(String name) {
    return rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void saysWhatAmazonS3SaysBesides() throws Exception {
    Document old = xml(answer(named("old"), ServiceStyle.S3));
    assertThat(element(old, "RequestTime")).isEqualTo("20260203T030506Z");
    assertThat(element(old, "ServerTime")).isEqualTo("2026-02-03T04:05:06Z");
    assertThat(element(old, "MaxAllowedSkewMilliseconds")).isEqualTo("900000");

    Document expired = xml(answer(named("presigned expired"), ServiceStyle.S3));
    assertThat(element(expired, "X-Amz-Expires")).isEqualTo("60");
    assertThat(element(expired, "Expires")).isEqualTo("2026-02-03T04:06:06Z");
    assertThat(element(expired, "ServerTime")).isEqualTo("2026-02-03T04:06:07Z");

    assertThat(element(xml(answer(named("wrong region"), ServiceStyle.S3)), "Region"))
        .isEqualTo("eu-central-1");
    assertThat(element(xml(answer(named("host not signed"), ServiceStyle.S3)), "HeadersNotSigned"))
        .isEqualTo("host");

    Document wrong = xml(answer(named("wrong signature"), ServiceStyle.S3));
    assertThat(element(wrong, "AWSAccessKeyId")).isEqualTo(ID);
    assertThat(element(wrong, "SignatureProvided")).isEqualTo("0".repeat(64));
    assertThat(element(wrong, "CanonicalRequest")).startsWith("GET\n/orders\n\nhost:");
    assertThat(element(wrong, "CanonicalRequestBytes")).startsWith("47 45 54 0a 2f");
    assertThat(element(wrong, "StringToSign")).startsWith("AWS4-HMAC-SHA256\n20260203T040506Z\n");
    assertThat(element(wrong, "StringToSignBytes")).startsWith("41 57 53 34");
  }

  @Test
  void saysTheTimesOfStsInBrackets() throws Exception {
    assertThat(element(xml(answer(named("old"), ServiceStyle.QUERY)), "Message"))
        .isEqualTo(
            "Signature expired: 20260203T030506Z is now earlier than 20260203T035006Z"
                + " (20260203T040506Z - 15 min.)");
    assertThat(element(xml(answer(named("early"), ServiceStyle.QUERY)), "Message"))
        .isEqualTo(
            "Signature not yet current: 20260203T050506Z is still later than 20260203T042006Z"
                + " (20260203T040506Z + 15 min.)");
  }

  @Test
  void namesPresignedCredentialsAsAmazonS3Does() throws Exception {
    Row row =
        new Row(
            "",
            client()
                .saying(Step.CREDENTIAL_SCOPE, "20260203/us-east-1/execute-api/aws4_request")
                .presigned(),
            HandClient.keys(),
            NOW,
            "",
            "",
            "",
            "",
            "");
    Document xml = xml(answer(row, ServiceStyle.S3));
    assertThat(element(xml, "Code")).isEqualTo("AuthorizationQueryParametersError");
    assertThat(element(xml, "Message"))
        .isEqualTo(
            "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong;"
                + " expecting 'eu-central-1'");
  }

  @Test
  void refusesWhoMayNotCallInEachStyle() {
    for (ServiceStyle style : ServiceStyle.values()) {
      SignatureGate gate =
          new SignatureGate(
              VerifierSettings.of(style, "eu-central-1", "execute-api"),
              HandClient.keys(),
              () -> NOW,
              (principal, request) -> Optional.of("nobody may"));
      Verdict.Refused refused = (Verdict.Refused) gate.judge(client().signed());
      assertThat(refused.reason()).isEqualTo("not-authorized");
      assertThat(refused.explanation()).isEqualTo("nobody may");
      assertThat(refused.response().status()).isEqualTo(style == ServiceStyle.JSON ? 400 : 403);
      String code =
          style == ServiceStyle.REST_JSON
              ? header(refused.response(), "x-amzn-ErrorType")
              : text(refused.response());
      assertThat(code).contains("AccessDenied");
    }
  }
}
