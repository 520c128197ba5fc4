package dev.gatehouse.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * The body of a request while it is signed. It is hashed without being held in memory; a stream to
 * an object store goes in chunks instead, as the SDK sends it: over TLS with a checksum at its end,
 * else with a signature on each chunk.
 */
final class SignedBody implements AutoCloseable {
  private final Body body;
  private final boolean chunks;
  private @Nullable InputStream opened;

  SignedBody(Body body, boolean objectStore) {
    this.body = body;
    this.chunks = objectStore && body instanceof Body.Stream;
  }

  /** What is hashed; empty when there is no body. */
  Optional<ContentStreamProvider> content() {
    if (body instanceof Body.Bytes bytes) {
      return Optional.of(ContentStreamProvider.fromByteArrayUnsafe(bytes.bytes()));
    }
    return body instanceof Body.Stream stream
        ? Optional.of(() -> open(stream.source()))
        : Optional.empty();
  }

  /** What the signer has to know of it; chunks are counted from it. */
  OptionalLong length() {
    return chunks && body instanceof Body.Stream stream && stream.length() >= 0
        ? OptionalLong.of(stream.length())
        : OptionalLong.empty();
  }

  /** Asks the signer for chunks. */
  void ask(SignRequest.Builder<?> signing) {
    if (chunks) {
      signing
          .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
          .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
          .putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
    }
  }

  /** What goes on the wire. */
  Body sent(SignedRequest signed) {
    if (!chunks || !(body instanceof Body.Stream stream)) {
      return body;
    }
    ContentStreamProvider encoded = signed.payload().orElseThrow();
    long length =
        signed.request().firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
    return new Body.Stream(encoded::newStream, stream.contentType(), length, true);
  }

  private InputStream open(Body.Source source) {
    close();
    try {
      InputStream in = source.open();
      opened = in;
      return in;
    } catch (IOException e) {
      throw new InvalidRequestException(Step.PREPARE, "the request's body could not be opened", e);
    }
  }

  /** Closes what was hashed. */
  @Override
  public void close() {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        // It was read to its end: nothing is lost.
      }
      opened = null;
    }
  }
}
