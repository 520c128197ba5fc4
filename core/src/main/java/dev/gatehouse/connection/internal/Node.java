package dev.gatehouse.connection.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a JSON or YAML text, with the place it stands at. It never prints its content. */
public sealed interface Node {
  Place place();

  /** What it is, for people. */
  String kind();

  /**
   * Names with values, in the order of the text.
   *
   * @param names where each name stands
   */
  record Mapping(Place place, LinkedHashMap<String, Node> fields, Map<String, Place> names)
      implements Node {
    @Override
    public String kind() {
      return "an object";
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /**
   * A single value.
   *
   * @param look what it looks like
   * @param text as written, without quotes and escapes
   * @param mayBeText whether it can stand for text: in YAML an unquoted {@code 2.0} can, in JSON a
   *     number cannot
   */
  record Scalar(Place place, Look look, String text, boolean mayBeText) implements Node {
    enum Look {
      TEXT("text"),
      NUMBER("a number"),
      FLAG("true or false"),
      NOTHING("null");

      private final String kind;

      Look(String kind) {
        this.kind = kind;
      }
    }

    @Override
    public String kind() {
      return look.kind;
    }

    @Override
    public String toString() {
      return kind();
    }
  }
}
