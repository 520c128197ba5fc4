package dev.gatehouse.junit;

import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.fault.FaultRule;
import dev.gatehouse.mock.fault.Faults;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The faults that stand on a test and the classes around it, from the beginning of its method to
 * the end.
 *
 * @param ofMethod those that have to fire
 * @param ofClasses those that may
 */
record FaultsOfATest(Faults faults, List<FaultRule> ofMethod, List<FaultRule> ofClasses) {
  private static final String KEY = "faults";

  /** Asks for them; a test without any touches no Gatehouse. */
  static void ask(ExtensionContext context) {
    AnnotatedElement method = context.getRequiredTestMethod();
    List<AskedFault> ofMethod = on(method);
    List<AskedFault> ofClasses = new ArrayList<>();
    Optional<ExtensionContext> around = context.getParent();
    while (around.isPresent()) {
      around
          .get()
          .getElement()
          .filter(Class.class::isInstance)
          .map(FaultsOfATest::on)
          .ifPresent(ofClasses::addAll);
      around = around.get().getParent();
    }
    if (ofMethod.isEmpty() && ofClasses.isEmpty()) {
      return;
    }
    Faults faults = Home.of(context).gatehouse().faults();
    Home.store(context)
        .put(KEY, new FaultsOfATest(faults, ask(faults, ofMethod), ask(faults, ofClasses)));
  }

  private static List<AskedFault> on(AnnotatedElement element) {
    return AnnotationSupport.findRepeatableAnnotations(element, WithFault.class).stream()
        .map(wish -> AskedFault.of(wish, element))
        .toList();
  }

  private static List<FaultRule> ask(Faults faults, List<AskedFault> wishes) {
    List<FaultRule> rules = new ArrayList<>();
    for (AskedFault wish : wishes) {
      for (Fault fault : wish.faults()) {
        rules.add(
            wish.times() == WithFault.ALWAYS
                ? faults.on(wish.target()).untilRemoved(fault)
                : faults.on(wish.target()).times(wish.times(), fault));
      }
    }
    return rules;
  }

  /** Removes them, and fails a test that passed without one of its own faults. */
  static void end(ExtensionContext context) {
    FaultsOfATest asked = Home.store(context).get(KEY, FaultsOfATest.class);
    if (asked == null) {
      return;
    }
    asked.ofMethod().forEach(rule -> asked.faults().remove(rule.id()));
    asked.ofClasses().forEach(rule -> asked.faults().remove(rule.id()));
    String unmet =
        asked.ofMethod().stream()
            .filter(rule -> rule.fired() == 0)
            .map(FaultRule::toString)
            .collect(Collectors.joining(", "));
    if (!unmet.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError(
          unmet + " never fired, so this test proves nothing about it: does a request get there?");
    }
  }
}
