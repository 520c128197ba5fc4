package dev.gatehouse.client.internal.tls;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The client's own certificate with its key.
 *
 * @param chain the certificate itself first, each followed by its issuer's, as far as there are
 */
public record ClientKey(PrivateKey key, List<X509Certificate> chain) {

  public ClientKey {
    chain = List.copyOf(chain);
  }

  /** What a connection shows, if it shows one. */
  static Optional<ClientKey> of(Tls tls) throws UnusableSettingException {
    if (tls.certificate() == null) {
      return Optional.empty();
    }
    Setting certificate = Setting.of("tls.certificate", tls.certificate());
    Secret separate = tls.privateKey();
    if (KeyStoreFile.isIn(certificate)) {
      if (separate != null) {
        throw new UnusableSettingException(
            "tls.privateKey",
            "tls.certificate is a key store, which holds the key: leave this out");
      }
      return Optional.of(KeyStoreFile.open(certificate, tls.passphrase()).key());
    }
    List<X509Certificate> certificates = Certificates.read(certificate);
    if (separate == null && !PrivateKeys.isIn(certificate)) {
      throw new UnusableSettingException(
          "tls.privateKey", "missing; the file of tls.certificate holds no private key either");
    }
    Setting key = separate == null ? certificate : Setting.of("tls.privateKey", separate.reveal());
    if (KeyStoreFile.isIn(key)) {
      throw key.wrong("it is a key store: name it in tls.certificate, and leave this out");
    }
    return Optional.of(of(key, PrivateKeys.read(key, tls.passphrase()), certificates));
  }

  /** Finds the key's own certificate among these, and its chain. */
  static ClientKey of(Setting where, PrivateKey key, List<X509Certificate> certificates)
      throws UnusableSettingException {
    for (X509Certificate certificate : certificates) {
      if (KeyMatch.matches(key, certificate.getPublicKey())) {
        return new ClientKey(key, chain(certificate, certificates));
      }
    }
    X509Certificate first = certificates.get(0);
    throw where.wrong(
        "the key does not match the certificate (subject "
            + Shown.subject(first)
            + "): the key is "
            + KeyStrength.of(key)
            + ", the certificate is for another one, "
            + KeyStrength.of(first.getPublicKey()));
  }

  private static List<X509Certificate> chain(
      X509Certificate own, List<X509Certificate> certificates) {
    List<X509Certificate> chain = new ArrayList<>(List.of(own));
    Optional<X509Certificate> issuer = Optional.of(own);
    while (issuer.isPresent()) {
      issuer = Issuers.of(issuer.get(), certificates).filter(next -> !chain.contains(next));
      issuer.ifPresent(chain::add);
    }
    return chain;
  }

  /** The certificate itself. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The certificate; not the key. */
  @Override
  public String toString() {
    return "ClientKey[" + Shown.subject(certificate()) + "]";
  }
}
