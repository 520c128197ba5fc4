package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Verifies a body in chunks of AWS's own (AWS documentation: "Transferring payload in multiple
 * chunks", "Including trailing headers"). It goes through once and keeps nothing: what was decoded
 * is read anew, as a {@link DechunkedBody}.
 */
final class ChunkedBody {
  /** AWS documentation: "each chunk of at least 8 KB", but for the last. */
  private static final int LEAST = 8 * 1024;

  private static final int BUFFER = 16 * 1024;

  private final ChunkLines lines;
  private final ChunkSigning mode;
  private final ChunkChain chain;
  private final TrailerChecksum checksum;
  private final long announced;
  private final MessageDigest hash = Sha256.digest();
  private long chunks;
  private long decoded;

  private ChunkedBody(
      ChunkLines lines,
      ChunkSigning mode,
      ChunkChain chain,
      TrailerChecksum checksum,
      long announced) {
    this.lines = lines;
    this.mode = mode;
    this.chain = chain;
    this.checksum = checksum;
    this.announced = announced;
  }

  /**
   * The payload.
   *
   * @param chain starts at the signature of the request
   */
  static RequestBody verified(ServerRequest request, ChunkSigning mode, ChunkChain chain)
      throws RefusedSignature {
    String field = Trailer.announced(request, mode);
    long length = announcedLength(request);
    try (ChunkLines lines = new ChunkLines(request.content().open())) {
      ChunkedBody body = new ChunkedBody(lines, mode, chain, TrailerChecksum.of(field), length);
      body.chunks();
      body.end(field);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DechunkedBody(request.content(), mode, length);
  }

  private static long announcedLength(ServerRequest request) throws RefusedSignature {
    List<String> named = request.headers("X-Amz-Decoded-Content-Length");
    if (named.size() != 1) {
      throw ChunkFaults.lengthMissing(
          "x-amz-decoded-content-length is there "
              + named.size()
              + " times: a body in chunks has to say once how long it is without them");
    }
    String text = named.get(0);
    if (!text.matches("[0-9]{1,18}")) {
      throw ChunkFaults.lengthMissing(
          "x-amz-decoded-content-length is no number: " + ReadHeaderClaim.shortened(text));
    }
    return Long.parseLong(text);
  }

  private void chunks() throws RefusedSignature, IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER, announced)];
    long before = LEAST;
    ChunkHead head;
    do {
      head = ChunkHead.parse(lines.next(), mode.signed());
      chunks++;
      if (head.size() > 0 && before < LEAST) {
        throw ChunkFaults.tooSmall(before, chunks, LEAST);
      }
      if (head.size() > announced - decoded) {
        throw ChunkFaults.wrongLength(announced, decoded + head.size());
      }
      before = head.size();
      chunk(head, buffer);
    } while (head.size() > 0);
    if (decoded != announced) {
      throw ChunkFaults.wrongLength(announced, decoded);
    }
  }

  private void chunk(ChunkHead head, byte[] buffer) throws RefusedSignature, IOException {
    long left = head.size();
    while (left > 0) {
      int read = lines.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (mode.signed()) {
        hash.update(buffer, 0, read);
      }
      checksum.update(buffer, read);
      left -= read;
    }
    decoded += head.size();
    if (mode.signed()) {
      chain.requireChunk(HexFormat.of().formatHex(hash.digest()), head.signature(), chunks);
    }
    if (head.size() > 0 || !mode.trailer()) {
      lines.requireLineEnd();
    }
  }

  private void end(String field) throws RefusedSignature, IOException {
    if (!mode.trailer()) {
      if (!lines.atEnd()) {
        throw ChunkFaults.incomplete("bytes follow the last chunk");
      }
      return;
    }
    Trailer trailer = Trailer.read(lines, field, mode.signed());
    if (mode.signed()) {
      chain.requireTrailer(
          field.isEmpty() ? "" : field + ':' + trailer.value() + '\n', trailer.signature());
    }
    checksum.require(field, trailer.value());
  }
}
