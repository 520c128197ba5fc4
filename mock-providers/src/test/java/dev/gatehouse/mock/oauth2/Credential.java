package dev.gatehouse.mock.oauth2;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of the matrix: how a good one comes about, where it is shown, and how it can be bad. */
final class Credential {
  /** The columns. */
  enum Variant {
    WRONG,
    MISSING,
    EXPIRED,
    REPLAYED,
    FOREIGN,
    ONE_BIT_CHANGED
  }

  /** Whether the server takes a request with this text in the credential's place. */
  @FunctionalInterface
  interface Shown {
    boolean isTaken(CredentialWorld world, @Nullable String value);
  }

  /** A text with a bit of it turned. */
  @FunctionalInterface
  interface Turn {
    String of(String value, int position, int bit);
  }

  private final String name;
  private final Function<CredentialWorld, String> fresh;
  private final Shown shown;
  private final Map<Variant, Function<CredentialWorld, String>> bad = new EnumMap<>(Variant.class);
  private final Map<Variant, String> reasons = new EnumMap<>(Variant.class);
  private boolean once;
  private Turn turn = Credential::turned;

  private Credential(String name, Function<CredentialWorld, String> fresh, Shown shown) {
    this.name = name;
    this.fresh = fresh;
    this.shown = shown;
    bad.put(Variant.WRONG, world -> "x".repeat(43));
  }

  static Credential of(String name, Function<CredentialWorld, String> fresh, Shown shown) {
    return new Credential(name, fresh, shown);
  }

  Credential wrong(Function<CredentialWorld, String> value) {
    bad.put(Variant.WRONG, value);
    return this;
  }

  Credential foreign(Function<CredentialWorld, String> value) {
    bad.put(Variant.FOREIGN, value);
    return this;
  }

  /** Good at first, and no more after so long. */
  Credential expiresAfter(Duration lifetime) {
    return expired(
        world -> {
          String value = fresh.apply(world);
          world.advance(lifetime);
          return value;
        });
  }

  Credential expired(Function<CredentialWorld, String> value) {
    bad.put(Variant.EXPIRED, value);
    return this;
  }

  Credential goodOnce() {
    once = true;
    return this;
  }

  Credential turning(Turn how) {
    turn = how;
    return this;
  }

  /** There is no such variant, for this reason. */
  Credential without(Variant variant, String reason) {
    reasons.put(variant, reason);
    return this;
  }

  private static String turned(String value, int position, int bit) {
    char[] changed = value.toCharArray();
    changed[position % changed.length] ^= (char) (1 << bit);
    return new String(changed);
  }

  String withBitTurned(String value, int position, int bit) {
    return turn.of(value, position, bit);
  }

  String fresh(CredentialWorld world) {
    return fresh.apply(world);
  }

  boolean isTaken(CredentialWorld world, @Nullable String value) {
    return shown.isTaken(world, value);
  }

  String bad(Variant variant, CredentialWorld world) {
    return bad.get(variant).apply(world);
  }

  /** Whether the table has this cell; a row has to fill or to excuse each. */
  boolean has(Variant variant) {
    boolean has =
        switch (variant) {
          case MISSING, ONE_BIT_CHANGED -> true;
          case REPLAYED -> once;
          case WRONG, EXPIRED, FOREIGN -> bad.containsKey(variant);
        };
    if (has == reasons.containsKey(variant)) {
      throw new AssertionError(name + " neither fills nor excuses " + variant + ", or does both");
    }
    return has;
  }

  @Override
  public String toString() {
    return name;
  }
}
