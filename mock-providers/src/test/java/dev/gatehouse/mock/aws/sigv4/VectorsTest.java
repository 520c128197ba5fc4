package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The AWS signing test suite, in both forms. */
class VectorsTest {
  private static void requireSuite() {
    assumeTrue(
        Vector.all("v4").findAny().isPresent(),
        "the AWS signing test suite is not there: -Dgatehouse.vectors=DIR names its place");
  }

  @Test
  void all76AreThereAndSoAre76OfSigV4a() {
    requireSuite();
    assertThat(Vector.all("v4")).hasSize(76);
    assertThat(Vector.all("v4a")).hasSize(76);
  }

  @TestFactory
  Stream<DynamicTest> admits() {
    requireSuite();
    return Stream.of("v4", "v4a")
        .flatMap(Vector::all)
        .map(
            vector ->
                dynamicTest(
                    vector.folder().getParent().getFileName() + " " + vector,
                    () ->
                        assertThat(vector.verifier().verify(vector.request()))
                            .isInstanceOf(SignatureVerdict.Verified.class)));
  }

  /** With another signature, the refusal shows what was to be signed: it is the published text. */
  @TestFactory
  Stream<DynamicTest> showsThePublishedCanonicalRequestAndStringToSign() {
    requireSuite();
    return Vector.all("v4")
        .map(
            vector ->
                dynamicTest(
                    vector.toString(),
                    () -> {
                      SignatureFault.Mismatch mismatch = mismatch(vector);
                      assertThat(mismatch.canonicalRequest().reveal())
                          .isEqualTo(vector.text("canonical-request"));
                      assertThat(mismatch.stringToSign()).isEqualTo(vector.text("string-to-sign"));
                      assertThat(mismatch.diagnosis()).contains("no known mistake");
                    }));
  }

  private static SignatureFault.Mismatch mismatch(Vector vector) {
    String signature = vector.text("signature").strip();
    ServerRequest request = replaced(vector.request(), signature, "0".repeat(signature.length()));
    SignatureVerdict verdict = vector.verifier().verify(request);
    return (SignatureFault.Mismatch) ((SignatureVerdict.Refused) verdict).fault();
  }

  private static ServerRequest replaced(ServerRequest request, String from, String to) {
    return new ServerRequest(
        request.method(),
        request.scheme(),
        request.authority(),
        request.path(),
        request.query() == null ? null : request.query().replace(from, to),
        request.fields().stream()
            .map(field -> new Field(field.name(), field.value().replace(from, to)))
            .toList(),
        request.body());
  }

  @Test
  void derivesThePublishedPublicKey() throws Exception {
    requireSuite();
    for (Vector vector : Vector.all("v4a").toList()) {
      JsonNode key =
          JsonMapper.builder()
              .build()
              .readTree(vector.folder().resolve("public-key.json").toFile());
      V4aPublicKey derived = V4aPublicKey.of(vector.accessKeyId(), vector.secret().reveal());
      assertThat(derived.point().getAffineX())
          .isEqualTo(new BigInteger(key.get("X").textValue(), 16));
      assertThat(derived.point().getAffineY())
          .isEqualTo(new BigInteger(key.get("Y").textValue(), 16));
    }
  }

  @TestFactory
  Stream<DynamicTest> refusesAQuarterOfAnHourLaterOrEarlier() {
    requireSuite();
    return Vector.all("v4")
        .filter(vector -> vector.form().equals("header"))
        .map(
            vector ->
                dynamicTest(
                    vector.toString(),
                    () -> {
                      for (Duration by :
                          List.of(Duration.ofSeconds(901), Duration.ofSeconds(-901))) {
                        SignatureVerdict verdict =
                            vector.verifier(vector.now().plus(by)).verify(vector.request());
                        assertThat(((SignatureVerdict.Refused) verdict).fault())
                            .isInstanceOf(SignatureFault.Skewed.class);
                      }
                    }));
  }
}
