package dev.gatehouse.mock.fault;

import java.util.List;

/**
 * The faults of one server: asked for, listed, removed.
 *
 * <pre>{@code
 * gatehouse.faults().on(endpoint("token")).once(Fault.oauthError("temporarily_unavailable"));
 * gatehouse.faults().on(path("/api/basic/orders")).times(2, Fault.status(503));
 * gatehouse.faults().on(endpoint("token")).untilRemoved(TokenFault.expired());
 * }</pre>
 *
 * <p>A request meets one fault at most: the first asked for of those that can still fire. So faults
 * asked for one after another on the same endpoint happen one after another.
 *
 * @since 0.1
 */
public interface Faults {
  /** Begins to ask for a fault on these requests. */
  Wish on(Target target);

  /** The rules that can still fire, in the order they were asked for. */
  List<FaultRule> rules();

  /**
   * Removes one rule.
   *
   * @return whether it could still have fired
   */
  boolean remove(String id);

  /** Removes every rule. */
  void removeAll();

  /**
   * A fault that is being asked for; it is in place when one of these methods returns.
   *
   * @since 0.1
   */
  interface Wish {
    /** For the first request that it meets. */
    default FaultRule once(Fault fault) {
      return times(1, fault);
    }

    /**
     * For so many requests.
     *
     * @throws IllegalArgumentException if that is less than 1
     */
    FaultRule times(int times, Fault fault);

    /** For every request, until the rule is removed or the server is reset. */
    FaultRule untilRemoved(Fault fault);
  }
}
