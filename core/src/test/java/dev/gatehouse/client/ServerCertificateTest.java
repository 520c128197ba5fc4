package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.Tls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLServerSocket;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a server's certificate is wrong, by the text a person reads. */
@Timeout(180)
class ServerCertificateTest {
  private static final Certified CA = Certified.authority("CN=Test CA");

  private static Response get(Certified server, String trusted) throws Exception {
    try (Peer peer = Peer.tls(server.listening(), (request, out) -> Peer.write(out, 200, "ok"));
        HttpConnection connection = open(peer.uri(), trusted)) {
      return connection.get("/a");
    }
  }

  private static HttpConnection open(URI uri, String trusted) {
    return HttpConnection.open(
        new Connection("t", null, uri, new NoneAuth(), new Tls(trusted, null, null, null), false));
  }

  /** What the failure says after the request. */
  private static String refusal(Certified server) throws Exception {
    return refusal(server, CA.pem());
  }

  private static String refusal(Certified server, String trusted) throws Exception {
    TlsFailedException failure =
        catchThrowableOfType(TlsFailedException.class, () -> get(server, trusted));
    assertThat(failure).isNotNull();
    assertThat(failure.step()).isEqualTo(Step.CONNECT);
    assertThat(failure.getMessage()).contains("/a: ");
    return failure.getMessage().replaceFirst("(?s)^.*?/a: ", "");
  }

  @Test
  void acceptsOneThatIsRight() throws Exception {
    assertThat(get(Certified.order("CN=s").signedBy(CA), CA.pem()).status()).isEqualTo(200);
  }

  @Test
  void acceptsAChainWithAnIntermediate() throws Exception {
    Certified between = Certified.order("CN=Between").ca(0).signedBy(CA);
    assertThat(get(Certified.order("CN=s").signedBy(between), CA.pem()).status()).isEqualTo(200);
  }

  @Test
  void acceptsASelfSignedOneThatIsTrustedItself() throws Exception {
    Certified server = Certified.order("CN=s").selfSigned();
    assertThat(get(server, server.pem()).status()).isEqualTo(200);
  }

  @Test
  void findsTheRightOneInABundle() throws Exception {
    String bundle =
        "# ours\n" + Certified.authority("CN=Another CA").pem() + "\n# theirs\n" + CA.pem();
    assertThat(get(Certified.order("CN=s").signedBy(CA), bundle).status()).isEqualTo(200);
  }

  @Test
  void saysWhenItExpired() throws Exception {
    Instant until = Instant.parse("2020-01-01T00:00:00Z");
    assertThat(
            refusal(
                Certified.order("CN=s,O=Shop")
                    .from(until.minus(Duration.ofDays(9)))
                    .until(until)
                    .signedBy(CA)))
        .isEqualTo(
            "the server's certificate expired on 2020-01-01T00:00:00Z (subject CN=s,O=Shop)");
  }

  @Test
  void saysFromWhenOnItIsValid() throws Exception {
    Instant from = Instant.now().plus(Duration.ofDays(90)).truncatedTo(ChronoUnit.SECONDS);
    assertThat(
            refusal(
                Certified.order("CN=s")
                    .from(from)
                    .until(from.plus(Duration.ofDays(1)))
                    .signedBy(CA)))
        .isEqualTo("the server's certificate is not valid before " + from + " (subject CN=s)");
  }

  @Test
  void saysThatAnIntermediateExpired() throws Exception {
    Instant until = Instant.parse("2021-02-03T04:05:06Z");
    Certified between =
        Certified.order("CN=Between")
            .ca(0)
            .from(until.minus(Duration.ofDays(9)))
            .until(until)
            .signedBy(CA);
    assertThat(refusal(Certified.order("CN=s").signedBy(between)))
        .isEqualTo("the authority CN=Between expired on 2021-02-03T04:05:06Z (subject CN=Between)");
  }

  @Test
  void saysThatItIsSelfSigned() throws Exception {
    assertThat(refusal(Certified.order("CN=s").selfSigned()))
        .isEqualTo("the server's certificate is self-signed and not among caCertificates");
  }

  @Test
  void saysWhichAuthorityIsUnknown() throws Exception {
    Certified other = Certified.authority("CN=Other CA");
    assertThat(refusal(Certified.order("CN=s").signedBy(other)))
        .isEqualTo(
            "the server's certificate is signed by an unknown authority, CN=Other CA, which is not"
                + " among caCertificates");
  }

  @Test
  void anAuthorityOfTheSameNameIsAnotherOne() throws Exception {
    Certified impostor = Certified.authority("CN=Test CA");
    assertThat(refusal(Certified.order("CN=s").signedBy(impostor)))
        .contains("unknown authority, CN=Test CA");
  }

