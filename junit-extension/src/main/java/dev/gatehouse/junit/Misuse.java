package dev.gatehouse.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** A test that is written wrongly: says where, and what to write. */
final class Misuse {
  private Misuse() {}

  static ParameterResolutionException of(Parameter parameter, String what) {
    return new ParameterResolutionException(
        "parameter '%s %s' of %s: %s"
            .formatted(
                parameter.getType().getSimpleName(),
                parameter.getName(),
                name(parameter.getDeclaringExecutable()),
                what));
  }

  static ParameterResolutionException of(Executable executable, String what) {
    return new ParameterResolutionException(name(executable) + ": " + what);
  }

  static ExtensionConfigurationException of(AnnotatedElement element, String what) {
    String name =
        element instanceof Executable executable
            ? name(executable)
            : element instanceof Class<?> type ? type.getSimpleName() : String.valueOf(element);
    return new ExtensionConfigurationException(name + ": " + what);
  }

  private static String name(Executable executable) {
    return executable.getDeclaringClass().getSimpleName()
        + (executable instanceof Method ? "." + executable.getName() : "'s constructor");
  }
}
