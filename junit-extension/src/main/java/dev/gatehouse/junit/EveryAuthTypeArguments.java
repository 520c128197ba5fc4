package dev.gatehouse.junit;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.scenario.Scenario;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;

/** One argument for each auth type, named by its id, each from the Gatehouse of its invocation. */
final class EveryAuthTypeArguments implements ArgumentsProvider {
  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext template) {
    return arguments(template);
  }

  @Override
  @SuppressWarnings("deprecation") // JUnit before 5.13 knows no other
  public Stream<? extends Arguments> provideArguments(ExtensionContext template) {
    return arguments(template);
  }

  private static Stream<Arguments> arguments(ExtensionContext template) {
    Method method = template.getRequiredTestMethod();
    if (AnnotationSupport.findRepeatableAnnotations(method, ArgumentsSource.class).size() > 1) {
      throw Misuse.of(
          method, "@EveryAuthType stands alone: take the other source of arguments away");
    }
    Class<?> wanted = argumentType(method);
    List<AuthType> types = types(template, method);
    return IntStream.rangeClosed(1, types.size())
        .mapToObj(
            number -> {
              AuthType type = types.get(number - 1);
              Scenario scenario = Home.invocation(template, number).gatehouse().scenario(type);
              return Arguments.of(Named.of(type.id(), argument(wanted, scenario)));
            });
  }

  private static Class<?> argumentType(Method method) {
    Set<Class<?>> possible =
        Set.of(HttpConnection.class, Scenario.class, Connection.class, AuthType.class);
    if (method.getParameterCount() == 0 || !possible.contains(method.getParameterTypes()[0])) {
      throw Misuse.of(
          method,
          "@EveryAuthType gives the first parameter: an HttpConnection, a Scenario, a Connection or"
              + " an AuthType");
    }
    return method.getParameterTypes()[0];
  }

  private static List<AuthType> types(ExtensionContext template, Method method) {
    List<AuthType> supported =
        Home.invocation(template, 1).gatehouse().lineup().stream().map(Scenario::type).toList();
    EveryAuthType wish =
        AnnotationSupport.findAnnotation(method, EveryAuthType.class).orElseThrow();
    Set<AuthType> include = set(wish.include());
    if (!supported.containsAll(include)) {
      throw Misuse.of(
          method, "@EveryAuthType includes " + include + ", but supported are " + supported);
    }
    List<AuthType> types = new ArrayList<>(include.isEmpty() ? supported : include);
    types.removeAll(set(wish.exclude()));
    if (types.isEmpty()) {
      throw Misuse.of(method, "@EveryAuthType leaves no auth type: exclude fewer of " + supported);
    }
    return types;
  }

  private static Set<AuthType> set(AuthType[] types) {
    return Arrays.stream(types)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(AuthType.class)));
  }

  private static Object argument(Class<?> wanted, Scenario scenario) {
    if (wanted == HttpConnection.class) {
      return scenario.open(); // JUnit closes an argument after its invocation
    }
    if (wanted == Scenario.class) {
      return scenario;
    }
    return wanted == Connection.class ? scenario.connection() : scenario.type();
  }
}
