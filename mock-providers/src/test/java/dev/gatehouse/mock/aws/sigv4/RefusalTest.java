package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.HandClient.ADA;
import static dev.gatehouse.mock.aws.sigv4.HandClient.HOST;
import static dev.gatehouse.mock.aws.sigv4.HandClient.ID;
import static dev.gatehouse.mock.aws.sigv4.HandClient.NOW;
import static dev.gatehouse.mock.aws.sigv4.HandClient.SECRET;
import static dev.gatehouse.mock.aws.sigv4.HandClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.sigv4.HandClient.Step;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason to refuse, in the header and in the query. */
class RefusalTest {
  /** Where the client puts its signature. */
  enum Place {
    HEADER {
      @Override
      ServerRequest sign(HandClient client) {
        return client.signed();
      }
    },
    QUERY {
      @Override
      ServerRequest sign(HandClient client) {
        return client.presigned();
      }
    };

    abstract ServerRequest sign(HandClient client);
  }

  static AccessKeys sessionKeys() {
    return keys(
        new AccessKeys.Found.Active(
            Secret.of(SECRET),
            ADA,
            Optional.of(new AccessKeys.Session(Secret.of(TOKEN), NOW.plusSeconds(60)))));
  }

  private static AccessKeys keys(AccessKeys.Found found) {
    return id -> id.equals(ID) ? found : new AccessKeys.Found.Unknown();
  }

  private static SignatureVerifier verifier(AccessKeys keys, Instant now) {
    return new SignatureVerifier(
        VerifierSettings.of(ServiceStyle.QUERY, "eu-central-1", "execute-api"), keys, () -> now);
  }

  private static SignatureFault refused(SignatureVerifier verifier, ServerRequest request) {
    SignatureVerdict verdict = verifier.verify(request);
    assertThat(verdict).isInstanceOf(SignatureVerdict.Refused.class);
    SignatureFault fault = ((SignatureVerdict.Refused) verdict).fault();
    assertThat(fault.explanation()).isNotBlank().doesNotContain(SECRET, TOKEN);
    assertThat(fault.toString()).doesNotContain(SECRET, TOKEN);
    return fault;
  }

  private static SignatureFault refused(ServerRequest request) {
    return refused(verifier(HandClient.keys(), NOW), request);
  }

