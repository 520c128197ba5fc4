package dev.gatehouse.mock.jose.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.gatehouse.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs by HS256 with a client's secret (OpenID Connect Core, section 10.1), which only that client
 * can verify.
 *
 * @param secret of {@link #LEAST} bytes at least
 */
public record SecretSigner(Secret secret) implements TokenSigner {
  public static final String ALGORITHM = "HS256";

  /** How many bytes in UTF-8 a secret needs (RFC 7518, section 3.2). */
  public static final int LEAST = 32;

  /** Whether a secret is long enough to sign with. */
  public static boolean canSignWith(Secret secret) {
    return bytes(secret).length >= LEAST;
  }

  @Override
  public String sign(@Nullable JOSEObjectType type, Map<String, Object> claims) {
    JWSObject jws =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), new Payload(claims));
    try {
      jws.sign(new MACSigner(bytes(secret)));
    } catch (JOSEException e) {
      throw new IllegalStateException("the JVM cannot sign by HS256", e);
    }
    return jws.serialize();
  }

  @Override
  public String hash() {
    return "SHA-256";
  }

  private static byte[] bytes(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
