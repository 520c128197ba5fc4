package dev.gatehouse.client;

import java.util.List;
import java.util.Optional;

/**
 * Header fields in the order they were sent or received, names in their own case.
 *
 * @param fields every field, duplicates included
 * @param caseSensitive whether names that differ in case only are different names
 * @since 0.1
 */
public record Headers(List<Field> fields, boolean caseSensitive) {
  /** One header field; it prints its name only, since its value may be a credential. */
  public record Field(String name, String value) {
    @Override
    public String toString() {
      return name + ": ***";
    }
  }

  public Headers {
    fields = List.copyOf(fields);
  }

  /** The first value of a header. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of a header, in order. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(
            field ->
                caseSensitive ? field.name().equals(name) : field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }
}
