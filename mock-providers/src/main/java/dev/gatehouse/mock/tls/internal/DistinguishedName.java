package dev.gatehouse.mock.tls.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Distinguished names as texts (RFC 4514). */
public final class DistinguishedName {
  /** Beyond RFC 4514, section 3, and what the platform knows: names that tools print. */
  private static final Map<String, String> KEYWORDS =
      Map.of(
          "E", "1.2.840.113549.1.9.1",
          "EMAIL", "1.2.840.113549.1.9.1",
          "ORGANIZATIONIDENTIFIER", "2.5.4.97");

  private DistinguishedName() {}

  /**
   * Reads a name. What comes of it compares as RFC 4517, section 4.2.15 asks: part by part in their
   * order, without regard to case and repeated spaces.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static X500Principal of(String name) {
    return new X500Principal(name, KEYWORDS);
  }

  /** As RFC 4514 writes it. */
  public static String text(X500Principal name) {
    return name.getName(X500Principal.RFC2253);
  }

  /** Whether two names are the same but for the direction they were written in. */
  public static boolean reversed(X500Principal one, X500Principal other) {
    try {
      List<Rdn> parts = new ArrayList<>(new LdapName(text(other)).getRdns());
      Collections.reverse(parts);
      return one.equals(of(new LdapName(parts).toString()));
    } catch (InvalidNameException | IllegalArgumentException e) {
      return false;
    }
  }
}