  @Test
  void saysThatAnIntermediateMayBeMissing() throws Exception {
    Certified between = Certified.order("CN=Between").ca(0).signedBy(CA);
    assertThat(refusal(Certified.order("CN=s").signedBy(between).withoutIssuer()))
        .isEqualTo(
            "the server's certificate is signed by an unknown authority, CN=Between: that is not"
                + " among caCertificates, and the server sent no certificate of it (is an"
                + " intermediate missing?)");
  }

  @Test
  void withoutCaCertificatesThePlatformsCount() throws Exception {
    assertThat(refusal(Certified.order("CN=s").selfSigned(), null))
        .isEqualTo(
            "the server's certificate is self-signed and not among the platform's trusted"
                + " certificates");
  }

  @Test
  void saysThatItsIssuerIsNoAuthority() throws Exception {
    Certified leaf = Certified.order("CN=Leaf").signedBy(CA);
    assertThat(refusal(Certified.order("CN=s").signedBy(leaf)))
        .isEqualTo("the server's certificate is signed by CN=Leaf, which is no CA");
  }

  @Test
  void saysThatAnAuthorityMayHaveNoneBelow() throws Exception {
    Certified first = Certified.order("CN=First").ca(0).signedBy(CA);
    Certified second = Certified.order("CN=Second").ca(0).signedBy(first);
    assertThat(refusal(Certified.order("CN=s").signedBy(second)))
        .isEqualTo("CN=First may have no more than 0 authorities below it (path length)");
  }

  @Test
  void saysThatItIsNotMadeForServers() throws Exception {
    assertThat(refusal(Certified.order("CN=s").purpose(KeyPurposeId.id_kp_clientAuth).signedBy(CA)))
        .isEqualTo(
            "the server's certificate is not made for servers (its extended key usage is"
                + " clientAuth, not serverAuth)");
  }

  @Test
  void saysThatItsKeyUsageIsNone() throws Exception {
    assertThat(refusal(Certified.order("CN=s").usage(KeyUsage.cRLSign).signedBy(CA)))
        .isEqualTo(
            "the server's certificate is not made for servers (its key usage has no"
                + " digitalSignature)");
  }

  @Test
  void saysThatItsKeyIsTooWeak() throws Exception {
    assertThat(refusal(Certified.order("CN=s").keys(Certified.keys("RSA", 1024)).signedBy(CA)))
        .isEqualTo(
            "the server's certificate has a key that is too weak: RSA 1024; 2048 bits are the"
                + " least");
  }

