package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with TLS settings is said when a connection opens. */
class TlsSettingsTest {
  private static final String PASSPHRASE = "hopper-1952";
  private static final Certified CLIENT =
      Certified.order("CN=client").purpose(KeyPurposeId.id_kp_clientAuth).selfSigned();
  private static final Certified OTHER =
      Certified.order("CN=other").purpose(KeyPurposeId.id_kp_clientAuth).selfSigned();

  @TempDir private Path directory;

  private static InvalidSettingException refused(Tls tls) {
    InvalidSettingException failure =
        catchThrowableOfType(InvalidSettingException.class, () -> open(tls));
    assertThat(failure).isNotNull();
    assertThat(failure.step()).isEqualTo(Step.OPEN);
    assertThat(failure).hasNoCause().message().doesNotContain(PASSPHRASE).doesNotContain("MI");
    return failure;
  }

  private static void open(Tls tls) {
    HttpConnection.open(
            new Connection(
                "t", null, URI.create("https://api.example.org"), new NoneAuth(), tls, false))
        .close();
  }

  private static Tls client(String certificate, @Nullable String key, @Nullable String passphrase) {
    return new Tls(
        null,
        certificate,
        key == null ? null : Secret.of(key),
        passphrase == null ? null : Secret.of(passphrase));
  }

