package dev.gatehouse.mock.aws.sigv4;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The public key of Signature Version 4A, which follows from the secret access key: the private key
 * is derived by the counter mode of NIST SP 800-108 with HMAC-SHA-256, and the public one is its
 * multiple of the base point.
 */
final class V4aPublicKey {
  private static final String LABEL = Algorithm.V4A.id();
  private static final ECParameterSpec P256 = p256();

  /**
   * In hex: two numbers of 33 bytes, each with a head of two, in a sequence with one of its own.
   */
  private static final int LONGEST = 2 * (2 + 2 * (2 + 33));

  private final PublicKey key;

  private V4aPublicKey(PublicKey key) {
    this.key = key;
  }

  static V4aPublicKey of(String accessKeyId, String secret) {
    try {
      ECPoint point = multiply(P256.getGenerator(), privateKey(accessKeyId, secret));
      return new V4aPublicKey(
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  ECPoint point() {
    return ((ECPublicKey) key).getW();
  }

  /** Whether a signature in lower-case hex, DER inside, is one of this key over the text. */
  boolean verifies(String text, String signature) {
    if (signature.length() > LONGEST || !signature.equals(signature.toLowerCase(Locale.ROOT))) {
      return false;
    }
    try {
      Signature ecdsa = Signature.getInstance("SHA256withECDSA");
      ecdsa.initVerify(key);
      ecdsa.update(text.getBytes(StandardCharsets.UTF_8));
      return ecdsa.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // not hex, or not a signature at all
    }
  }

  /** The first candidate below the order of the curve, plus one. */
  private static BigInteger privateKey(String accessKeyId, String secret) {
    BigInteger most = P256.getOrder().subtract(BigInteger.TWO);
    byte[] key = ("AWS4A" + secret).getBytes(StandardCharsets.UTF_8);
    for (int counter = 1; counter <= 254; counter++) {
      BigInteger candidate = new BigInteger(1, Sha256.hmac(key, input(accessKeyId, counter)));
      if (candidate.compareTo(most) <= 0) {
        return candidate.add(BigInteger.ONE);
      }
    }
    throw new IllegalStateException("254 candidates above the order of P-256");
  }

  private static byte[] input(String accessKeyId, int counter) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(ByteBuffer.allocate(4).putInt(1).array());
    input.writeBytes(LABEL.getBytes(StandardCharsets.UTF_8));
    input.write(0);
    input.writeBytes(accessKeyId.getBytes(StandardCharsets.UTF_8));
    input.write(counter);
    input.writeBytes(ByteBuffer.allocate(4).putInt(256).array());
    return input.toByteArray();
  }

  /**
   * Double and add. The JDK has no such operation of its own; time tells nothing here, as the
   * server knows the secret and does this once a key.
   */
  private static ECPoint multiply(ECPoint point, BigInteger times) {
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = times.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum);
      if (times.testBit(bit)) {
        sum = add(sum, point);
      }
    }
    return sum;
  }

  private static ECPoint add(ECPoint one, ECPoint other) {
    if (one.equals(ECPoint.POINT_INFINITY)) {
      return other;
    }
    if (other.equals(ECPoint.POINT_INFINITY)) {
      return one;
    }
    EllipticCurve curve = P256.getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger slope;
    if (one.equals(other)) {
      slope =
          one.getAffineX()
              .pow(2)
              .multiply(BigInteger.valueOf(3))
              .add(curve.getA())
              .multiply(one.getAffineY().shiftLeft(1).modInverse(p));
    } else {
      BigInteger run = other.getAffineX().subtract(one.getAffineX()).mod(p);
      if (run.signum() == 0) {
        return ECPoint.POINT_INFINITY;
      }
      slope = other.getAffineY().subtract(one.getAffineY()).multiply(run.modInverse(p));
    }
    BigInteger x = slope.pow(2).subtract(one.getAffineX()).subtract(other.getAffineX()).mod(p);
    BigInteger y = slope.multiply(one.getAffineX().subtract(x)).subtract(one.getAffineY()).mod(p);
    return new ECPoint(x, y);
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }
}
