package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields as {@code application/x-www-form-urlencoded}, in order (RFC 6749, appendix B). */
record Form(List<Field> fields) {
  Form {
    fields = List.copyOf(fields);
  }

  static Form of(String name, String value) {
    return new Form(List.of(new Field(name, value)));
  }

  /** Reads a query; what is no escape stays as it is. */
  static Form read(@Nullable String query) {
    List<Field> fields =
        Arrays.stream(query == null ? new String[0] : query.split("&"))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.split("=", 2))
            .map(parts -> new Field(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : ""))
            .toList();
    return new Form(fields);
  }

  Form with(String name, String value) {
    return with(of(name, value));
  }

  Form with(Form more) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(more.fields());
    return new Form(all);
  }

  /** These fields but for those whose names are also in the other form. */
  Form without(Form other) {
    return new Form(fields.stream().filter(field -> other.values(field.name()).isEmpty()).toList());
  }

  List<String> values(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
  }

  String encoded() {
    return fields.stream()
        .map(field -> encode(field.name()) + "=" + encode(field.value()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
