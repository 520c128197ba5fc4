package dev.gatehouse.mock.cli;

import static dev.gatehouse.mock.cli.ConfigLevel.CERTIFICATE_SUBJECT;
import static dev.gatehouse.mock.cli.ConfigLevel.CLIENT;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.ISSUER;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.SECRET;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.basic;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.json;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.refused;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.withClient;

import com.nimbusds.jose.JWSAlgorithm;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the keys of a client do for how it proves itself. */
class ClientProofKeysTest {
  private static final String OWN = "grant_type=client_credentials";

  @Test
  @ConfigKey(level = CLIENT, value = "authenticationMethod")
  void provesItselfInItsWayOnly() {
    ConfiguredIssuer issuer = withClient("authenticationMethod", "client_secret_post");
    json(issuer.post("/token", OWN + "&client_id=c&client_secret=" + SECRET));
    refused(issuer.post("/token", OWN, basic("c", SECRET)), "invalid_client");
  }

  private static Reply asserted(ConfiguredIssuer issuer, String assertion) {
    return issuer.post(
        "/token",
        OWN
            + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            + "&client_assertion="
            + assertion);
  }

  private static Map<String, Object> claims(ConfiguredIssuer issuer) {
    return SigningKey.vouching("c", "c", ISSUER, issuer.clock.instant());
  }

  @Test
  @ConfigKey(level = CLIENT, value = "jwks")
  void signsByAKeyOfItsOwn() {
    ConfiguredIssuer issuer =
        withClient(
            "secret",
            "null",
            "authenticationMethod",
            "private_key_jwt",
            "jwks",
            SigningKey.jwks(SigningKey.OURS));
    json(asserted(issuer, SigningKey.es256(SigningKey.OURS, claims(issuer))));
    refused(
        asserted(issuer, SigningKey.es256(SigningKey.FOREIGN, claims(issuer))), "invalid_client");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "assertionAlgorithm")
  void signsByItsAlgorithmOnly() {
    ConfiguredIssuer issuer =
        withClient(
            "authenticationMethod",
            "private_key_jwt",
            "jwks",
            SigningKey.jwks(SigningKey.RSA),
            "assertionAlgorithm",
            "PS256");
    json(asserted(issuer, SigningKey.rsa(JWSAlgorithm.PS256, claims(issuer))));
    refused(asserted(issuer, SigningKey.rsa(JWSAlgorithm.RS256, claims(issuer))), "invalid_client");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "certificateSubject")
  void showsACertificateOfItsName() {
    shows("value: 'CN=orders,O=Example'", "CN=orders,O=Example", "CN=stock,O=Example");
  }

  @ParameterizedTest
  @ConfigKey(
      level = CERTIFICATE_SUBJECT,
      value = {"kind", "value"})
  @CsvSource({
    "subject-dn, CN=orders",
    "san-dns, orders.example",
    "san-uri, urn:example:orders",
    "san-ip, 192.0.2.7",
    "san-email, orders@example.org"
  })
  void theNameIsWhereItIsSaidToBe(String kind, String value) {
    shows("kind: " + kind + ", value: '" + value + "'", "CN=orders", "CN=other");
  }

  private static void shows(String subject, String right, String wrong) {
    ConfiguredIssuer issuer =
        withClient(
            "authenticationMethod", "tls_client_auth", "certificateSubject", "{" + subject + "}");
    CertificateRequest named =
        CertificateRequest.of(right)
            .withDns("orders.example")
            .withUri("urn:example:orders")
            .withIp("192.0.2.7")
            .withEmail("orders@example.org");
    json(shown(issuer, named));
    refused(shown(issuer, CertificateRequest.of(wrong)), "invalid_client");
  }

  private static Reply shown(ConfiguredIssuer issuer, CertificateRequest certificate) {
    return issuer.overTls(
        "/token",
        OWN + "&client_id=c",
        CertificateAuthority.ofThisJvm().issue(certificate).chain());
  }

  @Test
  @ConfigKey(level = CLIENT, value = "tokenBindings")
  void getsBoundTokensOnly() {
    ConfiguredIssuer issuer = withClient("tokenBindings", "[dpop]");
    refused(issuer.send("/token", OWN), "invalid_dpop_proof");
    String proof = SigningKey.dpop(ISSUER + "/token", issuer.clock.instant());
    json(issuer.post("/token", OWN, basic("c", SECRET), new Field("DPoP", proof)));
    refused(withClient("tokenBindings", "[certificate]").send("/token", OWN), "invalid_request");
  }
}
