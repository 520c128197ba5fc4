package dev.gatehouse.mock.aws.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client of this test's own, which signs what the SDK would not send: odd chunks, odd headers,
 * and SigV4A.
 */
final class SignedChunks {
  private static final String DATE = "20130524T000000Z";

  private final String mode;
  private final boolean asymmetric;
  private final TreeMap<String, String> headers = new TreeMap<>();
  private final List<byte[]> parts = new ArrayList<>();
  private UnaryOperator<String> padding = UnaryOperator.identity();

  private SignedChunks(String mode) {
    this.mode = mode;
    this.asymmetric = mode.contains("ECDSA");
    headers.put("host", "bucket.s3.amazonaws.com");
    headers.put("x-amz-content-sha256", mode);
    headers.put("x-amz-date", DATE);
    headers.put("content-encoding", "aws-chunked");
    if (asymmetric) {
      headers.put("x-amz-region-set", "us-east-1");
      padding = signature -> signature + "*".repeat(144 - signature.length());
    }
  }

  static SignedChunks of(String mode, int decodedLength) {
    return new SignedChunks(mode)
        .header("x-amz-decoded-content-length", String.valueOf(decodedLength));
  }

  SignedChunks header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  SignedChunks without(String name) {
    headers.remove(name);
    return this;
  }

  /** The request with these chunks, the last of them added, and this trailer. */
  ServerRequest request(List<byte[]> chunks, Map<String, String> trailer) {
    String scope = asymmetric ? "20130524/s3/aws4_request" : "20130524/us-east-1/s3/aws4_request";
    String names = String.join(";", headers.keySet());
    String canonical =
        "PUT\n/key\n\n"
            + headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + names
            + "\n"
            + mode;
    String algorithm = asymmetric ? "AWS4-ECDSA-P256-SHA256" : "AWS4-HMAC-SHA256";
    String previous =
        sign(algorithm + "\n" + DATE + "\n" + scope + "\n" + sha256(canonical.getBytes(UTF_8)));
    List<Field> fields = new ArrayList<>();
    headers.forEach((name, value) -> fields.add(new Field(name, value)));
    fields.add(
        new Field(
            "authorization",
            algorithm
                + " Credential="
                + Uploads.ACCESS_KEY_ID
                + "/"
                + scope
                + ", SignedHeaders="
                + names
                + ", Signature="
                + previous));
    boolean signed = !mode.contains("UNSIGNED");
    List<byte[]> all = new ArrayList<>(chunks);
    all.add(new byte[0]);
    for (byte[] chunk : all) {
      String head = Integer.toHexString(chunk.length);
      if (signed) {
        previous =
            sign(
                algorithm
                    + "-PAYLOAD\n"
                    + DATE
                    + "\n"
                    + scope
                    + "\n"
                    + previous
                    + "\n"
                    + sha256(new byte[0])
                    + "\n"
                    + sha256(chunk));
        head += ";chunk-signature=" + padding.apply(previous);
      }
      String end = chunk.length == 0 && mode.endsWith("-TRAILER") ? "" : "\r\n";
      parts.add((head + "\r\n" + Uploads.latin(chunk) + end).getBytes(ISO_8859_1));
    }
    if (mode.endsWith("-TRAILER")) {
      StringBuilder lines = new StringBuilder();
      trailer.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
      String text = lines.toString().replace("\n", "\r\n");
      if (signed) {
        previous =
            sign(
                algorithm
                    + "-TRAILER\n"
                    + DATE
                    + "\n"
                    + scope
                    + "\n"
                    + previous
                    + "\n"
                    + sha256(lines.toString().getBytes(UTF_8)));
        text += "x-amz-trailer-signature:" + padding.apply(previous) + "\r\n";
      }
      parts.add((text + "\r\n").getBytes(ISO_8859_1));
    }
    return new ServerRequest(
        "PUT", "https", "bucket.s3.amazonaws.com", "/key", null, fields, joined(parts));
  }

  static byte[] joined(List<byte[]> parts) {
    return parts.stream().map(Uploads::latin).collect(Collectors.joining()).getBytes(ISO_8859_1);
  }

  private String sign(String toSign) {
    try {
      if (asymmetric) {
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(privateKey());
        ecdsa.update(toSign.getBytes(UTF_8));
        return HexFormat.of().formatHex(ecdsa.sign());
      }
      byte[] key = hmac(("AWS4" + Uploads.SECRET).getBytes(UTF_8), "20130524".getBytes(UTF_8));
      for (String step : List.of("us-east-1", "s3", "aws4_request")) {
        key = hmac(key, step.getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(hmac(key, toSign.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** NIST SP 800-108 in counter mode; the first candidate is below the order nearly always. */
  private static PrivateKey privateKey() throws GeneralSecurityException {
    String input = "\0\0\0\1AWS4-ECDSA-P256-SHA256\0" + Uploads.ACCESS_KEY_ID + "\1\0\0\1\0";
    byte[] candidate = hmac(("AWS4A" + Uploads.SECRET).getBytes(UTF_8), input.getBytes(ISO_8859_1));
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(
                new BigInteger(1, candidate).add(BigInteger.ONE),
                curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static byte[] hmac(byte[] key, byte[] bytes) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
