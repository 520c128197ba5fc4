package dev.gatehouse.connection.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Field names as they may be shown in a message, and the name somebody probably meant. */
public final class Names {
  private static final int LONGEST = 40;

  private Names() {}

  /** A name in quotes, cut to a readable length, with nothing in it that moves a terminal. */
  public static String quoted(String name) {
    String shown = name.replaceAll("\\p{Cntrl}", "?");
    return "'" + (shown.length() > LONGEST ? shown.substring(0, LONGEST) + "..." : shown) + "'";
  }

  /** The known name that differs from this one by a slip of the keyboard, if any does. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    return known.stream()
        .filter(candidate -> distance(wanted, candidate) <= Math.max(1, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)));
  }

  /** Levenshtein's: how many letters to insert, delete or replace. */
  private static int distance(String wanted, String candidate) {
    String known = candidate.toLowerCase(Locale.ROOT).replace("-", "");
    int[] row = new int[known.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= known.length(); j++) {
        int replaced = diagonal + (wanted.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[known.length()];
  }
}
