package dev.gatehouse.junit;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.AnnotationSupport;

/** One parameter of a test: whether Gatehouse gives it, and what it is. */
final class GatehouseParameter {
  private static final Set<Class<?>> TYPES =
      Set.of(Gatehouse.class, URI.class, Scenario.class, HttpConnection.class, Connection.class);

  private GatehouseParameter() {}

  static boolean isOurs(ParameterContext parameter) {
    return parameter.isAnnotated(Auth.class)
        || Planned.of(parameter).isPresent()
        || TlsParameter.of(parameter).isPresent()
        || (TYPES.contains(parameter.getParameter().getType()) && !isArgument(parameter));
  }

  /** Whether a {@code @ParameterizedTest} gives it. */
  private static boolean isArgument(ParameterContext parameter) {
    var method = parameter.getDeclaringExecutable();
    if (AnnotationSupport.isAnnotated(method, EveryAuthType.class)) {
      return parameter.getIndex() == 0;
    }
    return AnnotationSupport.isAnnotated(method, ParameterizedTest.class)
        && parameter.getParameter().getType() != Gatehouse.class;
  }

  static Object resolve(ParameterContext parameter, ExtensionContext context) {
    Optional<AuthType> type = parameter.findAnnotation(Auth.class).map(Auth::value);
    Optional<Planned> planned = Planned.of(parameter);
    Home home = Home.of(context);
    if (home.visit().isEmpty()
        && parameter.getDeclaringExecutable().isAnnotationPresent(AfterAll.class)) {
      throw Misuse.of(
          parameter.getParameter(),
          "the Gatehouses of the methods are closed: share one by @GatehouseTest(isolation ="
              + " Isolation.CLASS)");
    }
    Optional<TlsParameter> tls = TlsParameter.of(parameter);
    if (tls.isPresent()) {
      return tls.get().resolve(home);
    }
    if (type.isPresent() && planned.isPresent()) {
      throw Misuse.of(
          parameter.getParameter(),
          "@Auth and @%s both say how it logs in: keep one"
              .formatted(planned.get().annotation().annotationType().getSimpleName()));
    }
    if (planned.isPresent()) {
      return resolve(parameter.getParameter(), () -> planned.get().scenario(home), context);
    }
    return type.isPresent()
        ? resolve(
            parameter.getParameter(),
            () -> scenario(parameter.getParameter(), type.get(), home),
            context)
        : resolve(parameter.getParameter(), home);
  }

  private static Object resolve(Parameter parameter, Home home) {
    if (parameter.getType() == Gatehouse.class) {
      return home.gatehouse();
    }
    if (parameter.getType() == URI.class) {
      return home.gatehouse().baseUri();
    }
    throw Misuse.of(
        parameter,
        "say how it logs in, for example '@Auth(AuthType.BASIC) %s %s'; or run it with each auth type"
                .formatted(parameter.getType().getSimpleName(), parameter.getName())
            + " by @ParameterizedTest @EveryAuthType");
  }

  private static Object resolve(
      Parameter parameter, Supplier<Scenario> scenario, ExtensionContext context) {
    if (parameter.getType() == Scenario.class) {
      return scenario.get();
    }
    if (parameter.getType() == Connection.class) {
      return scenario.get().connection();
    }
    if (parameter.getType() == URI.class) {
      return scenario.get().apiUri();
    }
    if (parameter.getType() == HttpConnection.class) {
      HttpConnection connection = scenario.get().open();
      Home.store(context).put(new Object(), new Kept(connection, connection::close));
      return connection;
    }
    if (parameter.getType() == Gatehouse.class) {
      throw Misuse.of(
          parameter, "a Gatehouse has every auth type: leave out @Auth, or ask for a Scenario");
    }
    throw Misuse.of(
        parameter,
        "@Auth stands on a Scenario, an HttpConnection, a Connection or a URI; a "
            + parameter.getType().getSimpleName()
            + " can be read from 'Scenario "
            + parameter.getName()
            + "'");
  }

  private static Scenario scenario(Parameter parameter, AuthType type, Home home) {
    try {
      return home.gatehouse().scenario(type);
    } catch (IllegalArgumentException unsupported) {
      throw Misuse.of(parameter, unsupported.getMessage());
    }
  }
}
