package dev.gatehouse.conformance;

import dev.gatehouse.conformance.client.Feature;
import dev.gatehouse.connection.AuthType;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One rule a client must keep, and the step that finds out whether it does.
 *
 * <pre>{@code
 * Check.must("basic.encode", "Credentials are Base64 of user:password")
 *     .from(Spec.rfc(7617, "2"))
 *     .needs(AuthType.BASIC)
 *     .rule("The client joins user name and password with a colon and encodes them in Base64.")
 *     .step(bench -> Expect.that(...));
 * }</pre>
 *
 * @param id stable, as {@code family.rule}
 * @param level how much it weighs
 * @param title one line, for lists
 * @param specs where the rule is written down; at least one
 * @param authTypes what the client has to support for the check to apply, all of them
 * @param alternatives of these the client has to support one at least; empty for no such need
 * @param features what the client has to be able to do, all of them
 * @param rule what a client must do, in plain words
 * @param step finds out; has passed when it returns
 * @since 0.1
 */
public record Check(
    String id,
    Level level,
    String title,
    List<Spec> specs,
    Set<AuthType> authTypes,
    Set<AuthType> alternatives,
    Set<Feature> features,
    String rule,
    Step step) {

  /** Finds out whether a client keeps the rule. */
  @FunctionalInterface
  public interface Step {
    /**
     * Returns when the client kept the rule; {@link Expect} throws when it did not. Any other
     * exception is a fault of the check.
     */
    void run(Bench bench) throws Exception;
  }

  public Check {
    specs = List.copyOf(specs);
    authTypes = Set.copyOf(authTypes);
    alternatives = Set.copyOf(alternatives);
    features = Set.copyOf(features);
  }

  /** The part of the id before the first dot, for example {@code basic}. */
  public String family() {
    return id.substring(0, id.indexOf('.'));
  }

  /** Starts a check that a conformant client passes. */
  public static Draft must(String id, String title) {
    return new Draft(id, Level.MUST, title);
  }

  /** Starts a check that warns. */
  public static Draft should(String id, String title) {
    return new Draft(id, Level.SHOULD, title);
  }

  /** Starts a check that only reports. */
  public static Draft info(String id, String title) {
    return new Draft(id, Level.INFO, title);
  }

  /** A check being written. */
  public static final class Draft {
    private final String id;
    private final Level level;
    private final String title;
    private List<Spec> specs = List.of();
    private final Set<AuthType> authTypes = EnumSet.noneOf(AuthType.class);
    private final Set<AuthType> alternatives = EnumSet.noneOf(AuthType.class);
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);
    private String rule = "";

    private Draft(String id, Level level, String title) {
      this.id = id;
      this.level = level;
      this.title = title;
    }

    /** Where the rule is written down. */
    public Draft from(Spec... documents) {
      specs = List.of(documents);
      return this;
    }

    /** The auth types a client has to support for this check to apply. */
    public Draft needs(AuthType... types) {
      authTypes.addAll(Arrays.asList(types));
      return this;
    }

    /** The auth types of which a client has to support one at least for this check to apply. */
    public Draft needsOneOf(Collection<AuthType> types) {
      alternatives.addAll(types);
      return this;
    }

    /** What a client has to be able to do for this check to apply. */
    public Draft needs(Feature... more) {
      features.addAll(Arrays.asList(more));
      return this;
    }

    /** What a client must do, in plain words. */
    public Draft rule(String text) {
      rule = text;
      return this;
    }

    /** The check, whole. */
    public Check step(Step step) {
      return new Check(id, level, title, specs, authTypes, alternatives, features, rule, step);
    }
  }
}