  @Test
  void saysThatAnAuthoritysKeyIsTooWeak() throws Exception {
    Certified weak =
        Certified.order("CN=Weak").keys(Certified.keys("RSA", 1024)).ca(0).selfSigned();
    assertThat(refusal(Certified.order("CN=s").signedBy(weak), weak.pem()))
        .isEqualTo(
            "the authority CN=Weak has a key that is too weak: RSA 1024; 2048 bits are the"
                + " least");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1withECDSA"})
  void saysThatItsSignatureIsBroken(String algorithm) throws Exception {
    assertThat(refusal(Certified.order("CN=s").signedWith(algorithm).signedBy(CA)))
        .isEqualTo(
            "the server's certificate is signed with " + algorithm + ", which is not accepted");
  }

  @Test
  void saysThatMd5IsNotAccepted() throws Exception {
    Certified rsa =
        Certified.order("CN=RSA CA").keys(Certified.keys("RSA", 2048)).ca(0).selfSigned();
    assertThat(refusal(Certified.order("CN=s").signedWith("MD5withRSA").signedBy(rsa), rsa.pem()))
        .isEqualTo("the server's certificate is signed with MD5withRSA, which is not accepted");
    assertThat(refusal(Certified.order("CN=s").signedWith("SHA1withRSA").signedBy(rsa), rsa.pem()))
        .isEqualTo("the server's certificate is signed with SHA1withRSA, which is not accepted");
  }

  @Test
  void saysEverythingThatIsWrong() throws Exception {
    Instant until = Instant.parse("2020-01-01T00:00:00Z");
    assertThat(
            refusal(
                Certified.order("CN=s")
                    .from(until.minus(Duration.ofDays(9)))
                    .until(until)
                    .names("other.example")
                    .selfSigned()))
        .isEqualTo(
            "the server's certificate is self-signed and not among caCertificates; the server's"
                + " certificate expired on 2020-01-01T00:00:00Z (subject CN=s); IP address"
                + " 127.0.0.1 is not in [other.example], the names of the server's certificate");
  }

  @Test
  void aNameCannotMoveATerminal() throws Exception {
    Certified other = Certified.authority("CN=Evil\u001b[2J CA");
    assertThat(refusal(Certified.order("CN=s").signedBy(other))).doesNotContain("\u001b");
  }

  @Nested
  class Versions {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void acceptsBothThatAreSafe(String version) throws Exception {
      SSLServerSocket socket = Certified.order("CN=s").signedBy(CA).listening();
      socket.setEnabledProtocols(new String[] {version});
      try (Peer peer = Peer.tls(socket, (request, out) -> Peer.write(out, 200, "ok"));
          HttpConnection connection = open(peer.uri(), CA.pem())) {
        assertThat(connection.get("/a").status()).isEqualTo(200);
      }
    }

    /** A server hello of an old version (RFC 2246, section 7.4.1.3), and an alert. */
    @ParameterizedTest
    @CsvSource({
      "1, 'the server speaks only TLS 1.0, which is refused; TLS 1.2 is the least'",
      "2, 'the server speaks only TLS 1.1, which is refused; TLS 1.2 is the least'",
    })
    void refusesAnOlderOneThatTheServerChooses(int minor, String reason) throws Exception {
      byte[] hello = new byte[5 + 4 + 38];
      System.arraycopy(
          new byte[] {22, 3, (byte) minor, 0, 42, 2, 0, 0, 38, 3, (byte) minor}, 0, hello, 0, 11);
      hello[44] = (byte) 0xC0; // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, which clients still offer
      hello[45] = 0x13;
      assertThat(answering(hello)).isEqualTo(reason);
    }

    @Test
    void saysThatTheServerHasNoneThatIsSafe() throws Exception {
      assertThat(answering(new byte[] {21, 3, 1, 0, 2, 2, 70}))
          .isEqualTo(
              "the server speaks neither TLS 1.3 nor TLS 1.2, only older versions, which are"
                  + " refused (alert protocol_version)");
    }

    @Test
    void saysThatNothingIsInCommon() throws Exception {
      assertThat(answering(new byte[] {21, 3, 3, 0, 2, 2, 40}))
          .isEqualTo(
              "the server accepts none of the cipher suites and signatures that are safe (alert"
                  + " handshake_failure)");
    }

    @Test
    void saysThatTheServerHasNoSuchHost() throws Exception {
      assertThat(answering(new byte[] {21, 3, 3, 0, 2, 2, 112}))
          .isEqualTo("the server has no certificate for this host name (alert unrecognized_name)");
    }

    @Test
    void saysWhichAlertEndedIt() throws Exception {
      assertThat(answering(new byte[] {21, 3, 3, 0, 2, 2, 80}))
          .isEqualTo("the server ended TLS (alert internal_error)");
    }

    @Test
    void saysThatItIsNoTls() throws Exception {
      assertThat(answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
          .isEqualTo("what the server sent is not TLS; is this a port for plain http?");
    }

    private String answering(byte[] record) throws Exception {
      try (RawServer server = new RawServer(record);
          HttpConnection connection = open(server.uri(), CA.pem())) {
        return catchThrowableOfType(TlsFailedException.class, () -> connection.get("/a"))
            .getMessage()
            .replaceFirst("(?s)^.*?/a: ", "");
      }
    }
  }

  @Nested
  class HostNames {
    @Test
    void anotherAddressIsRefused() throws Exception {
      assertThat(refusal(Certified.order("CN=s").names("127.0.0.2", "a.example").signedBy(CA)))
          .isEqualTo(
              "IP address 127.0.0.1 is not in [a.example, 127.0.0.2], the names of the server's"
                  + " certificate");
    }

    @Test
    void aCommonNameNeverCounts() throws Exception {
      assertThat(refusal(Certified.order("CN=127.0.0.1").names().signedBy(CA)))
          .isEqualTo(
              "IP address 127.0.0.1 is not in the server's certificate: it has no subject"
                  + " alternative names, and a common name does not count (subject CN=127.0.0.1)");
      assertThat(local(Certified.order("CN=localhost").names().signedBy(CA)))
          .isEqualTo(
              "host name localhost is not in the server's certificate: it has no subject"
                  + " alternative names, and a common name does not count (subject CN=localhost)");
    }

    @Test
    void aCommonNameDoesNotCountBesideAnAddressEither() throws Exception {
      assertThat(local(Certified.order("CN=localhost").names("127.0.0.1").signedBy(CA)))
          .isEqualTo(
              "host name localhost is not in [127.0.0.1], the names of the server's certificate");
    }

    @Test
    void theNameOfTheHostIsEnough() throws Exception {
      Certified server = Certified.order("CN=s").names("LOCALHOST").signedBy(CA);
      try (Peer peer = Peer.tls(server.listening(), (request, out) -> Peer.write(out, 200, ""));
          HttpConnection connection =
              open(URI.create("https://localhost:" + peer.port()), CA.pem())) {
        assertThat(connection.get("/a").status()).isEqualTo(200);
      }
    }

    private String local(Certified server) throws Exception {
      try (Peer peer = Peer.tls(server.listening(), (request, out) -> Peer.write(out, 200, ""));
          HttpConnection connection =
              open(URI.create("https://localhost:" + peer.port()), CA.pem())) {
        return catchThrowableOfType(TlsFailedException.class, () -> connection.get("/a"))
            .getMessage()
            .replaceFirst("(?s)^.*?/a: ", "");
      }
    }
  }
}
