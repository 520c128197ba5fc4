package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.gate.ClientCertificateGate;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which clients take a certificate with its key, and the CA to trust. */
class ClientCertificateFilesTest {
  private static final char[] RIGHT = "correct horse".toCharArray();
  private static final char[] WRONG = "correct horsf".toCharArray();
  private static final ClientCertificate ISSUED =
      CertificateAuthority.ofThisJvm().issue(CertificateRequest.of("CN=orders,O=Example"));

  private static KeyStore read(byte[] file, char[] password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(file), password);
    return store;
  }

  @Test
  void aKeyStoreFileHoldsTheChainAndTheKey() throws Exception {
    KeyStore store = read(ISSUED.pkcs12(RIGHT), RIGHT);

    String alias = store.aliases().nextElement();
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.getKey(alias, RIGHT)).isEqualTo(ISSUED.privateKey());
    assertThat(store.getCertificateChain(alias))
        .containsExactly(ISSUED.chain().toArray(Certificate[]::new));
  }

  @Test
  void aKeyStoreFileStaysShutToAnotherPassword() {
    byte[] file = ISSUED.pkcs12(RIGHT);

    assertThatThrownBy(() -> read(file, WRONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("password was incorrect");
  }

  /** By Java's own classes, which know what OpenSSL writes by default too. */
  private static PrivateKey decryptedByJava(String pem, char[] passphrase) throws Exception {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
    var encrypted = new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(base64));
    String algorithm = encrypted.getAlgParameters().toString();
    assertThat(algorithm).isEqualTo("PBEWithHmacSHA256AndAES_256");
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase)),
        encrypted.getAlgParameters());
    return KeyFactory.getInstance("EC").generatePrivate(encrypted.getKeySpec(cipher));
  }

  @Test
  void anEncryptedKeyOpensByItsPassphraseOnly() throws Exception {
    String pem = ISSUED.encryptedPrivateKeyPem(RIGHT);

    assertThat(pem)
        .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
        .endsWith("\n-----END ENCRYPTED PRIVATE KEY-----\n");
    assertThat(decryptedByJava(pem, RIGHT)).isEqualTo(ISSUED.privateKey());
    assertThatThrownBy(() -> decryptedByJava(pem, WRONG))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static byte[] decryptedByBouncyCastle(String pem, char[] passphrase) throws Exception {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      return ((PKCS8EncryptedPrivateKeyInfo) parser.readObject())
          .decryptPrivateKeyInfo(
              new JcePKCSPBEInputDecryptorProviderBuilder()
                  .setProvider(new BouncyCastleProvider())
                  .build(passphrase))
          .getEncoded();
    }
  }

  /** Java's classes would not take such a passphrase. */
  @Test
  void aPassphraseCanBeInAnyLanguage() throws Exception {
    char[] umlauts = "Schlüsselübergabe".toCharArray();
    String pem = ISSUED.encryptedPrivateKeyPem(umlauts);

    assertThat(decryptedByBouncyCastle(pem, umlauts)).isEqualTo(ISSUED.privateKey().getEncoded());
    assertThatThrownBy(() -> decryptedByBouncyCastle(pem, "Schluesseluebergabe".toCharArray()))
        .isInstanceOf(PKCSException.class);
  }

  @Test
  void noTwoEncryptionsAreTheSame() {
    assertThat(ISSUED.encryptedPrivateKeyPem(RIGHT))
        .isNotEqualTo(ISSUED.encryptedPrivateKeyPem(RIGHT));
  }

  @Test
  void refusesAnEmptyPassphrase() {
    assertThatThrownBy(() -> ISSUED.encryptedPrivateKeyPem(new char[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("passphrase: has to have a character at least");
  }

  @Test
  void curlTakesBoth(@TempDir Path dir) throws Exception {
    Curl.assumeOpenSsl3();
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/api", ClientCertificateGate.of(gatehouse.clock()));
      String url = gatehouse.httpsUri().resolve("/api").toString();
      String ca = Files.writeString(dir.resolve("ca.pem"), gatehouse.caPem()).toString();
      String cert =
          Files.writeString(dir.resolve("client.pem"), ISSUED.certificatePem()).toString();
      String key =
          Files.writeString(dir.resolve("key.pem"), ISSUED.encryptedPrivateKeyPem(RIGHT))
              .toString();
      String store = Files.write(dir.resolve("client.p12"), ISSUED.pkcs12(RIGHT)).toString();
      String right = String.valueOf(RIGHT);
      String wrong = String.valueOf(WRONG);

      assertThat(curl(url, ca, "--cert", cert, "--key", key, "--pass", right).output())
          .isEqualTo("200");
      assertThat(curl(url, ca, "--cert", cert, "--key", key, "--pass", wrong).exit()).isEqualTo(58);
      assertThat(curl(url, ca, "--cert-type", "P12", "--cert", store + ":" + right).output())
          .isEqualTo("200");
      assertThat(curl(url, ca, "--cert-type", "P12", "--cert", store + ":" + wrong).exit())
          .isEqualTo(58);
      assertThat(curl(url, ca).output()).isEqualTo("400");
    }
  }

  private static Curl.Run curl(String url, String ca, String... more) throws Exception {
    var words = new ArrayList<>(List.of(more));
    words.addAll(List.of("-o", "/dev/null", "-w", "%{http_code}", "--cacert", ca, url));
    return Curl.run(words.toArray(String[]::new));
  }

  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static HttpClient client(KeyStore trusted, KeyStore own) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, RIGHT);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  @Test
  void javaTakesTheTrustStoreAndTheKeyStore() throws Exception {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/api", ClientCertificateGate.of(gatehouse.clock()));
      HttpClient client = client(gatehouse.trustStore(), read(ISSUED.pkcs12(RIGHT), RIGHT));
      HttpRequest request =
          HttpRequest.newBuilder(gatehouse.httpsUri().resolve("/api"))
              .timeout(Duration.ofSeconds(10))
              .build();

      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theTrustStoreHoldsTheAuthorityAloneAndIsNobodyElses() throws Exception {
    try (Gatehouse gatehouse = start()) {
      KeyStore store = gatehouse.trustStore();
      assertThat(store.getType()).isEqualTo("PKCS12");
      assertThat(store.size()).isEqualTo(1);
      assertThat(store.getCertificate(store.aliases().nextElement()))
          .isEqualTo(CertificateAuthority.ofThisJvm().certificate());

      store.deleteEntry(store.aliases().nextElement());
      assertThat(gatehouse.trustStore().size()).isEqualTo(1);
    }
  }
}
