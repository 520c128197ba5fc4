package dev.gatehouse.junit;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import dev.gatehouse.mock.Gatehouse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Where the Gatehouse of a test lives: in the store of its method, or in that of its class, which
 * closes it. A store finds what the stores above it hold, so that a Gatehouse asked for in
 * {@code @BeforeAll} is the one of every method.
 */
record Home(Store store, String key) {
  private static final Namespace NAMESPACE = Namespace.create(GatehouseExtension.class);
  private static final String GATEHOUSE = "gatehouse";
  private static final Pattern INVOCATION =
      Pattern.compile("\\[test-template-invocation:#(\\d+)]$");

  /** The home of the Gatehouse that belongs to a test, or to what is run for it. */
  static Home of(ExtensionContext context) {
    Optional<Home> shared = shared(context);
    if (shared.isPresent()) {
      return shared.get();
    }
    Matcher invocation = INVOCATION.matcher(context.getUniqueId());
    return isAnnotated(context.getElement(), EveryAuthType.class) && invocation.find()
        ? invocation(context.getParent().orElseThrow(), Integer.parseInt(invocation.group(1)))
        : new Home(store(context), GATEHOUSE);
  }

  /**
   * The home for one invocation of an {@code @EveryAuthType} method. Its arguments are made before
   * it has a store of its own: they live in its template's, by number.
   *
   * @param number of the invocation, from 1
   */
  static Home invocation(ExtensionContext template, int number) {
    return shared(template).orElseGet(() -> new Home(store(template), GATEHOUSE + " #" + number));
  }

  /** The home that a test shares with others: by wish, or because it is taken already. */
  private static Optional<Home> shared(ExtensionContext context) {
    ExtensionContext annotated = annotatedClass(context);
    Isolation isolation =
        findAnnotation(annotated.getElement(), GatehouseTest.class).orElseThrow().isolation();
    if (isolation == Isolation.CLASS) {
      return Optional.of(new Home(store(annotated), GATEHOUSE));
    }
    Home home = new Home(store(context), GATEHOUSE);
    return home.visit().isPresent() ? Optional.of(home) : Optional.empty();
  }

  private static ExtensionContext annotatedClass(ExtensionContext context) {
    Optional<ExtensionContext> candidate = Optional.of(context);
    while (candidate.isPresent()) {
      if (isAnnotated(candidate.get().getElement(), GatehouseTest.class)) {
        return candidate.get();
      }
      candidate = candidate.get().getParent();
    }
    throw new ExtensionConfigurationException(
        "%s has no Gatehouse: write @GatehouseTest on the class"
            .formatted(context.getTestClass().map(Class::getSimpleName).orElse("this test")));
  }

  static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /** The Gatehouse that lives here, started when it is first asked for. */
  Gatehouse gatehouse() {
    return resource(store.getOrComputeIfAbsent(key, any -> start()));
  }

  /** The Gatehouse that lives here, if anybody has asked for it. */
  Optional<Gatehouse> visit() {
    return Optional.ofNullable(store.get(key)).map(Home::resource);
  }

  private static Kept start() {
    Gatehouse gatehouse = Gatehouse.start();
    return new Kept(gatehouse, gatehouse::close);
  }

  private static Gatehouse resource(Object value) {
    return (Gatehouse) ((Kept) value).resource();
  }
}
