package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What follows the last chunk: the one field that was announced, and its signature where chunks
 * have one (AWS documentation: "Including trailing headers").
 *
 * @param value of the field; empty when none was announced
 * @param signature without what pads it; empty when chunks have none
 */
record Trailer(String value, String signature) {
  private static final String SIGNATURE = "x-amz-trailer-signature";

  /** The name of the field that {@code X-Amz-Trailer} announces, or empty. */
  static String announced(ServerRequest request, ChunkSigning mode) throws RefusedSignature {
    List<String> names =
        request.headers("X-Amz-Trailer").stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (names.isEmpty()) {
      return "";
    }
    if (!mode.trailer()) {
      throw ChunkFaults.malformedTrailer(
          "x-amz-trailer announces a trailer, but x-amz-content-sha256 says there is none");
    }
    if (names.size() > 1) {
      throw ChunkFaults.invalid(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
          "x-amz-trailer announces " + names.size() + " fields; it may announce one");
    }
    return names.get(0);
  }

  /** Reads it to its empty line. */
  static Trailer read(ChunkLines lines, String announced, boolean signed)
      throws RefusedSignature, IOException {
    String value = "";
    if (!announced.isEmpty()) {
      value = field(lines, announced);
    }
    String signature = "";
    if (signed) {
      signature = field(lines, SIGNATURE).replaceFirst("\\*+$", "");
    }
    String end = lines.next();
    if (!end.isEmpty()) {
      throw ChunkFaults.malformedTrailer(
          "the trailer has a line more than was announced: " + ReadHeaderClaim.shortened(end));
    }
    if (!lines.atEnd()) {
      throw ChunkFaults.malformedTrailer("bytes follow the end of the trailer");
    }
    return new Trailer(value, signature);
  }

  private static String field(ChunkLines lines, String name) throws RefusedSignature, IOException {
    String line = lines.next();
    int colon = line.indexOf(':');
    if (colon < 0 || !line.substring(0, colon).equalsIgnoreCase(name)) {
      throw ChunkFaults.malformedTrailer(
          "the trailer should have the field "
              + name
              + " where it has "
              + (line.isEmpty() ? "its end" : ReadHeaderClaim.shortened(line)));
    }
    return line.substring(colon + 1).strip();
  }
}
