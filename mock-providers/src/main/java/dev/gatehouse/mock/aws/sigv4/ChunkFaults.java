package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.BadChunk;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.ChunkCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Amazon S3 answers to a body in chunks that is not as it should be (AWS documentation: "Error
 * responses"; the words are those of the live service).
 */
final class ChunkFaults {
  private ChunkFaults() {}

  /** The chunks do not follow one another as they should, or end too early or too late. */
  static RefusedSignature incomplete(String explanation) {
    return new RefusedSignature(
        new BadChunk(
            ChunkCode.IncompleteBody,
            "The request body terminated unexpectedly",
            Map.of(),
            explanation));
  }

  /** The chunks have another number of bytes than was announced. */
  static RefusedSignature wrongLength(long announced, long found) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("NumberBytesExpected", String.valueOf(announced));
    details.put("NumberBytesProvided", String.valueOf(found));
    return new RefusedSignature(
        new BadChunk(
            ChunkCode.IncompleteBody,
            "You did not provide the number of bytes specified by the Content-Length HTTP header",
            details,
            "x-amz-decoded-content-length is "
                + announced
                + ", but the chunks have "
                + found
                + " bytes"));
  }

  static RefusedSignature lengthMissing(String explanation) {
    return new RefusedSignature(
        new BadChunk(
            ChunkCode.MissingContentLength,
            "You must provide the Content-Length HTTP header.",
            Map.of(),
            explanation));
  }

  /**
   * A chunk that is not the last is too small.
   *
   * @param next number of the chunk after it
   */
  static RefusedSignature tooSmall(long size, long next, int least) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("Chunk", String.valueOf(next));
    details.put("BadChunkSize", String.valueOf(size));
    return new RefusedSignature(
        new BadChunk(
            ChunkCode.InvalidChunkSizeError,
            "Only the last chunk is allowed to have a size less than " + least + " bytes",
            details,
            "chunk "
                + (next - 1)
                + " has "
                + size
                + " bytes; each but the last needs at least "
                + least));
  }

  /** What follows the last chunk is not the trailer that was announced. */
  static RefusedSignature malformedTrailer(String explanation) {
    return new RefusedSignature(
        new BadChunk(
            ChunkCode.MalformedTrailerError,
            "The request contained trailing data that was not well-formed or did not conform to our"
                + " published schema.",
            Map.of(),
            explanation));
  }

  static RefusedSignature badDigest(String algorithm, String explanation) {
    return new RefusedSignature(
        new BadChunk(
            ChunkCode.BadDigest,
            "The " + algorithm + " you specified did not match the calculated checksum.",
            Map.of(),
            explanation));
  }

  static RefusedSignature invalid(String message, String explanation) {
    return new RefusedSignature(
        new BadChunk(ChunkCode.InvalidRequest, message, Map.of(), explanation));
  }

  /** A header has a value that is none. */
  static RefusedSignature invalidArgument(
      String header, String value, String message, String explanation) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ArgumentName", header);
    details.put("ArgumentValue", value);
    return new RefusedSignature(
        new BadChunk(ChunkCode.InvalidArgument, message, details, explanation));
  }
}