  private static HandClient client() {
    return new HandClient();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void admitted(SignatureVerifier verifier, ServerRequest request) {
    assertThat(verifier.verify(request)).isInstanceOf(SignatureVerdict.Verified.class);
  }

  @ParameterizedTest
  @EnumSource
  void admitsTheClientThatDoesItRight(Place place) {
    HandClient client =
        client().method("POST").path("/a/b%20c").query("b=2&a=%2F&a=&c").body("{\"x\":1}");
    admitted(
        verifier(HandClient.keys(), NOW),
        place.sign(client.header("My", "  a   b ").header("my", "c")));
    admitted(verifier(sessionKeys(), NOW), place.sign(client().token(TOKEN)));
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnUnknownKey(Place place) {
    SignatureFault fault =
        refused(verifier(id -> new AccessKeys.Found.Unknown(), NOW), place.sign(client()));
    assertThat(fault.reason()).isEqualTo("unknown-key");
    assertThat(fault.explanation()).contains(ID);
  }

  @Test
  void showsNoAccessKeyIdThatMayBeASecret() {
    ServerRequest request =
        client().doing(Step.AUTHORIZATION, a -> a.replace(ID, "lower+case.secret")).signed();
    assertThat(refused(request).explanation()).doesNotContain("lower+case.secret");
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnInactiveKey(Place place) {
    SignatureFault fault =
        refused(verifier(keys(new AccessKeys.Found.Inactive(ADA)), NOW), place.sign(client()));
    assertThat(fault.reason()).isEqualTo("inactive-key");
  }

  @ParameterizedTest
  @EnumSource
  void refusesAWrongSecret(Place place) {
    assertThat(refused(place.sign(client().saying(Step.SECRET, "AWS4x"))).reason())
        .isEqualTo("wrong-signature");
  }

  @ParameterizedTest
  @EnumSource
  void refusesASessionThatIsOver(Place place) {
    Instant end = NOW.plusSeconds(60);
    ServerRequest request = place.sign(client().token(TOKEN));
    admitted(verifier(sessionKeys(), end.minusSeconds(1)), request);
    assertThat(refused(verifier(sessionKeys(), end), request).reason())
        .isEqualTo("expired-session");
  }

  @ParameterizedTest
  @EnumSource
  void refusesAMissingAWrongAndAStraySessionToken(Place place) {
    assertThat(refused(verifier(sessionKeys(), NOW), place.sign(client())).reason())
        .isEqualTo("missing-session-token");
    assertThat(refused(verifier(sessionKeys(), NOW), place.sign(client().token("x"))).reason())
        .isEqualTo("wrong-session-token");
    assertThat(
            refused(
                    verifier(sessionKeys(), NOW),
                    place.sign(client().token(TOKEN.replace('s', 't'))))
                .reason())
        .isEqualTo("wrong-session-token");
    assertThat(refused(place.sign(client().token(TOKEN))).reason())
        .isEqualTo("stray-session-token");
  }

  @Test
  void refusesASessionTokenThatIsNotSigned() {
    ServerRequest header =
        client().token(TOKEN).saying(Step.SIGNED_HEADERS, "host;x-amz-date").signed();
    SignatureFault fault = refused(verifier(sessionKeys(), NOW), header);
    assertThat(fault.reason()).isEqualTo("unsigned-header");
    assertThat(fault.explanation()).contains("x-amz-security-token");
    ServerRequest query =
        client()
            .token(TOKEN)
            .doing(Step.QUERY, q -> q.replaceFirst("X-Amz-Security-Token=[^&]*&", ""))
            .presigned();
    assertThat(refused(verifier(sessionKeys(), NOW), query).reason()).isEqualTo("wrong-signature");
  }

  @Test
  void takesAnUnsignedSessionTokenWhereTheServiceDoes() {
    SignatureVerifier lenient =
        new SignatureVerifier(
            VerifierSettings.of(ServiceStyle.QUERY, "eu-central-1", "execute-api")
                .withUnsignedSessionToken(),
            sessionKeys(),
            () -> NOW);
    admitted(
        lenient, client().token(TOKEN).saying(Step.SIGNED_HEADERS, "host;x-amz-date").signed());
    admitted(
        lenient,
        client()
            .token(TOKEN)
            .doing(Step.QUERY, q -> q.replaceFirst("X-Amz-Security-Token=[^&]*&", ""))
            .presigned());
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnotherScopeThanItsOwn(Place place) {
    List<String> wrong =
        List.of(
            "20260203/us-east-1/execute-api/aws4_request",
            "20260203/eu-central-1/s3/aws4_request",
            "20260202/eu-central-1/execute-api/aws4_request",
            "20260203/eu-central-1/execute-api/aws5_request",
            "20260203/EU-CENTRAL-1/execute-api/aws4_request",
            "20260203//execute-api/aws4_request");
    for (String scope : wrong) {
      ServerRequest request = place.sign(client().saying(Step.CREDENTIAL_SCOPE, scope));
      assertThat(refused(request).reason()).describedAs(scope).isEqualTo("wrong-scope");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesACredentialOfTooFewOrTooManyParts(Place place) {
    for (String scope :
        List.of("", "20260203", "a/b/c", "20260203/eu-central-1/x/y/z/aws4_request")) {
      ServerRequest request = place.sign(client().saying(Step.CREDENTIAL_SCOPE, scope));
      assertThat(refused(request).reason()).describedAs(scope).isEqualTo("incomplete-signature");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {901, -901, 86_400, -86_400})
  void refusesAHeaderTooOldOrTooNew(int seconds) {
    ServerRequest request = client().at(NOW.plusSeconds(seconds)).signed();
    SignatureFault fault = refused(request);
    assertThat(fault.reason()).isEqualTo("time-skewed");
    assertThat(fault.explanation()).contains(NOW.toString(), "900 seconds");
  }

  @ParameterizedTest
  @ValueSource(ints = {900, -900, 1, 0})
  void admitsAHeaderWithinTheSkew(int seconds) {
    admitted(verifier(HandClient.keys(), NOW), client().at(NOW.plusSeconds(seconds)).signed());
  }

  @Test
  void takesTheSkewOfItsSettings() {
    SignatureVerifier strict =
        new SignatureVerifier(
            VerifierSettings.of(ServiceStyle.JSON, "eu-central-1", "execute-api"),
            HandClient.keys(),
            () -> NOW);
    admitted(strict, client().at(NOW.minusSeconds(300)).signed());
    assertThat(refused(strict, client().at(NOW.minusSeconds(301)).signed()).reason())
        .isEqualTo("time-skewed");
    SignatureVerifier other =
        new SignatureVerifier(
            VerifierSettings.of(ServiceStyle.JSON, "eu-central-1", "execute-api")
                .withAllowedSkew(Duration.ofSeconds(5)),
            HandClient.keys(),
            () -> NOW);
    assertThat(refused(other, client().at(NOW.minusSeconds(6)).signed()).reason())
        .isEqualTo("time-skewed");
  }

  @Test
  void refusesAPresignedUrlAfterItsEndAndBeforeItsTime() {
    ServerRequest request = client().saying(Step.EXPIRES, "60").presigned();
    admitted(verifier(HandClient.keys(), NOW.plusSeconds(60)), request);
    assertThat(refused(verifier(HandClient.keys(), NOW.plusSeconds(61)), request).reason())
        .isEqualTo("presign-expired");
    admitted(verifier(HandClient.keys(), NOW.minusSeconds(900)), request);
    assertThat(refused(verifier(HandClient.keys(), NOW.minusSeconds(901)), request).reason())
        .isEqualTo("presign-not-yet-valid");
    ServerRequest week = client().saying(Step.EXPIRES, "604800").presigned();
    admitted(verifier(HandClient.keys(), NOW.plusSeconds(604_800)), week);
    assertThat(refused(verifier(HandClient.keys(), NOW.plusSeconds(604_801)), week).reason())
        .isEqualTo("presign-expired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "604801",
        "",
        "-",
        "x",
        "1.5",
        "1e3",
        "0x10",
        "99999999999999999999",
        "%201",
        "\u0661"
      })
  void refusesAnExpiryThatIsNoNumberOfSecondsUpToAWeek(String expires) {
    assertThat(refused(client().saying(Step.EXPIRES, expires).presigned()).reason())
        .isEqualTo("wrong-expires");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature"
      })
  void refusesAPresignedUrlWithAParameterMissingOrTwice(String name) {
    ServerRequest missing =
        client().doing(Step.SENT_QUERY, q -> q.replaceFirst(name + "=[^&]*&?", "")).presigned();
    SignatureFault fault = refused(missing);
    assertThat(fault.reason()).isEqualTo("incomplete-signature");
    assertThat(fault.explanation()).contains(name);
    ServerRequest twice =
        client()
            .doing(Step.SENT_QUERY, q -> q.replaceFirst("(" + name + "=[^&]*)", "$1&$1"))
            .presigned();
    assertThat(refused(twice).reason()).isEqualTo("incomplete-signature");
  }

  @Test
  void refusesASessionTokenThatIsThereTwice() {
    ServerRequest query =
        client()
            .token(TOKEN)
            .doing(Step.SENT_QUERY, q -> q + "&X-Amz-Security-Token=x")
            .presigned();
    assertThat(refused(verifier(sessionKeys(), NOW), query).reason())
        .isEqualTo("incomplete-signature");
    ServerRequest header = client().token(TOKEN).header("X-Amz-Security-Token", "x").signed();
    assertThat(refused(verifier(sessionKeys(), NOW), header).reason())
        .isEqualTo("incomplete-signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "20260203",
        "20260203T040506",
        "20260203T0405060",
        "2026-02-03T04:05:06Z",
        "20261303T040506Z",
        "20260230T040506Z",
        "20260203T240506Z",
        "+20260203T04050Z",
        "20260203T040560Z",
        "2026020\u0663T040506Z",
        "Tue, 03 Feb 2026 04:05:06 GMT"
      })
  void refusesAMalformedDate(String date) {
    assertThat(
            refused(client().header("Date", "also bad").saying(Step.DATE, date).signed()).reason())
        .isEqualTo("incomplete-signature");
    assertThat(refused(client().saying(Step.DATE, date.replace(" ", "%20")).presigned()).reason())
        .isEqualTo("incomplete-signature");
  }

  /** The string to sign has the time in ISO 8601's basic form all the same. */
  @Test
  void takesTheDateHeaderWhereThereIsNoOther() {
    for (String date : List.of("Tue, 03 Feb 2026 04:05:06 GMT", "20260203T040506Z")) {
      UnaryOperator<String> dated =
          toSign -> toSign.replace("SHA256\n\n", "SHA256\n20260203T040506Z\n");
      admitted(
          verifier(HandClient.keys(), NOW),
          client()
              .saying(Step.DATE, "")
              .header("Date", date)
              .doing(Step.STRING_TO_SIGN, dated)
              .signed());
    }
    for (String date :
        List.of(
            "Mon, 03 Feb 2026 04:05:06 GMT",
            "tue, 03 Feb 2026 04:05:06 GMT",
            "Tue, 03 Feb 2026 04:05:06 +0000",
            "Tuesday, 03-Feb-26 04:05:06 GMT")) {
      assertThat(refused(client().saying(Step.DATE, "").header("Date", date).signed()).reason())
          .isEqualTo("incomplete-signature");
    }
  }

  @Test
  void refusesADateThatIsThereTwiceOrNotAtAll() {
    assertThat(refused(client().header("x-amz-date", "20260203T040506Z").signed()).reason())
        .isEqualTo("incomplete-signature");
    assertThat(refused(client().saying(Step.DATE, "").signed()).explanation())
        .contains("neither X-Amz-Date nor Date");
  }

  @ParameterizedTest
  @EnumSource
  void refusesAHostOrAnAmzHeaderThatIsNotSigned(Place place) {
    SignatureFault host =
        refused(place.sign(client().header("My", "x").saying(Step.SIGNED_HEADERS, "my")));
    assertThat(host.explanation()).contains("host has to be signed");
    assertThat(host.reason()).isEqualTo("unsigned-header");
    SignatureFault target =
        refused(
            place.sign(
                client()
                    .header("X-AMZ-Target", "x")
                    .doing(Step.SIGNED_HEADERS, names -> names.replace(";x-amz-target", ""))));
    assertThat(target.reason()).isEqualTo("unsigned-header");
    assertThat(target.explanation()).contains("x-amz-target");
  }

  @ParameterizedTest
  @EnumSource
  void refusesSignedHeadersThatAreUnsortedDoubledOrInUpperCase(Place place) {
    for (String names :
        List.of(
            "my;host;x-amz-date", "host;host;x-amz-date", "Host;x-amz-date", "", "host;;my", ";")) {
      SignatureFault fault =
          refused(place.sign(client().header("My", "x").saying(Step.SIGNED_HEADERS, names)));
      assertThat(fault.reason()).describedAs(names).isEqualTo("incomplete-signature");
      assertThat(fault.explanation()).contains("SignedHeaders");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesASignedHeaderThatIsNotThere(Place place) {
    SignatureFault fault =
        refused(place.sign(client().doing(Step.SIGNED_HEADERS, names -> "a;" + names)));
    assertThat(fault.reason()).isEqualTo("wrong-signature");
    assertThat(fault.explanation()).contains("SignedHeaders names a,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e",
        "AWS4-HMAC-SHA256 Credential=,SignedHeaders=,Signature=",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e,SignedHeaders=host,Signature=a,",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e,SignedHeaders=host,Signature=a,Signature=a",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e,SignedHeaders=host,Signature=a,Other=a",
        "AWS4-HMAC-SHA256 credential=a/b/c/d/e,signedHeaders=host,signature=a",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e SignedHeaders=host Signature=a",
        "AWS4-HMAC-SHA512 Credential=a/b/c/d/e,SignedHeaders=host,Signature=a",
        "aws4-hmac-sha256 Credential=a/b/c/d/e,SignedHeaders=host,Signature=a",
        "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/e,SignedHeaders=host,Signature=a",
        "AWS4-HMAC-SHA256,Credential=a/b/c/d/e,SignedHeaders=host,Signature=a",
        "Bearer abc",
        "Basic dXNlcjpwYXNz",
        "AWS AKIAIOSFODNN7EXAMPLE:qgk2+6Sv9/oM7G3qLEjTH1a1l1g="
      })
  void refusesAMalformedAuthorization(String authorization) {
    ServerRequest request = client().saying(Step.AUTHORIZATION, authorization).signed();
    assertThat(refused(request).reason()).isEqualTo("incomplete-signature");
  }

  @Test
  void refusesAMegabyteOfAuthorization() {
    String much = "A".repeat(1 << 20);
    for (String authorization :
        List.of(
            much,
            "AWS4-HMAC-SHA256 " + much,
            "AWS4-HMAC-SHA256 Credential="
                + much
                + "/20260203/eu-central-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=a",
            "AWS4-HMAC-SHA256 Credential=" + "a/".repeat(1 << 19),
            "AWS4-HMAC-SHA256 " + "a=b,".repeat(1 << 18))) {
      SignatureFault fault = refused(client().saying(Step.AUTHORIZATION, authorization).signed());
      assertThat(fault.explanation()).hasSizeLessThan(2000);
      assertThat(fault.toString()).hasSizeLessThan((1 << 20) + 2000);
    }
    SignatureFault fault = refused(client().saying(Step.SIGNATURE, much).signed());
    assertThat(fault.reason()).isEqualTo("wrong-signature");
    assertThat(((SignatureFault.Mismatch) fault).provided()).hasSizeLessThan(400);
  }

  @Test
  void refusesTwoSignaturesAtOnce() {
    ServerRequest presigned = client().presigned();
    List<Field> fields = new ArrayList<>(presigned.fields());
    fields.add(client().signed().fields().get(2));
    assertThat(fields.get(fields.size() - 1).name()).isEqualTo("Authorization");
    ServerRequest both =
        new ServerRequest("GET", "https", HOST, "/orders", presigned.query(), fields, new byte[0]);
    assertThat(refused(both).explanation()).contains("one of the two is right");
    ServerRequest twice = client().header("authorization", "AWS4-HMAC-SHA256 x").signed();
    assertThat(refused(twice).explanation()).contains("2 Authorization headers");
  }

  @Test
  void refusesARequestThatIsNotSigned() {
    ServerRequest request =
        new ServerRequest(
            "GET",
            "https",
            HOST,
            "/orders",
            "x-amz-signature=lower-case-is-none",
            List.of(new Field("Host", HOST)),
            new byte[0]);
    assertThat(refused(request).reason()).isEqualTo("missing-signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "zz", " ", "\u00e4\u00e4", "0123456789abcdef"})
  void refusesASignatureThatIsNoHex(String signature) {
    for (Place place : Place.values()) {
      assertThat(refused(place.sign(client().saying(Step.SIGNATURE, signature))).reason())
          .isEqualTo("wrong-signature");
    }
  }

  @Test
  void refusesABodyThatIsNotTheOneOfTheHash() {
    SignatureVerifier s3 = HandClient.verifier(ServiceStyle.S3);
    ServerRequest right = client().s3().method("PUT").body("payload").signed();
    admitted(s3, right);
    for (byte[] other : Arrays.asList(new byte[0], bytes("Payload"), bytes("payload "))) {
      ServerRequest changed =
          new ServerRequest(
              "PUT", "https", HOST, right.path(), right.query(), right.fields(), other);
      assertThat(refused(s3, changed).reason()).isEqualTo("wrong-payload-hash");
    }
    assertThat(refused(s3, client().method("PUT").body("payload").signed()).reason())
        .isEqualTo("incomplete-signature");
    assertThat(
            refused(client().s3().saying(Step.PAYLOAD_HASH, "UNSIGNED-PAYLOAD").signed()).reason())
        .isEqualTo("wrong-payload-hash");
    admitted(s3, client().s3().saying(Step.PAYLOAD_HASH, "UNSIGNED-PAYLOAD").signed());
  }
}
