package dev.gatehouse.mock.gate;

/** The name of a protection space, as challenges show it (RFC 9110, section 11.5). */
final class Realm {
  static final String DEFAULT = "Gatehouse";

  private Realm() {}

  /** The realm as a quoted-string (RFC 9110, section 5.6.4). */
  static String quoted(String realm) {
    boolean plain = realm.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '"' && c != '\\');
    if (!plain) {
      throw new IllegalArgumentException(
          "a realm holds printable US-ASCII without quotation mark and backslash, not: " + realm);
    }
    return "\"" + realm + "\"";
  }
}
