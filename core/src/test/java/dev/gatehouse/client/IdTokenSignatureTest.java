package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.gatehouse.connection.CredentialPlacement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who signed an ID token, and how. */
class IdTokenSignatureTest {
  @Test
  void takesRs256Ps256Es256AndEdDsa() throws Exception {
    Map<JWSAlgorithm, IdTokenServer.Signer> signers =
        Map.of(
            JWSAlgorithm.RS256, IdTokenServer.by(new RSASSASigner(IdTokenServer.RSA)),
            JWSAlgorithm.PS256, IdTokenServer.by(new RSASSASigner(IdTokenServer.RSA)),
            JWSAlgorithm.RS512, IdTokenServer.by(new RSASSASigner(IdTokenServer.RSA)),
            JWSAlgorithm.ES256, IdTokenServer.by(new ECDSASigner(IdTokenServer.EC)),
            JWSAlgorithm.EdDSA, IdTokenServer::signEd,
            JWSAlgorithm.Ed25519, IdTokenServer::signEd);
    for (Map.Entry<JWSAlgorithm, IdTokenServer.Signer> each : signers.entrySet()) {
      String kid =
          each.getKey().getName().startsWith("E")
              ? each.getKey().equals(JWSAlgorithm.ES256) ? "ec" : "ed"
              : "rsa";
      try (IdTokenServer server = new IdTokenServer().signed(each.getKey(), kid, each.getValue())) {
        server.isTaken();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdDSA", "Ed25519"})
  void atHashOfEdDsaIsChecked(String algorithm) throws Exception {
    String hash =
        AccessTokenHash.compute(new BearerAccessToken("t"), JWSAlgorithm.EdDSA, Curve.Ed25519)
            .getValue();
    JWSAlgorithm alg = JWSAlgorithm.parse(algorithm);
    try (IdTokenServer good = new IdTokenServer().signed(alg, "ed", IdTokenServer::signEd);
        IdTokenServer bad = new IdTokenServer().signed(alg, "ed", IdTokenServer::signEd)) {
      good.claims(claims -> claims.claim("at_hash", hash)).isTaken();
      bad.claims(claims -> claims.claim("at_hash", "x" + hash)).isRefused();
    }
  }

  @Test
  void takesAKeyWithoutKidWhenItIsTheRightOne() throws Exception {
    try (IdTokenServer server =
        new IdTokenServer()
            .signed(
                JWSAlgorithm.RS256, null, IdTokenServer.by(new RSASSASigner(IdTokenServer.RSA)))) {
      server.keys(
          IdTokenServer.FOREIGN,
          new RSAKey.Builder(IdTokenServer.RSA.toPublicJWK()).keyID(null).build());
      server.isTaken();
    }
  }

  @Test
  void refusesAForeignSignature() throws Exception {
    try (IdTokenServer server =
        new IdTokenServer()
            .signed(
                JWSAlgorithm.RS256,
                "rsa",
                IdTokenServer.by(new RSASSASigner(IdTokenServer.FOREIGN)))) {
      assertThat(server.isRefused()).hasMessageContaining("signature is wrong");
    }
  }

  @Test
  void refusesAnUnknownKid() throws Exception {
    try (IdTokenServer server =
        new IdTokenServer()
            .signed(
                JWSAlgorithm.RS256, "rsb", IdTokenServer.by(new RSASSASigner(IdTokenServer.RSA)))) {
      assertThat(server.isRefused()).hasMessageContaining("no key with its kid");
    }
  }

  /** The mistakes of RFC 8725, section 2.1, and some more. */
  private enum Forgery {
    NONE {
      @Override
      void in(IdTokenServer server) {
        server.signer = (header, claims) -> new PlainJWT(claims).serialize();
      }
    },
    NO_SIGNATURE {
      @Override
      void in(IdTokenServer server) {
        server.afterwards = token -> token.substring(0, token.lastIndexOf('.') + 1);
      }
    },
    ONE_BIT_OF_THE_SIGNATURE {
      @Override
      void in(IdTokenServer server) {
        server.afterwards =
            token -> {
              int at = token.lastIndexOf('.') + 5;
              char other = token.charAt(at) == 'A' ? 'B' : 'A';
              return token.substring(0, at) + other + token.substring(at + 1);
            };
      }
    },
    OTHER_CLAIMS {
      @Override
      void in(IdTokenServer server) {
        server.afterwards =
            token -> {
              String[] parts = token.split("[.]", -1);
              String claims = new Base64URL(parts[1]).decodeToString().replace("ada", "eve");
              return parts[0] + "." + Base64URL.encode(claims) + "." + parts[2];
            };
      }
    },
    PUBLIC_KEY_AS_SECRET {
      @Override
      void in(IdTokenServer server) throws Exception {
        server.signed(
            JWSAlgorithm.HS256,
            "rsa",
            IdTokenServer.by(new MACSigner(IdTokenServer.RSA.toRSAPublicKey().getEncoded())));
      }
    },
    SECRET_WITHOUT_ANNOUNCEMENT {
      @Override
      void in(IdTokenServer server) throws Exception {
        server.signed(
            JWSAlgorithm.HS256, null, IdTokenServer.by(new MACSigner(IdTokenServer.LONG_SECRET)));
      }
    },
    ALGORITHM_NOT_ANNOUNCED {
      @Override
      void in(IdTokenServer server) throws Exception {
        server.publish(Map.of("id_token_signing_alg_values_supported", List.of("ES256")));
      }
    },
    CRITICAL_HEADER {
      @Override
      void in(IdTokenServer server) {
        server.header =
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa")
                .criticalParams(Set.of("moon"))
                .customParam("moon", "full")
                .build();
      }
    },
    ANOTHER_CURVE {
      @Override
      void in(IdTokenServer server) {
        server.signed(JWSAlgorithm.EdDSA, "ed", IdTokenServer::signEd);
        server.keys(
            new OctetKeyPair.Builder(Curve.Ed448, IdTokenServer.edKey().getX())
                .keyID("ed")
                .build());
      }
    },
    NOT_A_JWT {
      @Override
      void in(IdTokenServer server) {
        server.afterwards = token -> "abc";
      }
    };

    abstract void in(IdTokenServer server) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void refusesAForgery(Forgery forgery) throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      forgery.in(server);
      server.isRefused();
    }
  }

  @Test
  void takesTheClientSecretAsKeyWhenTheIssuerSaysSo() throws Exception {
    try (IdTokenServer server =
        new IdTokenServer()
            .signed(
                JWSAlgorithm.HS256,
                null,
                IdTokenServer.by(new MACSigner(IdTokenServer.LONG_SECRET)))) {
      server.publish(Map.of("id_token_signing_alg_values_supported", List.of("HS256")));
      server.isTaken();
    }
  }

  @Test
  void refusesAnotherSecretAndAClientWithoutOne() throws Exception {
    try (IdTokenServer server =
        new IdTokenServer()
            .signed(
                JWSAlgorithm.HS256,
                null,
                IdTokenServer.by(new MACSigner(IdTokenServer.LONG_SECRET)))) {
      server.publish(Map.of("id_token_signing_alg_values_supported", List.of("HS256")));
      for (String secret : new String[] {IdTokenServer.LONG_SECRET + "x", "short", null}) {
        server.flow.client(secret, CredentialPlacement.BODY);
        server.isRefused();
      }
    }
  }

  @Test
  void keysAreReadAnewSoThatARotationIsSeen() throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      server.isTaken();
      server.keys(IdTokenServer.EC);
      server.signed(JWSAlgorithm.ES256, "ec", IdTokenServer.by(new ECDSASigner(IdTokenServer.EC)));
      server.open().get("/a");
      assertThat(server.flow.bearers()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"keys\":7}", "<html>"})
  void refusesKeysThatAreNone(String document) throws Exception {
    try (IdTokenServer server = new IdTokenServer()) {
      server.flow.page("/jwks", 200, document);
      server.isRefused();
      server.flow.page("/jwks", 404, "");
      server.isRefused();
    }
  }
}
