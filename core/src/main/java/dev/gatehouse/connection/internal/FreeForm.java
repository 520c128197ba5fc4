package dev.gatehouse.connection.internal;

import dev.gatehouse.connection.internal.Node.Mapping;
import dev.gatehouse.connection.internal.Node.Scalar;
import dev.gatehouse.connection.internal.Node.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values whose kind is told by how they look, as nobody else says it. */
final class FreeForm {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

  private FreeForm() {}

  static Map<String, Object> members(Mapping mapping, String path) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    mapping.fields().forEach((name, node) -> members.put(name, value(node, path + "." + name)));
    return members;
  }

  private static @Nullable Object value(Node node, String path) {
    if (node instanceof Mapping mapping) {
      return members(mapping, path);
    }
    if (node instanceof Sequence sequence) {
      List<@Nullable Object> items = new ArrayList<>();
      for (Node item : sequence.items()) {
        items.add(value(item, path + "[" + items.size() + "]"));
      }
      return items;
    }
    Scalar scalar = (Scalar) node;
    return switch (scalar.look()) {
      case TEXT -> scalar.text();
      case FLAG -> scalar.text().toLowerCase(Locale.ROOT).equals("true");
      case NUMBER -> number(scalar, path);
      case NOTHING -> null;
    };
  }

  /** YAML has more numbers than JSON, such as 0123 and 1_000: a reader would have to guess. */
  private static Number number(Scalar scalar, String path) {
    if (WHOLE.matcher(scalar.text()).matches()) {
      return Long.parseLong(scalar.text());
    }
    if (JSON_NUMBER.matcher(scalar.text()).matches()) {
      return new BigDecimal(scalar.text());
    }
    throw new InvalidDocumentException(
        scalar.place(),
        path,
        "is no number as JSON writes it; put it in quotes if it is a text",
        null);
  }
}
