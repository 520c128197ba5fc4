package dev.gatehouse.client.internal.tls;

import dev.gatehouse.connection.Tls;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the TLS settings of a connection hold.
 *
 * @param trusted the authorities to trust; none means the platform's
 * @param own the client's certificate, if it has one
 */
public record TlsMaterial(List<X509Certificate> trusted, @Nullable ClientKey own) {

  public TlsMaterial {
    trusted = List.copyOf(trusted);
  }

  /**
   * Reads the settings, and the files they name.
   *
   * @throws UnusableSettingException if one holds something else than it should
   */
  public static TlsMaterial of(Tls tls) throws UnusableSettingException {
    return new TlsMaterial(trusted(tls), ClientKey.of(tls).orElse(null));
  }

  private static List<X509Certificate> trusted(Tls tls) throws UnusableSettingException {
    if (tls.caCertificates() == null) {
      return List.of();
    }
    Setting setting = Setting.of("tls.caCertificates", tls.caCertificates());
    return KeyStoreFile.isIn(setting)
        ? KeyStoreFile.open(setting, tls.passphrase()).trusted()
        : Certificates.read(setting);
  }
}
