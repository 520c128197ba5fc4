package dev.gatehouse.mock.oauth2.internal.grant;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists of scopes (RFC 6749, section 3.3): tokens separated by one space each. */
public final class Scopes {
  private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private Scopes() {}

  /** The scopes of a list, in order; empty when it is not a list of scopes. */
  public static Optional<Set<String>> parse(String list) {
    String[] tokens = list.split(" ", -1);
    return Arrays.stream(tokens).allMatch(token -> TOKEN.matcher(token).matches())
        ? Optional.of(new LinkedHashSet<>(Arrays.asList(tokens)))
        : Optional.empty();
  }

  public static void requireValid(String scope) {
    if (!TOKEN.matcher(scope).matches()) {
      throw new IllegalArgumentException("scopes: not a scope: '" + scope + "'");
    }
  }
}
