package dev.gatehouse.connection.internal;

import dev.gatehouse.connection.internal.Node.Mapping;
import dev.gatehouse.connection.internal.Node.Scalar;
import dev.gatehouse.connection.internal.Node.Scalar.Look;
import dev.gatehouse.connection.internal.Node.Sequence;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a text. A field that is absent and one that is null are the same.
 * Every method throws {@link InvalidDocumentException}, naming the field, when it is not what the
 * caller asks for.
 */
public final class Fields {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)");

  private final Mapping mapping;
  private final String path;

  private Fields(Mapping mapping, String path) {
    this.mapping = mapping;
    this.path = path;
  }

  /** The fields of a node that has to be an object. */
  public static Fields of(Node node, String path) {
    if (node instanceof Mapping mapping) {
      return new Fields(mapping, path);
    }
    throw wrongType(node, path, "an object with named fields");
  }

  /** Refuses every field but these. */
  public Fields only(String... known) {
    List<String> names = List.of(known);
    for (String name : mapping.fields().keySet()) {
      if (!names.contains(name)) {
        String meant =
            Names.nearest(name, names).map(near -> "; did you mean '" + near + "'?").orElse("");
        throw new InvalidDocumentException(
            mapping.names().get(name),
            path,
            "unknown field "
                + Names.quoted(name)
                + meant
                + " (known: "
                + String.join(", ", names)
                + ")",
            null);
      }
    }
    return this;
  }

  /** The names there are, in the order of the text. */
  public List<String> names() {
    return List.copyOf(mapping.fields().keySet());
  }

  /** An error at a field of this object, given by its path below here. */
  public InvalidDocumentException invalid(String field, String problem) {
    return new InvalidDocumentException(placeOf(mapping, field), child(field), problem, null);
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return find(name) != null;
  }

  public @Nullable Fields optionalObject(String name) {
    Node node = find(name);
    return node == null ? null : of(node, child(name));
  }

  public Fields object(String name) {
    return of(require(name), child(name));
  }

  /** The objects of a list; none when the field is absent. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (Node item : items(name)) {
      objects.add(of(item, child(name) + "[" + objects.size() + "]"));
    }
    return objects;
  }

  /** The texts of a list; none when the field is absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(name)) {
      texts.add(text(item, child(name) + "[" + texts.size() + "]"));
    }
    return texts;
  }

  private List<Node> items(String name) {
    Node node = find(name);
    if (node == null) {
      return List.of();
    }
    if (node instanceof Sequence sequence) {
      return sequence.items();
    }
    throw wrongType(node, child(name), "a list");
  }

  public String text(String name) {
    return text(require(name), child(name));
  }

  public @Nullable String optionalText(String name) {
    Node node = find(name);
    return node == null ? null : text(node, child(name));
  }

  public String text(String name, String preset) {
    String text = optionalText(name);
    return text == null ? preset : text;
  }

  private static String text(Node node, String path) {
    if (node instanceof Scalar scalar && scalar.mayBeText()) {
      return scalar.text();
    }
    throw wrongType(node, path, "text in quotes");
  }

  public int number(String name, int preset) {
    Node node = find(name);
    if (node == null) {
      return preset;
    }
    if (node instanceof Scalar scalar
        && scalar.look() == Look.NUMBER
        && WHOLE_NUMBER.matcher(scalar.text()).matches()) {
      try {
        return Integer.parseInt(scalar.text());
      } catch (NumberFormatException e) {
        throw invalid(name, "out of range; from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
      }
    }
    throw wrongType(node, child(name), "a whole number, without quotes");
  }

  public boolean flag(String name, boolean preset) {
    Node node = find(name);
    if (node == null) {
      return preset;
    }
    if (node instanceof Scalar scalar && scalar.look() == Look.FLAG) {
      return scalar.text().toLowerCase(Locale.ROOT).equals("true");
    }
    throw wrongType(node, child(name), "true or false, without quotes");
  }

  /** What one of several words stands for. */
  public <T> T choice(String name, String given, Map<String, T> known) {
    T chosen = known.get(given);
    if (chosen != null) {
      return chosen;
    }
    String meant =
        Names.nearest(given, known.keySet())
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("");
    throw invalid(
        name,
        Names.quoted(given)
            + " is not known"
            + meant
            + " (known: "
            + String.join(", ", known.keySet())
            + ")");
  }

  /**
   * An object of any content, as JSON would have it: maps, lists, texts, numbers, {@code true} and
   * {@code false}, null; none when the field is absent.
   */
  public Map<String, Object> freeForm(String name) {
    Fields fields = optionalObject(name);
    return fields == null ? Map.of() : FreeForm.members(fields.mapping, child(name));
  }

  public URI uri(String name) {
    return uri(name, text(name));
  }

  public @Nullable URI optionalUri(String name) {
    String text = optionalText(name);
    return text == null ? null : uri(name, text);
  }

  private URI uri(String name, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The exception itself quotes the text; a password may be in it.
      String at = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      throw invalid(name, "not a URI: " + e.getReason().toLowerCase(Locale.ROOT) + at);
    }
  }

  private @Nullable Node find(String name) {
    Node node = mapping.fields().get(name);
    return node instanceof Scalar scalar && scalar.look() == Look.NOTHING ? null : node;
  }

  private Node require(String name) {
    Node node = find(name);
    if (node == null) {
      throw invalid(name, "missing; it is required");
    }
    return node;
  }

  private String child(String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }

  /** The place of {@code headers[0].name}, or of the nearest thing around it that is there. */
  private static Place placeOf(Node start, String field) {
    Node node = start;
    for (String step : field.split("[.\\[\\]]+", -1)) {
      Node next = null;
      if (node instanceof Mapping mapping) {
        next = mapping.fields().get(step);
      } else if (node instanceof Sequence sequence && WHOLE_NUMBER.matcher(step).matches()) {
        int index = Integer.parseInt(step);
        next = index < sequence.items().size() ? sequence.items().get(index) : null;
      }
      if (next == null) {
        return node.place();
      }
      node = next;
    }
    return node.place();
  }

  private static InvalidDocumentException wrongType(Node node, String path, String wanted) {
    return new InvalidDocumentException(
        node.place(), path, "has to be " + wanted + ", and is " + node.kind(), null);
  }
}
