package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.util.List;
import java.util.Optional;

/** An answer, read whole. */
record Incoming(int status, List<Field> fields, byte[] body) {

  List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }
}
