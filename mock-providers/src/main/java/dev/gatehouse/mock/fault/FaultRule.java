package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.journal.FiredFault;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was asked for: on what, how often, and how often it has fired.
 *
 * @since 0.1
 */
public final class FaultRule {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final String id;
  private final Target target;
  private final Fault fault;
  private final long times;
  private final AtomicLong fired = new AtomicLong();

  private FaultRule(String id, Target target, Fault fault, long times) {
    this.id = id;
    this.target = target;
    this.fault = fault;
    this.times = times;
  }

  static FaultRule times(String id, Target target, Fault fault, int times) {
    return new FaultRule(id, target, fault, times);
  }

  static FaultRule untilRemoved(String id, Target target, Fault fault) {
    return new FaultRule(id, target, fault, NO_LIMIT);
  }

  /** Its name on this server, by which it can be removed. */
  public String id() {
    return id;
  }

  /** The requests it meets. */
  public Target target() {
    return target;
  }

  /** What happens to them. */
  public Fault fault() {
    return fault;
  }

  /** How many times it fires; empty when until it is removed. */
  public OptionalLong times() {
    return times == NO_LIMIT ? OptionalLong.empty() : OptionalLong.of(times);
  }

  /** How many times it has fired. */
  public long fired() {
    return fired.get();
  }

  /** Fires once more, unless it has fired as often as it may; however many threads ask. */
  boolean fire() {
    return fired.getAndUpdate(count -> count < times ? count + 1 : count) < times;
  }

  boolean isSpent() {
    return fired.get() >= times;
  }

  boolean holds(Sighting seen) {
    return !isSpent() && (target.holds(seen) || meetsTheLateAnswerTo(seen.answered()));
  }

  /** A code leaves after the pages, by a request of theirs, and is asked for by an earlier one. */
  private boolean meetsTheLateAnswerTo(@Nullable Sighting earlier) {
    return earlier != null && fault instanceof Fault.AuthorizationError && target.holds(earlier);
  }

  FiredFault forTheJournal() {
    return new FiredFault(id, fault.type());
  }

  /** For people: {@code fault f1 (oauth-error) on endpoint token}. */
  @Override
  public String toString() {
    return "fault " + id + " (" + fault.type() + ") on " + target.place();
  }
}
