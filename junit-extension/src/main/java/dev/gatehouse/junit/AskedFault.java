package dev.gatehouse.junit;

import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.fault.Target;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A {@link WithFault} in the words of {@link dev.gatehouse.mock.fault.Faults}. */
record AskedFault(Target target, List<Fault> faults, int times) {
  /**
   * Reads an annotation.
   *
   * @param element it stands on
   */
  static AskedFault of(WithFault wish, AnnotatedElement element) {
    if (wish.times() < 1 && wish.times() != WithFault.ALWAYS) {
      throw Misuse.of(element, "@WithFault(times) is 1 or more, or WithFault.ALWAYS");
    }
    try {
      return new AskedFault(target(wish), faults(wish), wish.times());
    } catch (IllegalArgumentException e) {
      throw Misuse.of(element, "@WithFault: " + e.getMessage());
    }
  }

  private static Target target(WithFault wish) {
    List<Target> places = new ArrayList<>();
    if (!wish.endpoint().isEmpty()) {
      places.add(Target.endpoint(wish.endpoint()));
    }
    if (!wish.path().isEmpty()) {
      places.add(Target.path(wish.path()));
    }
    if (!wish.pathPrefix().isEmpty()) {
      places.add(Target.pathPrefix(wish.pathPrefix()));
    }
    if (places.size() != 1) {
      throw new IllegalArgumentException("say where by one of endpoint, path, pathPrefix");
    }
    Target target = places.get(0);
    if (!wish.method().isEmpty()) {
      target = target.method(wish.method());
    }
    return wish.grantType().isEmpty() ? target : target.parameter("grant_type", wish.grantType());
  }

  private static List<Fault> faults(WithFault wish) {
    List<List<Fault>> ways = new ArrayList<>();
    if (wish.kind().length > 0) {
      ways.add(List.of(wish.kind()).stream().map(FaultKind::fault).toList());
    }
    if (wish.status() != 0) {
      ways.add(List.of(Fault.status(wish.status())));
    }
    if (!wish.oauthError().isEmpty()) {
      ways.add(List.of(Fault.oauthError(wish.oauthError())));
    }
    if (wish.delayMillis() != 0) {
      ways.add(List.of(Fault.delay(Duration.ofMillis(wish.delayMillis()))));
    }
    if (wish.fault().length > 0) {
      ways.add(List.of(wish.fault()).stream().map(AskedFault::made).toList());
    }
    if (ways.size() != 1) {
      throw new IllegalArgumentException(
          "say what by one of kind, status, oauthError, delayMillis, fault");
    }
    return ways.get(0);
  }

  private static Fault made(Class<? extends Supplier<? extends Fault>> maker) {
    try {
      Constructor<? extends Supplier<? extends Fault>> constructor = maker.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance().get();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          maker.getSimpleName()
              + " has to be a class, static if it is nested, with a constructor without parameters",
          e);
    }
  }
}
