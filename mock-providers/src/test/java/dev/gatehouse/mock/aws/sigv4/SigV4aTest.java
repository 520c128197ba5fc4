package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.HandClient.HOST;
import static dev.gatehouse.mock.aws.sigv4.HandClient.ID;
import static dev.gatehouse.mock.aws.sigv4.HandClient.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature for a set of regions. */
class SigV4aTest {
  private static final String SCOPE = "20260203/execute-api/aws4_request";

  private static ServerRequest signed(String regions, String scope, UnaryOperator<String> sent) {
    List<Field> fields =
        new ArrayList<>(
            List.of(new Field("Host", HOST), new Field("X-Amz-Date", "20260203T040506Z")));
    String names = "host;x-amz-date";
    String lines = "host:" + HOST + "\nx-amz-date:20260203T040506Z\n";
    if (!regions.isEmpty()) {
      fields.add(new Field("X-Amz-Region-Set", regions));
      names += ";x-amz-region-set";
      lines += "x-amz-region-set:" + regions + "\n";
    }
    String canonical =
        "GET\n/orders\n\n" + lines + "\n" + names + "\n" + HandClient.sha256(new byte[0]);
    String toSign =
        "AWS4-ECDSA-P256-SHA256\n20260203T040506Z\n"
            + scope
            + "\n"
            + HandClient.sha256(canonical.getBytes(StandardCharsets.UTF_8));
    fields.add(
        new Field(
            "Authorization",
            "AWS4-ECDSA-P256-SHA256 Credential="
                + ID
                + "/"
                + scope
                + ", SignedHeaders="
                + names
                + ", Signature="
                + sent.apply(signature(toSign))));
    return new ServerRequest("GET", "https", HOST, "/orders", null, fields, new byte[0]);
  }

  /** By the private key that follows from the secret. */
  private static String signature(String text) {
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      ByteArrayOutputStream input = new ByteArrayOutputStream();
      input.writeBytes(new byte[] {0, 0, 0, 1});
      input.writeBytes("AWS4-ECDSA-P256-SHA256".getBytes(StandardCharsets.UTF_8));
      input.write(0);
      input.writeBytes(ID.getBytes(StandardCharsets.UTF_8));
      input.writeBytes(new byte[] {1, 0, 0, 1, 0});
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(("AWS4A" + SECRET).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      BigInteger key = new BigInteger(1, mac.doFinal(input.toByteArray())).add(BigInteger.ONE);
      Signature ecdsa = Signature.getInstance("SHA256withECDSA");
      ecdsa.initSign(
          KeyFactory.getInstance("EC")
              .generatePrivate(
                  new ECPrivateKeySpec(key, curve.getParameterSpec(ECParameterSpec.class))));
      ecdsa.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(ecdsa.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SignatureFault refused(ServerRequest request) {
    SignatureVerdict verdict = HandClient.verifier(ServiceStyle.QUERY).verify(request);
    assertThat(verdict).isInstanceOf(SignatureVerdict.Refused.class);
    return ((SignatureVerdict.Refused) verdict).fault();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eu-central-1", "*", "eu-*", "us-east-1,eu-central-1", "us-*, eu-central-*"})
  void admitsASetThatHasTheRegion(String regions) {
    SignatureVerdict verdict =
        HandClient.verifier(ServiceStyle.QUERY)
            .verify(signed(regions, SCOPE, UnaryOperator.identity()));
    assertThat(verdict).isInstanceOf(SignatureVerdict.Verified.class);
    SignatureFacts facts = ((SignatureVerdict.Verified) verdict).facts();
    assertThat(facts.algorithm()).isEqualTo("AWS4-ECDSA-P256-SHA256");
    assertThat(facts.scope()).isEqualTo(SCOPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "us-east-1", "us-*", "eu-central", "eu-central-11", "EU-CENTRAL-1", ","})
  void refusesASetThatHasNotTheRegion(String regions) {
    SignatureFault fault = refused(signed(regions, SCOPE, UnaryOperator.identity()));
    assertThat(fault.reason()).isEqualTo("wrong-scope");
    assertThat(fault.explanation()).contains("X-Amz-Region-Set");
  }

  @Test
  void refusesAnotherScope() {
    for (String scope :
        List.of(
            "20260202/execute-api/aws4_request",
            "20260203/s3/aws4_request",
            "20260203/execute-api/aws5_request")) {
      assertThat(refused(signed("*", scope, UnaryOperator.identity())).reason())
          .isEqualTo("wrong-scope");
    }
    assertThat(
            refused(
                    signed(
                        "*",
                        "20260203/eu-central-1/execute-api/aws4_request",
                        UnaryOperator.identity()))
                .reason())
        .isEqualTo("incomplete-signature");
  }

  @Test
  void refusesEveryOneBitChangeOfTheSignature() {
    String right = signature("x");
    for (int bit = 0; bit < right.length() * 8; bit += 41) {
      int at = bit;
      ServerRequest request =
          signed(
              "*",
              SCOPE,
              signature -> {
                byte[] hex = signature.getBytes(StandardCharsets.US_ASCII);
                int index = at / 8 % hex.length;
                hex[index] ^= (byte) (1 << (at % 8));
                return new String(hex, StandardCharsets.ISO_8859_1);
              });
      assertThat(refused(request).reason()).isIn("wrong-signature", "incomplete-signature");
    }
  }

  @Test
  void refusesASignatureInUpperCaseOrWithMoreBehindIt() {
    SignatureFault upper =
        refused(signed("*", SCOPE, signature -> signature.toUpperCase(Locale.ROOT)));
    assertThat(upper.explanation()).contains("right, but in upper-case hex");
    for (String more : List.of("00", "0", "zz", "0".repeat(1 << 16))) {
      assertThat(refused(signed("*", SCOPE, signature -> signature + more)).reason())
          .isEqualTo("wrong-signature");
    }
  }

  @Test
  void refusesASignatureOfTheOtherKind() {
    SignatureFault fault = refused(signed("*", SCOPE, signature -> "0".repeat(64)));
    assertThat(fault.reason()).isEqualTo("wrong-signature");
  }
}
