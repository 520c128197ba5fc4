package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.BadChunk;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.ChunkCode;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A body in chunks of AWS's own, each signed over the one before it, with a signed trailer (AWS
 * documentation: "Transferring payload in multiple chunks", "Trailing headers"). What is decoded
 * goes on as it comes: no more than a line and a buffer is held.
 */
final class ChunkedBody {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int BUFFER = 16 * 1024;

  private final ChunkLines lines;
  private final ChunkSigning mode;
  private final Claim claim;
  private final Signer signer;
  private final TrailerChecksum checksum;
  private String previous;
  private long decoded;

  private ChunkedBody(
      InputStream in, ChunkSigning mode, Claim claim, Signer signer, TrailerChecksum checksum) {
    this.lines = new ChunkLines(in, LONGEST_LINE);
    this.mode = mode;
    this.claim = claim;
    this.signer = signer;
    this.checksum = checksum;
    this.previous = claim.signature();
  }

  /** The payload of a request whose own signature holds. */
  static byte[] decode(ServerRequest request, Claim claim, ChunkSigning mode, Signer signer)
      throws RefusedSignature {
    ByteArrayOutputStream out = new ByteArrayOutputStream(request.body().length);
    try {
      decode(request, new ByteArrayInputStream(request.body()), out, claim, mode, signer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The same as a stream. */
  static void decode(
      ServerRequest request,
      InputStream in,
      OutputStream out,
      Claim claim,
      ChunkSigning mode,
      Signer signer)
      throws RefusedSignature, IOException {
    if (mode.signed() && mode.algorithm() != claim.algorithm()) {
      throw bad(
          ChunkCode.InvalidChunk,
          "x-amz-content-sha256 names another algorithm than the Authorization header");
    }
    List<String> announced =
        request.headers("X-Amz-Trailer").stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    ChunkedBody body = new ChunkedBody(in, mode, claim, signer, TrailerChecksum.of(announced));
    body.copy(out);
    body.requireLength(request);
    body.trailer(announced);
  }

  private void copy(OutputStream out) throws RefusedSignature, IOException {
    long size;
    do {
      ChunkHead head = ChunkHead.parse(lines.next(), mode.signed());
      size = head.size();
      MessageDigest hash = Sha256.digest();
      transfer(size, hash, out);
      if (mode.signed()) {
        requireSignature(HexFormat.of().formatHex(hash.digest()), head.signature());
      }
      if (size > 0 || !mode.trailer()) {
        lines.requireEmpty();
      }
    } while (size > 0);
  }

  private void transfer(long size, MessageDigest hash, OutputStream out)
      throws RefusedSignature, IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(size, 1))];
    long left = size;
    while (left > 0) {
      int read = lines.read(buffer, (int) Math.min(buffer.length, left));
      hash.update(buffer, 0, read);
      checksum.update(buffer, read);
      out.write(buffer, 0, read);
      left -= read;
    }
    decoded += size;
  }

  private void requireSignature(String chunkHash, String signature) throws RefusedSignature {
    String toSign =
        claim.algorithm().id()
            + "-PAYLOAD\n"
            + claim.timestamp()
            + '\n'
            + claim.scope().text()
            + '\n'
            + previous
            + '\n'
            + Sha256.EMPTY
            + '\n'
            + chunkHash;
    if (!signer.verifies(toSign, signature)) {
      throw bad(
          ChunkCode.SignatureDoesNotMatch,
          "the signature of the chunk that ends at byte "
              + decoded
              + " of the payload does not hold: the chunk, its order or the signature before it is"
              + " another than was signed");
    }
    previous = signature;
  }

  private void requireLength(ServerRequest request) throws RefusedSignature {
    String announced = request.header("X-Amz-Decoded-Content-Length").orElse("");
    if (!announced.equals(String.valueOf(decoded))) {
      throw bad(
          ChunkCode.IncompleteBody,
          "x-amz-decoded-content-length is "
              + (announced.isEmpty() ? "missing" : ReadHeaderClaim.shortened(announced))
              + "; the payload has "
              + decoded
              + " bytes");
    }
  }

  private void trailer(List<String> announced) throws RefusedSignature, IOException {
    if (!mode.trailer()) {
      lines.requireEnd();
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    String signature = "";
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw bad(ChunkCode.InvalidChunk, "a line of the trailer is no header field");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("x-amz-trailer-signature")) {
        signature = value;
      } else if (!announced.contains(name) || fields.putIfAbsent(name, value) != null) {
        throw bad(
            ChunkCode.InvalidChunk,
            "the trailer has a field that x-amz-trailer does not announce, or has it twice");
      }
    }
    if (!fields.keySet().containsAll(announced)) {
      throw bad(ChunkCode.IncompleteBody, "the trailer lacks a field that x-amz-trailer announces");
    }
    if (mode.signed()) {
      requireTrailerSignature(fields, signature);
    }
    checksum.check(fields);
    lines.requireEnd();
  }

  private void requireTrailerSignature(Map<String, String> fields, String signature)
      throws RefusedSignature {
    StringBuilder canonical = new StringBuilder();
    fields.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            field ->
                canonical.append(field.getKey()).append(':').append(field.getValue()).append('\n'));
    String toSign =
        claim.algorithm().id()
            + "-TRAILER\n"
            + claim.timestamp()
            + '\n'
            + claim.scope().text()
            + '\n'
            + previous
            + '\n'
            + Sha256.hex(canonical.toString().getBytes(StandardCharsets.UTF_8));
    if (!signer.verifies(toSign, signature)) {
      throw bad(
          ChunkCode.SignatureDoesNotMatch,
          "the signature of the trailer is missing or does not hold");
    }
  }

  static RefusedSignature bad(ChunkCode code, String explanation) {
    return new RefusedSignature(new BadChunk(code, explanation));
  }
}
