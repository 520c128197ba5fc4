package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.check.CertificateDraft.address;
import static dev.gatehouse.conformance.check.CertificateDraft.dns;

import dev.gatehouse.conformance.peer.Layer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** A certificate that peers show: one is as it should be, the others are wrong in one way each. */
final class ServerCertificate {
  private static final Authority TRUSTED = Authority.root("Conformance authority");

  static final ServerCertificate GOOD =
      new ServerCertificate("as it should be", () -> TRUSTED.issue(good()), ServerIdentity::tls);

  static final ServerCertificate UNKNOWN_CA =
      new ServerCertificate(
          "signed by an authority that is not trusted",
          () -> Authority.root("Conformance somebody else").issue(good()),
          ServerIdentity::tls);

  static final ServerCertificate SELF_SIGNED =
      new ServerCertificate(
          "signed by itself", () -> Authority.selfSigned(good()), ServerIdentity::tls);

  static final ServerCertificate EXPIRED =
      new ServerCertificate(
          "that expired yesterday",
          () -> TRUSTED.issue(good().withDays(-30, -1)),
          ServerIdentity::tls);

  static final ServerCertificate NOT_YET_VALID =
      new ServerCertificate(
          "that is valid from tomorrow on",
          () -> TRUSTED.issue(good().withDays(1, 30)),
          ServerIdentity::tls);

  static final ServerCertificate OTHER_NAME =
      new ServerCertificate(
          "for other.example.test",
          () -> TRUSTED.issue(good().withNames(dns("other.example.test"))),
          ServerIdentity::tls);

  static final ServerCertificate NAME_FOR_ADDRESS =
      new ServerCertificate(
          "with 127.0.0.1 as a name and not as an address",
          () -> TRUSTED.issue(good().withNames(dns("127.0.0.1"), dns("localhost"))),
          ServerIdentity::tls);

  static final ServerCertificate OTHER_ADDRESS =
      new ServerCertificate(
          "for the address 127.0.0.2",
          () -> TRUSTED.issue(good().withNames(address("127.0.0.2"))),
          ServerIdentity::tls);

  static final ServerCertificate CN_ONLY =
      new ServerCertificate(
          "with its host in the common name and nowhere else",
          () -> TRUSTED.issue(CertificateDraft.of("localhost")),
          ServerIdentity::tls);

  static final ServerCertificate CN_BESIDE_OTHER_NAMES =
      new ServerCertificate(
          "with its host in the common name, and an address beside it",
          () -> TRUSTED.issue(CertificateDraft.of("localhost").withNames(address("127.0.0.1"))),
          ServerIdentity::tls);

  static final ServerCertificate WILDCARD_ABOVE =
      new ServerCertificate(
          "for *.localhost",
          () -> TRUSTED.issue(good().withNames(dns("*.localhost"))),
          ServerIdentity::tls);

  static final ServerCertificate WILDCARD =
      new ServerCertificate(
          "for *.example.test",
          () -> TRUSTED.issue(good().withNames(dns("*.example.test"))),
          ServerIdentity::tls);

  static final ServerCertificate SIGNED_BY_A_SERVER =
      new ServerCertificate(
          "signed by another server's certificate, which an authority has signed",
          () -> TRUSTED.issue(another()).asAuthority().issue(good()),
          ServerIdentity::tls);

  static final ServerCertificate FOR_CLIENTS =
      new ServerCertificate(
          "that is for clients only",
          () -> TRUSTED.issue(good().withPurpose(KeyPurposeId.id_kp_clientAuth)),
          ServerIdentity::tls);

  static final ServerCertificate TLS_1_0 =
      new ServerCertificate("as it should be", () -> TRUSTED.issue(good()), ServerIdentity::tls10);

  static final ServerCertificate TLS_1_1 =
      new ServerCertificate("as it should be", () -> TRUSTED.issue(good()), ServerIdentity::tls11);

  private final String words;
  private final Supplier<ServerIdentity> identity;
  private final Function<ServerIdentity, Layer> shown;
  private @Nullable Layer layer;

  private ServerCertificate(
      String words, Supplier<ServerIdentity> identity, Function<ServerIdentity, Layer> shown) {
    this.words = words;
    this.identity = identity;
    this.shown = shown;
  }

  private static CertificateDraft good() {
    return CertificateDraft.of("Conformance server")
        .withNames(dns("localhost"), dns("origin.example.test"), address("127.0.0.1"));
  }

  private static CertificateDraft another() {
    return CertificateDraft.of("another server").withNames(dns("another.example.test"));
  }

  /** The authority that clients are told to trust, as PEM. */
  static String authorityPem() {
    return TRUSTED.pem();
  }

  /** What is wrong with it, as the rest of a sentence that starts with the certificate. */
  String words() {
    return words;
  }

  /** For a peer that shows it: made when it is first asked for, and the same one each time. */
  synchronized Layer layer() {
    if (layer == null) {
      layer = shown.apply(identity.get());
    }
    return layer;
  }
}
