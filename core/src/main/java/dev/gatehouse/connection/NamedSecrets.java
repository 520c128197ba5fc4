package dev.gatehouse.connection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of named credentials, copied; each has a name and a value. */
final class NamedSecrets {
  private NamedSecrets() {}

  static List<NamedSecret> copy(String field, @Nullable List<NamedSecret> list) {
    List<NamedSecret> copy = new ArrayList<>(Required.present(field, list));
    for (int i = 0; i < copy.size(); i++) {
      Required.present(field + "[" + i + "]", copy.get(i));
    }
    return List.copyOf(copy);
  }

  /** Query parameters, which carry no control characters. */
  static List<NamedSecret> parameters(String field, @Nullable List<NamedSecret> list) {
    List<NamedSecret> copy = copy(field, list);
    for (int i = 0; i < copy.size(); i++) {
      ControlCharacters.refuse(field + "[" + i + "].value", copy.get(i).value());
    }
    return copy;
  }

  static List<NamedSecret> notEmpty(String field, List<NamedSecret> list) {
    if (list.isEmpty()) {
      throw new InvalidConnectionException(
          field, "empty; at least one is needed, with a name and a value", null);
    }
    return list;
  }
}