  private String store(KeyStore store, String passphrase) throws Exception {
    Path file = directory.resolve("store");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, passphrase.toCharArray());
    }
    return file.toString();
  }

  private String file(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @Test
  void theKeyHasToMatchTheCertificate() {
    assertThat(refused(client(CLIENT.pem(), OTHER.keyPem(), null)))
        .hasMessage(
            "tls.privateKey: the key does not match the certificate (subject CN=client): the key is"
                + " EC 256, the certificate is for another one, EC 256");
    Certified rsa = Certified.order("CN=rsa").keys(Certified.keys("RSA", 2048)).selfSigned();
    Certified otherRsa = Certified.order("CN=rsa").keys(Certified.keys("RSA", 2048)).selfSigned();
    assertThat(refused(client(rsa.pem(), otherRsa.keyPem(), null)))
        .hasMessageContaining("the key does not match the certificate");
    assertThat(refused(client(rsa.pem(), CLIENT.keyPem(), null)))
        .hasMessageEndingWith("the key is EC 256, the certificate is for another one, RSA 2048");
    Certified ed = Certified.order("CN=ed").keys(Certified.keys("Ed25519", 0)).selfSigned();
    assertThat(refused(client(ed.pem(), CLIENT.keyPem(), null)))
        .hasMessageEndingWith("the certificate is for another one, EdDSA");
  }

  @Test
  void theCertificateOfTheKeyMayStandAnywhereInItsFile() {
    assertThatCode(() -> open(client(OTHER.pem() + CLIENT.pem(), CLIENT.keyPem(), null)))
        .doesNotThrowAnyException();
  }

  @Test
  void aFileWithCertificateAndKeyIsEnough() throws Exception {
    String both = file("both.pem", CLIENT.keyPem() + CLIENT.pem());
    assertThatCode(() -> open(client(both, null, null))).doesNotThrowAnyException();
    assertThatCode(() -> open(client(CLIENT.pem(), both, null))).doesNotThrowAnyException();
    // Certificates between keys are no trouble to whoever wants certificates only.
    assertThatCode(() -> open(new Tls(both, null, null, null))).doesNotThrowAnyException();
  }

  @Test
  void aCertificatesFileNeedsAKey() throws Exception {
    assertThat(refused(client(file("c.pem", CLIENT.pem()), null, null)))
        .hasMessage(
            "tls.privateKey: missing; the file of tls.certificate holds no private key either");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA",
      })
  void whatIsNoCertificateIsRefused(String pem) {
    assertThat(refused(client(pem, CLIENT.keyPem(), null)))
        .hasMessage("tls.certificate: it is not a PEM text of X.509 certificates");
    assertThat(refused(new Tls(pem, null, null, null)))
        .hasMessage("tls.caCertificates: it is not a PEM text of X.509 certificates");
  }

  @Test
  void aTextWithoutACertificateIsRefused() {
    String parameters = Certified.pem("EC PARAMETERS", new byte[] {5, 0});
    assertThat(refused(new Tls(parameters, null, null, null)))
        .hasMessage("tls.caCertificates: it holds no certificate");
    assertThat(refused(client(parameters, CLIENT.keyPem(), null)))
        .hasMessage("tls.certificate: it holds no certificate");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    String says =
        "it is neither PEM text nor a file that can be read; a path is relative to the working"
            + " directory";
    assertThat(refused(new Tls("no-such.pem", null, null, null)))
        .hasMessage("tls.caCertificates: " + says);
    assertThat(refused(client("no-such.pem", "k", null))).hasMessage("tls.certificate: " + says);
    assertThat(refused(client(CLIENT.pem(), "no-such.pem", null)))
        .hasMessage("tls.privateKey: " + says);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void aDamagedKeyIsRefused(String label) {
    assertThat(refused(client(CLIENT.pem(), Certified.pem(label, new byte[] {1, 2, 3}), null)))
        .hasMessage("tls.privateKey: it is not a PEM text with a private key in it");
  }

  @Test
  void aKeyOfDamagedContentIsRefused() {
    byte[] key = CLIENT.key().getEncoded();
    key[key.length - 33] ^= 0x7f;
    key[30] ^= 0x7f;
    assertThat(refused(client(CLIENT.pem(), Certified.pem("PRIVATE KEY", key), null)))
        .hasMessageStartingWith("tls.privateKey: ");
  }

  @Test
  void aCertificateIsNoKey() {
    assertThat(refused(client(CLIENT.pem(), CLIENT.pem(), null)))
        .hasMessage("tls.privateKey: it holds no private key in PEM");
  }

  @Test
  void openSshsOwnFormIsRefusedWithTheWayOut() {
    assertThat(
            refused(
                client(
                    CLIENT.pem(), Certified.pem("OPENSSH PRIVATE KEY", new byte[] {1, 2}), null)))
        .hasMessageContaining("ssh-keygen -p -m PKCS8");
  }

  @Test
  void aKeyOfAnAlgorithmThatCannotSignIsRefused() {
    // Diffie-Hellman's OID (RFC 2459, section 7.3.2) with no parameters.
    byte[] strange = {
      0x30,
      0x15,
      2,
      1,
      0,
      0x30,
      0x0b,
      6,
      7,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0xce,
      0x3e,
      9,
      9,
      5,
      0,
      4,
      3,
      2,
      1,
      1
    };
    assertThat(refused(client(CLIENT.pem(), Certified.pem("PRIVATE KEY", strange), null)))
        .hasMessageContaining("is not supported; RSA, EC, Ed25519 are");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS", "JCEKS"})
  void aKeyStoreIsOpenedByThePassphrase(String type) throws Exception {
    String store = store(CLIENT.store(type, "me", PASSPHRASE), PASSPHRASE);
    assertThatCode(() -> open(client(store, null, PASSPHRASE))).doesNotThrowAnyException();
    assertThat(refused(client(store, null, PASSPHRASE + "x")))
        .hasMessage("tls.passphrase: wrong passphrase: it does not open the key store");
    assertThat(refused(client(store, null, null)))
        .hasMessage("tls.certificate: the key store needs a passphrase; set tls.passphrase");
    assertThat(refused(client(store, CLIENT.keyPem(), PASSPHRASE)))
        .hasMessage(
            "tls.privateKey: tls.certificate is a key store, which holds the key: leave this out");
    assertThat(refused(client(CLIENT.pem(), store, PASSPHRASE)))
        .hasMessage(
            "tls.privateKey: it is a key store: name it in tls.certificate, and leave this out");
  }

  @Test
  void theKeyInAStoreHasTheStoresPassphrase() throws Exception {
    String store = store(CLIENT.store("JKS", "me", "another"), PASSPHRASE);
    assertThat(refused(client(store, null, PASSPHRASE)))
        .hasMessage(
            "tls.passphrase: wrong passphrase: it opens the key store, but not the key in it; give"
                + " both the same one");
  }

  @Test
  void aStoreOfTwoKeysIsAmbiguous() throws Exception {
    KeyStore two = CLIENT.store("PKCS12", "one", PASSPHRASE);
    two.setKeyEntry(
        "two", OTHER.key(), PASSPHRASE.toCharArray(), new Certificate[] {OTHER.certificate()});
    assertThat(refused(client(store(two, PASSPHRASE), null, PASSPHRASE)))
        .hasMessage(
            "tls.certificate: the key store holds 2 private keys (one, two); leave the one to show");
  }

  @Test
  void aStoreWithoutAKeyIsRefused() throws Exception {
    assertThat(refused(client(store(trusting("PKCS12"), PASSPHRASE), null, PASSPHRASE)))
        .hasMessage("tls.certificate: the key store holds no private key with a certificate");
  }

  @Test
  void aDamagedStoreIsRefused() throws Exception {
    Path store = Path.of(store(CLIENT.store("PKCS12", "me", PASSPHRASE), PASSPHRASE));
    byte[] whole = Files.readAllBytes(store);
    Files.write(store, Arrays.copyOf(whole, whole.length / 2));
    assertThat(refused(client(store.toString(), null, PASSPHRASE)))
        .hasMessage("tls.certificate: the key store is damaged");
  }

  private static KeyStore trusting(String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("ca", CLIENT.certificate());
    return store;
  }

  @Test
  void aTrustStoreIsOpenedByThePassphrase() throws Exception {
    String pkcs12 = store(trusting("PKCS12"), PASSPHRASE);
    assertThatCode(() -> open(new Tls(pkcs12, null, null, Secret.of(PASSPHRASE))))
        .doesNotThrowAnyException();
    assertThat(refused(new Tls(pkcs12, null, null, Secret.of("x"))))
        .hasMessage("tls.passphrase: wrong passphrase: it does not open the key store");
    assertThat(refused(new Tls(pkcs12, null, null, null))).hasMessageContaining("passphrase");
  }

  @Test
  void aJksTrustStoreNeedsNone() throws Exception {
    String jks = store(trusting("JKS"), PASSPHRASE);
    assertThatCode(() -> open(new Tls(jks, null, null, null))).doesNotThrowAnyException();
    assertThatCode(() -> open(new Tls(jks, null, null, Secret.of(PASSPHRASE))))
        .doesNotThrowAnyException();
  }

  @Test
  void aStoreThatTrustsNobodyIsRefused() throws Exception {
    String store = store(CLIENT.store("JKS", "me", PASSPHRASE), PASSPHRASE);
    assertThat(refused(new Tls(store, null, null, Secret.of(PASSPHRASE))))
        .hasMessage(
            "tls.caCertificates: it holds no certificate that is marked as trusted; keytool"
                + " -importcert marks them, or give a PEM bundle");
  }

  @Test
  void aCertificateInDerIsOneToo() throws Exception {
    Path der = Files.write(directory.resolve("ca.cer"), CLIENT.certificate().getEncoded());
    assertThatCode(() -> open(new Tls(der.toString(), null, null, null)))
        .doesNotThrowAnyException();
  }
}
