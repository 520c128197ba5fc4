package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.crypto.util.PBKDFConfig;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's certificate, in each form a person may have it, at a server that wants one. */
@Timeout(180)
class ClientCertificateTest {
  private static final String PASSPHRASE = "hopper-\u00e9-1952";
  private static final Certified CA = Certified.authority("CN=Test CA");
  private static final Certified SERVER = Certified.order("CN=server").signedBy(CA);
  private static final KeyPair RSA = Certified.keys("RSA", 2048);

  @TempDir private Path directory;

  private static Certified client(KeyPair keys) {
    return Certified.order("CN=client,O=Shop")
        .keys(keys)
        .purpose(KeyPurposeId.id_kp_clientAuth)
        .signedBy(CA);
  }

  private static KeyPair keys(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> RSA;
      case "EC" -> Certified.keys("EC", 256);
      default -> Certified.keys(algorithm, 0);
    };
  }

  private static Tls tls(String certificate, @Nullable String key, @Nullable String passphrase) {
    return new Tls(
        CA.pem(),
        certificate,
        key == null ? null : Secret.of(key),
        passphrase == null ? null : Secret.of(passphrase));
  }

  /** A server that demands a certificate and answers with what it was shown. */
  private static SSLServerSocket demanding(String version) throws Exception {
    SSLServerSocket socket = SERVER.listening(new TrustManager[] {Trusting.of(CA.certificate())});
    socket.setNeedClientAuth(true);
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }

  private static HttpConnection open(URI uri, Tls tls) {
    return HttpConnection.open(new Connection("t", null, uri, new NoneAuth(), tls, false));
  }

  private static void isAccepted(Tls tls) throws Exception {
    try (Peer peer =
            Peer.tls(demanding("TLSv1.3"), (request, out) -> Peer.write(out, 200, "welcome"));
        HttpConnection connection = open(peer.uri(), tls)) {
      assertThat(connection.get("/a").text()).isEqualTo("welcome");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void pkcs8(String algorithm) throws Exception {
    Certified client = client(keys(algorithm));
    isAccepted(tls(client.pem(), client.keyPem(), null));
    Path certificate = Files.writeString(directory.resolve("c.pem"), client.pem());
    Path key = Files.writeString(directory.resolve("k.pem"), client.keyPem());
    isAccepted(tls(certificate.toString(), key.toString(), null));
  }

  @ParameterizedTest
  @CsvSource({
    "AES256, PBKDF2-SHA256",
    "AES128, PBKDF2-SHA1",
    "AES256, PBKDF2-SHA512",
    "AES256, SCRYPT",
    "DES3, PBKDF2-SHA256",
    "DES3, PKCS12",
  })
  void encryptedPkcs8(String cipher, String derivation) throws Exception {
    Certified client = client(keys("EC"));
    String pem =
        Certified.pem(
            "ENCRYPTED PRIVATE KEY",
            new PKCS8EncryptedPrivateKeyInfoBuilder(
                    PrivateKeyInfo.getInstance(client.key().getEncoded()))
                .build(encryptor(cipher, derivation))
                .getEncoded());
    isAccepted(tls(client.pem(), pem, PASSPHRASE));
    assertThat(refused(tls(client.pem(), pem, null)))
        .isEqualTo(
            "tls.privateKey: the key is encrypted and there is no passphrase; set tls.passphrase");
    assertThat(refused(tls(client.pem(), pem, "wrong")))
        .isEqualTo("tls.passphrase: wrong passphrase: it does not open the private key");
    assertThat(refused(tls(client.pem(), pem, "")))
        .isEqualTo("tls.passphrase: wrong passphrase: it does not open the private key");
  }

  private static OutputEncryptor encryptor(String cipher, String derivation) throws Exception {
    ASN1ObjectIdentifier algorithm =
        switch (cipher) {
          case "AES128" -> NISTObjectIdentifiers.id_aes128_CBC;
          case "AES256" -> NISTObjectIdentifiers.id_aes256_CBC;
          default -> PKCSObjectIdentifiers.des_EDE3_CBC;
        };
    if (derivation.equals("PKCS12")) {
      return new JcePKCSPBEOutputEncryptorBuilder(
              PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)
          .setProvider(new BouncyCastleProvider())
          .build(PASSPHRASE.toCharArray());
    }
    PBKDFConfig config =
        switch (derivation) {
          case "SCRYPT" -> new ScryptConfig.Builder(16_384, 8, 1).withSaltLength(16).build();
          case "PBKDF2-SHA1" ->
              new PBKDF2Config.Builder()
                  .withPRF(PBKDF2Config.PRF_SHA1)
                  .withIterationCount(2048)
                  .withSaltLength(16)
                  .build();
          case "PBKDF2-SHA512" ->
              new PBKDF2Config.Builder()
                  .withPRF(PBKDF2Config.PRF_SHA512)
                  .withIterationCount(2048)
                  .withSaltLength(16)
                  .build();
          default ->
              new PBKDF2Config.Builder()
                  .withPRF(PBKDF2Config.PRF_SHA256)
                  .withIterationCount(2048)
                  .withSaltLength(16)
                  .build();
        };
    return new JcePKCSPBEOutputEncryptorBuilder(config, algorithm)
        .setProvider(new BouncyCastleProvider())
        .build(PASSPHRASE.toCharArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void theTraditionalForms(String algorithm) throws Exception {
    Certified client = client(keys(algorithm));
    isAccepted(tls(client.pem(), traditional(client, null), null));
    for (String cipher : List.of("AES-256-CBC", "AES-128-CBC", "DES-EDE3-CBC")) {
      String encrypted = traditional(client, cipher);
      assertThat(encrypted).contains("Proc-Type: 4,ENCRYPTED");
      isAccepted(tls(client.pem(), encrypted, "ascii"));
      assertThat(refused(tls(client.pem(), encrypted, "wrong")))
          .isEqualTo("tls.passphrase: wrong passphrase: it does not open the private key");
      assertThat(refused(tls(client.pem(), encrypted, null)))
          .isEqualTo(
              "tls.privateKey: the key is encrypted and there is no passphrase; set"
                  + " tls.passphrase");
    }
  }

  private static String traditional(Certified client, @Nullable String cipher) throws Exception {
    // OpenSSL names the curve inside the key, as this provider's keys do and Java's do not.
    PrivateKey key =
        KeyFactory.getInstance(client.key().getAlgorithm(), new BouncyCastleProvider())
            .generatePrivate(new PKCS8EncodedKeySpec(client.key().getEncoded()));
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
      if (cipher == null) {
        writer.writeObject(key);
      } else {
        writer.writeObject(
            key,
            new JcePEMEncryptorBuilder(cipher)
                .setProvider(new BouncyCastleProvider())
                .build("ascii".toCharArray()));
      }
    }
    assertThat(pem.toString()).contains(client.key().getAlgorithm() + " PRIVATE KEY");
    return pem.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void keyStores(String type) throws Exception {
    Path file = directory.resolve("client.store");
    try (OutputStream out = Files.newOutputStream(file)) {
      client(keys("EC")).store(type, "me", "s3cret-store").store(out, "s3cret-store".toCharArray());
    }
    isAccepted(tls(file.toString(), null, "s3cret-store"));
  }

  @Test
  void anIntermediateGoesWithIt() throws Exception {
    Certified between = Certified.order("CN=Between").ca(0).signedBy(CA);
    Certified client =
        Certified.order("CN=client").purpose(KeyPurposeId.id_kp_clientAuth).signedBy(between);
    isAccepted(tls(Certified.pem(client.chain()), client.keyPem(), null));
    // In whatever order the file has them.
    isAccepted(tls(between.pem() + client.pem(), client.keyPem(), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void withoutOneItSaysSo(String version) throws Exception {
    assertThat(refusedByServer(version, new Tls(CA.pem(), null, null, null)))
        .startsWith("the server demands a client certificate and the connection has none (alert ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anExpiredOneIsShownAndItsDateSaid(String version) throws Exception {
    Instant until = Instant.parse("2020-01-01T00:00:00Z");
    Certified client =
        Certified.order("CN=client")
            .purpose(KeyPurposeId.id_kp_clientAuth)
            .from(until.minus(Duration.ofDays(9)))
            .until(until)
            .signedBy(CA);
    assertThat(refusedByServer(version, tls(client.pem(), client.keyPem(), null)))
        .startsWith("the server refused the client certificate (alert ")
        .endsWith(
            "): it expired on 2020-01-01T00:00:00Z (subject CN=client, issued by CN=Test CA)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void oneOfAnotherAuthorityIsShownAndItsIssuerSaid(String version) throws Exception {
    Certified client =
        Certified.order("CN=client")
            .purpose(KeyPurposeId.id_kp_clientAuth)
            .signedBy(Certified.authority("CN=Other CA"));
    assertThat(refusedByServer(version, tls(client.pem(), client.keyPem(), null)))
        .startsWith("the server refused the client certificate (alert ")
        .endsWith("): the certificate (subject CN=client, issued by CN=Other CA)");
  }

  /** The alert is lost when the server closes while the request is on its way. */
  @Test
  void aServerThatHangsUpWithoutAnAlertIsExplainedByWhatItAskedFor() throws Exception {
    assertThat(hungUp(new Tls(CA.pem(), null, null, null), 0))
        .isEqualTo(
            "the server asks for a client certificate, the connection has none, and the server"
                + " closed it without an answer");
    Certified client =
        Certified.order("CN=client").purpose(KeyPurposeId.id_kp_clientAuth).signedBy(CA);
    assertThat(hungUp(tls(client.pem(), client.keyPem(), null), 0))
        .isEqualTo(
            "the server closed the connection without an answer when it had seen the client"
                + " certificate: the certificate (subject CN=client, issued by CN=Test CA)");
  }

  @Test
  void oneThatHasAnsweredHangsUpForAnotherReason() throws Exception {
    assertThat(hungUp(new Tls(CA.pem(), null, null, null), 1)).doesNotContain("client certificate");
  }

  /** What the failure says when the server answers so many requests and then closes. */
  private static String hungUp(Tls tls, int answers) throws Exception {
    SSLServerSocket asking = demanding("TLSv1.3");
    asking.setWantClientAuth(true);
    AtomicInteger asked = new AtomicInteger();
    try (Peer peer =
            Peer.tls(
                asking,
                (request, out) -> {
                  if (asked.getAndIncrement() < answers) {
                    Peer.write(out, 200, "welcome");
                  } else {
                    out.close();
                  }
                });
        HttpConnection connection = open(peer.uri(), tls)) {
      for (int i = 0; i < answers; i++) {
        assertThat(connection.get("/a").status()).isEqualTo(200);
      }
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> connection.get("/a"));
      assertThat(failure).isNotNull();
      return failure.getMessage().replaceFirst("(?s)^.*?/a: ", "");
    }
  }

  private static String refusedByServer(String version, Tls tls) throws Exception {
    try (Patient server = new Patient(demanding(version));
        HttpConnection connection = open(server.uri(), tls)) {
      TlsFailedException failure =
          catchThrowableOfType(TlsFailedException.class, () -> connection.get("/a"));
      assertThat(failure).isNotNull();
      assertThat(failure.step()).isIn(Step.CONNECT, Step.EXCHANGE);
      return failure.getMessage().replaceFirst("(?s)^.*?/a: ", "");
    }
  }

  private static String refused(Tls tls) {
    InvalidSettingException failure =
        catchThrowableOfType(
            InvalidSettingException.class,
            () -> open(URI.create("https://api.example.org"), tls).close());
    assertThat(failure).isNotNull();
    return failure.getMessage();
  }

  /** Java's own judgement of client certificates, by one authority. */
  private static final class Trusting {
    static TrustManager of(X509Certificate authority) throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("ca", authority);
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers()[0];
    }
  }
}
