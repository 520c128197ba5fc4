package dev.gatehouse.client.internal.tls;

import dev.gatehouse.connection.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key store or trust store: PKCS#12 (RFC 7292), JKS or JCEKS, told by how it starts. */
final class KeyStoreFile {
  private final Setting setting;
  private final KeyStore store;
  private final char @Nullable [] passphrase;

  private KeyStoreFile(Setting setting, KeyStore store, char @Nullable [] passphrase) {
    this.setting = setting;
    this.store = store;
    this.passphrase = passphrase;
  }

  /** Whether a setting holds a key store rather than certificates. */
  static boolean isIn(Setting setting) {
    return type(setting.content()) != null;
  }

  private static @Nullable String type(byte[] content) {
    if (startsWith(content, 0xFE, 0xED, 0xFE, 0xED)) {
      return "JKS";
    }
    if (startsWith(content, 0xCE, 0xCE, 0xCE, 0xCE)) {
      return "JCEKS";
    }
    if (content.length > 8 && content[0] == 0x30) {
      // A PFX starts with its version, a number; a certificate with another sequence.
      int lengthOctets = content[1] < 0 ? 1 + (content[1] & 0x7F) : 1;
      int inside = 1 + lengthOctets;
      if (inside + 2 < content.length
          && content[inside] == 0x02
          && content[inside + 1] == 0x01
          && content[inside + 2] == 0x03) {
        return "PKCS12";
      }
    }
    return null;
  }

  private static boolean startsWith(byte[] content, int... magic) {
    if (content.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((content[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Opens a store; without a passphrase, what is in it is not proved to be as it was written. */
  static KeyStoreFile open(Setting setting, @Nullable Secret passphrase)
      throws UnusableSettingException {
    char[] password = passphrase == null ? null : passphrase.reveal().toCharArray();
    try {
      KeyStore store = KeyStore.getInstance(type(setting.content()));
      store.load(new ByteArrayInputStream(setting.content()), password);
      return new KeyStoreFile(setting, store, password);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw passphrase == null
            ? setting.wrong("the key store needs a passphrase; set tls.passphrase")
            : new UnusableSettingException(
                "tls.passphrase", "wrong passphrase: it does not open the key store");
      }
      throw setting.wrong("the key store is damaged");
    } catch (GeneralSecurityException e) {
      throw setting.wrong("the key store holds something that Java does not support");
    }
  }

  /** The certificates it says are to be trusted, at least one. */
  List<X509Certificate> trusted() throws UnusableSettingException {
    List<X509Certificate> trusted = new ArrayList<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          trusted.add(certificate);
        }
      }
    } catch (KeyStoreException e) {
      throw new IllegalStateException("the store is loaded", e);
    }
    if (trusted.isEmpty()) {
      throw setting.wrong(
          "it holds no certificate that is marked as trusted"
              + (passphrase == null ? " and can be read without a passphrase" : "")
              + "; keytool -importcert marks them, or give a PEM bundle");
    }
    return trusted;
  }

  /** The one key it holds, with its chain. */
  ClientKey key() throws UnusableSettingException {
    if (passphrase == null) {
      throw setting.wrong("the key store needs a passphrase; set tls.passphrase");
    }
    try {
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias) && store.getCertificateChain(alias) != null) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw setting.wrong(
            keys.isEmpty()
                ? "the key store holds no private key with a certificate"
                : "the key store holds "
                    + keys.size()
                    + " private keys ("
                    + Shown.text(String.join(", ", keys))
                    + "); leave the one to show");
      }
      return key(keys.get(0));
    } catch (KeyStoreException | NoSuchAlgorithmException e) {
      throw setting.wrong("the key store holds something that Java does not support");
    }
  }

  private ClientKey key(String alias)
      throws KeyStoreException, NoSuchAlgorithmException, UnusableSettingException {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : store.getCertificateChain(alias)) {
        chain.add((X509Certificate) certificate);
      }
      return ClientKey.of(
          setting,
          (PrivateKey) store.getKey(alias, passphrase),
          Collections.unmodifiableList(chain));
    } catch (UnrecoverableKeyException e) {
      throw new UnusableSettingException(
          "tls.passphrase",
          "wrong passphrase: it opens the key store, but not the key in it; give both the same one");
    }
  }
}
