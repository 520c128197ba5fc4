package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a signature covers (AWS documentation: "Create a signed AWS API request"). */
record CanonicalRequest(Outgoing request, String payloadHash, boolean s3, @Nullable Flaw flaw) {

  String text() {
    return String.join(
        "\n", request.method(), path(), query(), headers(), signedHeaders(), payloadHash);
  }

  /** Every header there is, in lower case, each once, sorted. */
  String signedHeaders() {
    return String.join(";", names());
  }

  private List<String> names() {
    return request.fields().stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .filter(name -> flaw != Flaw.SIGV4_HOST_SIGNED || !name.equals("host"))
        .distinct()
        .sorted()
        .toList();
  }

  /** Encoded twice, for Amazon S3 once. */
  private String path() {
    String path = request.target().path();
    if (s3) {
      return segments(path, UriEncoding::once);
    }
    String normal = normalized(path);
    return segments(normal, flaw == Flaw.SIGV4_PATH ? UriEncoding::once : UriEncoding::encode);
  }

  private static String segments(String path, UnaryOperator<String> encoding) {
    return Arrays.stream(path.split("/", -1)).map(encoding).collect(Collectors.joining("/"));
  }

  /** RFC 3986, section 5.2.4; of several slashes one stays. */
  private static String normalized(String path) {
    List<String> kept = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..") && !kept.isEmpty()) {
        kept.remove(kept.size() - 1);
      } else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
        kept.add(segment);
      }
    }
    boolean folder = path.matches(".*/(\\.\\.?)?");
    return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
  }

  private String query() {
    String query = request.target().query();
    List<Field> parameters =
        Arrays.stream(query == null ? new String[0] : query.split("&"))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.split("=", 2))
            .map(
                parts ->
                    new Field(
                        UriEncoding.once(parts[0]),
                        parts.length > 1 ? UriEncoding.once(parts[1]) : ""))
            .collect(Collectors.toCollection(ArrayList::new));
    if (flaw != Flaw.SIGV4_QUERY) {
      parameters.sort(
          (one, other) ->
              one.name().equals(other.name())
                  ? one.value().compareTo(other.value())
                  : one.name().compareTo(other.name()));
    }
    return parameters.stream()
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private String headers() {
    return names().stream()
        .map(
            name ->
                name
                    + ":"
                    + request.fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .map(field -> folded(field.value()))
                        .collect(Collectors.joining(","))
                    + "\n")
        .collect(Collectors.joining());
  }

  private String folded(String value) {
    return flaw == Flaw.SIGV4_VECTORS ? value : value.strip().replaceAll("\\s+", " ");
  }
}
