package dev.gatehouse.mock.jose.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import org.junit.jupiter.api.Test;

/** On the example of RFC 8037, appendix A. */
class Ed25519Test {
  private static final Base64URL D = new Base64URL("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
  private static final Base64URL X = new Base64URL("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  private static final byte[] INPUT =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
          .getBytes(StandardCharsets.US_ASCII);
  private static final Base64URL SIGNATURE =
      new Base64URL(
          "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.EdDSA);

  @Test
  void signsAsTheExampleDoes() throws Exception {
    PrivateKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, D.decode()));
    assertThat(new Ed25519Signer(key).sign(HEADER, INPUT)).isEqualTo(SIGNATURE);
    assertThat(new Ed25519Signer(key).toString()).isEqualTo("Ed25519Signer");
  }

  @Test
  void verifiesTheExampleAndNoBitTurnedInIt() throws Exception {
    Ed25519Verifier verifier = Ed25519Verifier.of(X);
    assertThat(verifier.verify(HEADER, INPUT, SIGNATURE)).isTrue();
    byte[] signature = SIGNATURE.decode();
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] turned = signature.clone();
      turned[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(verifier.verify(HEADER, INPUT, Base64URL.encode(turned))).isFalse();
    }
    assertThat(verifier.verify(HEADER, new byte[1], SIGNATURE)).isFalse();
    assertThat(verifier.verify(HEADER, INPUT, Base64URL.encode(new byte[63]))).isFalse();
    assertThat(verifier.verify(HEADER, INPUT, new Base64URL(""))).isFalse();
  }

  @Test
  void publishesTheCoordinateOfTheExample() throws Exception {
    assertThat(Ed25519Verifier.coordinate(Ed25519Verifier.of(X).key())).isEqualTo(X);
  }

  @Test
  void takesNoOtherAlgorithmAndNoOtherKey() throws Exception {
    Ed25519Verifier verifier = Ed25519Verifier.of(X);
    assertThatThrownBy(() -> verifier.verify(new JWSHeader(JWSAlgorithm.ES256), INPUT, SIGNATURE))
        .isInstanceOf(JOSEException.class);
    assertThatThrownBy(() -> Ed25519Verifier.of(Base64URL.encode(new byte[31])))
        .isInstanceOf(JOSEException.class);
  }
}
