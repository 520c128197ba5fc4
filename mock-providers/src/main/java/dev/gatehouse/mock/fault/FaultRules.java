package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.TokenForge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The rules of one server, and the way of a request through them. It is asked twice: before anybody
 * has answered, for a fault that takes the place of the answer; and after, for one that changes it.
 */
public final class FaultRules implements Faults {
  private final AtomicLong count = new AtomicLong();
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();

  @Override
  public Wish on(Target target) {
    return new Wish() {
      @Override
      public FaultRule times(int times, Fault fault) {
        Allowed.between("times", times, 1, Integer.MAX_VALUE);
        return add(id -> FaultRule.times(id, narrowed(target, fault), fault, times));
      }

      @Override
      public FaultRule untilRemoved(Fault fault) {
        return add(id -> FaultRule.untilRemoved(id, narrowed(target, fault), fault));
      }
    };
  }

  /** A refresh token can be refused only where one is redeemed. */
  private static Target narrowed(Target target, Fault fault) {
    return fault instanceof TokenFault.RefreshTokenRefused
        ? target.parameter("grant_type", "refresh_token")
        : target;
  }

  private FaultRule add(Function<String, FaultRule> named) {
    FaultRule rule = named.apply("f" + count.incrementAndGet());
    rules.add(rule);
    return rule;
  }

  @Override
  public List<FaultRule> rules() {
    return rules.stream().filter(rule -> !rule.isSpent()).toList();
  }

  @Override
  public boolean remove(String id) {
    return rules.removeIf(rule -> rule.id().equals(id));
  }

  @Override
  public void removeAll() {
    rules.clear();
  }

  /** Whether no fault can fire, so that nobody need look. */
  public boolean isIdle() {
    return rules.isEmpty();
  }

  /** The answer of a fault that takes the place of the real one, if that is the next to fire. */
  public Optional<Interference> before(Sighting seen) {
    for (FaultRule rule : rules) {
      if (rule.holds(seen)) {
        Optional<Answer> answer = Replacement.of(rule.fault());
        if (answer.isEmpty()) {
          return Optional.empty();
        }
        if (fire(rule)) {
          return Optional.of(fired(rule, answer.get(), List.of()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The answer as the next fault leaves it; the same when there is none.
   *
   * @param forge makes tokens of whoever answered
   * @param now the server's time
   */
  public Interference after(Sighting seen, Answer answer, Optional<TokenForge> forge, Instant now) {
    List<String> remarks = new ArrayList<>();
    for (FaultRule rule : rules) {
      if (rule.holds(seen)) {
        Alteration altered =
            Replacement.of(rule.fault())
                .<Alteration>map(Alteration.Done::new)
                .orElseGet(() -> Alteration.of(rule.fault(), answer, forge, now));
        if (altered instanceof Alteration.Impossible impossible) {
          remarks.add(rule + " was asked for and did not fire: " + impossible.why());
        } else if (altered instanceof Alteration.Done done && fire(rule)) {
          return fired(rule, done.answer(), remarks);
        }
      }
    }
    return new Interference(answer, null, remarks);
  }

  private boolean fire(FaultRule rule) {
    boolean fires = rule.fire();
    if (rule.isSpent()) {
      rules.remove(rule);
    }
    return fires;
  }

  private static Interference fired(FaultRule rule, Answer answer, List<String> earlier) {
    List<String> remarks = new ArrayList<>(earlier);
    remarks.add(rule + " was asked for and fired");
    return new Interference(answer, rule.forTheJournal(), remarks);
  }
}
