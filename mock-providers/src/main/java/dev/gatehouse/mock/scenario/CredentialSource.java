package dev.gatehouse.mock.scenario;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names and secrets for one line-up. */
sealed interface CredentialSource {
  /** A value made of US-ASCII letters, digits and hyphens. */
  String name(String documented);

  /** A secret that any text can be: non-ASCII and every reserved character. */
  String text(String documented);

  /** A secret of printable US-ASCII, reserved characters included. */
  String ascii(String documented);

  /** A value of the same form, such as an id of AWS: letters for letters, digits for digits. */
  String like(String documented);

  /** An external ID, of characters that AWS allows. */
  String externalId(String documented);

  /** The documented values, safe to be pasted into a shell, a URL and a form as they are. */
  record Documented() implements CredentialSource {
    @Override
    public String name(String documented) {
      return documented;
    }

    @Override
    public String text(String documented) {
      return documented;
    }

    @Override
    public String ascii(String documented) {
      return documented;
    }

    @Override
    public String like(String documented) {
      return documented;
    }

    @Override
    public String externalId(String documented) {
      return documented;
    }
  }

  /**
   * Values nobody can guess, with the characters that clients encode wrongly: whoever passes with
   * these encodes right.
   */
  record Unguessable() implements CredentialSource {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String name(String documented) {
      return documented + "-" + hex(6);
    }

    @Override
    public String text(String documented) {
      return hex(12) + ":+&=%20 #?/ä€" + hex(4);
    }

    @Override
    public String ascii(String documented) {
      return hex(12) + ":+&=%20 #?/;," + hex(4);
    }

    @Override
    public String like(String documented) {
      StringBuilder like = new StringBuilder();
      for (int i = 0; i < documented.length(); i++) {
        char c = documented.charAt(i);
        boolean letter = Character.isLetter(c);
        int first = letter ? (Character.isUpperCase(c) ? 'A' : 'a') : '0';
        like.append(
            letter || Character.isDigit(c) ? (char) (first + RANDOM.nextInt(letter ? 26 : 10)) : c);
      }
      return like.toString();
    }

    @Override
    public String externalId(String documented) {
      return documented + "-" + hex(8) + ":+=,.@/_";
    }

    private static String hex(int bytes) {
      byte[] random = new byte[bytes];
      RANDOM.nextBytes(random);
      return HexFormat.of().formatHex(random);
    }
  }
}
