package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.util.ArrayList;
import java.util.List;

/** A request about to be sent. */
record Outgoing(String method, Target target, List<Field> fields, byte[] body) {
  Outgoing {
    fields = List.copyOf(fields);
  }

  Outgoing adding(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Outgoing(method, target, more, body);
  }

  Outgoing without(String name) {
    List<Field> rest =
        fields.stream().filter(field -> !field.name().equalsIgnoreCase(name)).toList();
    return new Outgoing(method, target, rest, body);
  }

  Outgoing to(Target newTarget) {
    return new Outgoing(method, newTarget, fields, body);
  }

  Outgoing withBody(byte[] newBody) {
    return new Outgoing(method, target, fields, newBody);
  }

  Outgoing withMethod(String newMethod) {
    return new Outgoing(newMethod, target, fields, body);
  }

  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }
}
