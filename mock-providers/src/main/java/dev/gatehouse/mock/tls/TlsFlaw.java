package dev.gatehouse.mock.tls;

import java.util.Locale;

/**
 * What can be wrong with a TLS server. An endpoint of the bad-TLS range has one of them and is
 * right in all else: its certificate comes from the server's CA, is valid now and names the host.
 *
 * @since 0.1
 */
public enum TlsFlaw {
  /** Nothing: the control, which every client that trusts the CA has to accept. */
  NONE("nothing: a client that trusts the CA has to accept it"),

  /**
   * The certificate expired an hour ago (RFC 5280, section 4.1.2.5). The client should send the
   * alert {@code certificate_expired} (RFC 8446, section 6.2).
   */
  EXPIRED("its certificate expired an hour ago (RFC 5280, section 4.1.2.5)"),

  /**
   * The certificate becomes valid in thirty days (RFC 5280, section 4.1.2.5). The client should
   * send {@code bad_certificate} or {@code certificate_expired}.
   */
  NOT_YET_VALID("its certificate is not valid before thirty days from now (RFC 5280, 4.1.2.5)"),

  /**
   * The certificate is for {@code wrong.gatehouse.example} (RFC 9110, section 4.3.4; RFC 9525,
   * section 6). The client should say that the host is not among the certificate's names.
   */
  WRONG_HOST("its certificate is for wrong.gatehouse.example only (RFC 9110, section 4.3.4)"),

  /**
   * The host stands in the subject's common name only, and there is no subject alternative name.
   * Clients must not look there (RFC 9525, section 2); those that still do say nothing: curl, and
   * the JDK for names, though not for addresses.
   */
  CN_ONLY("the host stands in its certificate's common name only (RFC 9525, section 2)"),

  /**
   * The certificate's names are {@code *}, {@code *.0.0.1} and {@code *.gatehouse.example}. A
   * wildcard stands for one whole label and never for a part of an address (RFC 9525, section 6.3).
   * At 127.0.0.1 a client that takes an address for a name falls for {@code *.0.0.1}, at {@code
   * localhost} a careless one for {@code *}; {@code api.gatehouse.example} is right, {@code
   * a.b.gatehouse.example} and {@code gatehouse.example} are not (try them by {@code curl
   * --resolve}).
   */
  WILDCARD_MISUSED("its certificate is for *, *.0.0.1 and *.gatehouse.example (RFC 9525, 6.3)"),

  /**
   * The certificate vouches for itself (RFC 5280, section 3.2). The client should send {@code
   * unknown_ca}.
   */
  SELF_SIGNED("its certificate is self-signed (RFC 5280, section 3.2)"),

  /**
   * The certificate comes from an authority that nobody handed out (RFC 5280, section 6.1.1). The
   * client should send {@code unknown_ca}.
   */
  UNKNOWN_CA("its certificate comes from a CA that nobody trusts (RFC 5280, section 6.1.1)"),

  /**
   * The certificate's extended key usage allows TLS clients only (RFC 5280, section 4.2.1.12). The
   * client should send {@code unsupported_certificate} or {@code bad_certificate}.
   */
  WRONG_KEY_USAGE("its certificate is for TLS clients only (RFC 5280, section 4.2.1.12)"),

  /**
   * An intermediate authority signed the certificate, and its certificate is not sent, which the
   * server has to do (RFC 8446, section 4.4.2). The client should send {@code unknown_ca}.
   */
  INTERMEDIATE_MISSING("the certificate of an intermediate CA is not sent (RFC 8446, 4.4.2)"),

  /**
   * Another server's certificate signed this one: it is in the chain and comes from the CA, but is
   * no authority itself (RFC 5280, section 6.1.4 (k)). The client should send {@code unknown_ca}.
   */
  LEAF_SIGNED_BY_LEAF("its certificate is signed by one that is no CA (RFC 5280, 6.1.4 (k))"),

  /**
   * The key is RSA of 1000 bits: less than anybody takes today, Java included, which draws the line
   * below 1024 (NIST SP 800-131A and RFC 9325, section 4.5, ask for 2048).
   */
  WEAK_KEY("its key is RSA of 1000 bits (RFC 9325, section 4.5, asks for 2048)"),

  /**
   * The certificate is signed by SHA-1 (RFC 9155; RFC 9325, section 4.5). OpenSSL refuses it from
   * security level 2 on; the JDK does below the authorities it brings along, not below others.
   */
  SHA1("its certificate is signed with SHA-1 (RFC 9325, section 4.5)"),

  /**
   * The server speaks TLS 1.0 only, which must not be used (RFC 8996, section 4): a client that
   * still offers it goes through the whole handshake and to HTTP. To one that offers newer versions
   * only, as it should, the server sends the alert {@code protocol_version}.
   */
  TLS_1_0("it speaks TLS 1.0 only (RFC 8996, section 4)"),

  /** The same with TLS 1.1 (RFC 8996, section 5), version 0x0302. */
  TLS_1_1("it speaks TLS 1.1 only (RFC 8996, section 5)"),

  /**
   * The certificate is revoked for a compromised key, as the OCSP response says that the server
   * staples to the handshake when a client asks for one (RFC 6066, section 8; RFC 6960). The client
   * should send {@code certificate_revoked}. Most look only when told to: curl by {@code
   * --cert-status}, the JDK by {@code -Dcom.sun.net.ssl.checkRevocation=true}. It speaks TLS 1.2.
   */
  REVOKED("its certificate is revoked, as a stapled OCSP response says (RFC 6066, section 8)"),

  /**
   * The server demands a client certificate in the handshake, one of its CA (RFC 8446, section
   * 4.3.2): without one the handshake fails by {@code certificate_required}, with one it succeeds.
   */
  CLIENT_CERTIFICATE_DEMANDED("it demands a client certificate of its CA (RFC 8446, 4.3.2)");

  private final String wrong;

  TlsFlaw(String wrong) {
    this.wrong = wrong;
  }

  /** In lower case with hyphens: {@code not-yet-valid}, {@code tls-1-0}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong, in words. */
  public String wrong() {
    return wrong;
  }
}
