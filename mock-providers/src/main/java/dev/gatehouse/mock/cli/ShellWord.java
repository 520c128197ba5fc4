package dev.gatehouse.mock.cli;

import java.util.regex.Pattern;

/** Text as one word of a POSIX shell's command line, quoted only where the shell needs it. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWord() {}

  static String of(String text) {
    // Inside single quotes everything is itself but the single quote.
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
