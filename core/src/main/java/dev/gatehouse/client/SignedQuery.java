package dev.gatehouse.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query as it is signed: decoded as AWS decodes it, where a plus is a plus, and a name without
 * {@code =} has an empty value.
 */
final class SignedQuery {
  private SignedQuery() {}

  /**
   * The parameters, each with all its values in order.
   *
   * @throws InvalidRequestException if one has no name, or is not UTF-8
   */
  static Map<String, List<String>> parameters(@Nullable String rawQuery) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
      if (!pair.isEmpty()) {
        String[] halves = pair.split("=", 2);
        if (halves[0].isEmpty()) {
          throw new InvalidRequestException(
              "the query holds a parameter without a name: AWS signatures cannot cover it");
        }
        parameters
            .computeIfAbsent(text(halves[0]), name -> new ArrayList<>())
            .add(halves.length == 2 ? text(halves[1]) : "");
      }
    }
    return parameters;
  }

  private static String text(String encoded) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(PercentCoding.bytes(encoded)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(
          "the query holds percent-encoded bytes that are not UTF-8: AWS signatures cannot cover"
              + " them");
    }
  }
}
